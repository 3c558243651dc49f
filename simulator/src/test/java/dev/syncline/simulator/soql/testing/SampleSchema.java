package dev.syncline.simulator.soql.testing;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Builder;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.PicklistValue;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Objects with a field of every kind that SOQL treats in its own way. */
final class SampleSchema {
  private SampleSchema() {}

  static Schema schema() {
    return new Schema(
        List.of(account(), contact(), opportunity(), task(), user(), group(), hidden()));
  }

  private static ObjectDefinition object(String name, String prefix, Builder... fields) {
    return object(
        name, prefix, EnumSet.of(ObjectDefinition.Flag.QUERYABLE), Stream.of(fields).toList());
  }

  private static ObjectDefinition object(
      String name, String prefix, EnumSet<ObjectDefinition.Flag> flags, List<Builder> fields) {
    var all = new ArrayList<Builder>();
    all.add(field("Id", FieldType.ID).with(Flag.ID_LOOKUP).without(Flag.NILLABLE));
    all.add(field("IsDeleted", FieldType.BOOLEAN));
    all.addAll(fields);
    all.add(field("CreatedDate", FieldType.DATETIME));
    all.add(field("SystemModstamp", FieldType.DATETIME));
    var definitions = new ArrayList<FieldDefinition>();
    for (Builder builder : all) {
      definitions.add(builder.at(definitions.size()));
    }
    return new ObjectDefinition(name, name, name + "s", prefix, flags, definitions);
  }

  private static List<PicklistValue> values(String... values) {
    return Stream.of(values).map(PicklistValue::of).toList();
  }

  private static Builder reference(String name, String relationship, String... targets) {
    return field(name, FieldType.REFERENCE).referenceTo(relationship, targets);
  }

  private static ObjectDefinition account() {
    return object(
        "Account",
        "001",
        field("Name", FieldType.STRING).length(255).with(Flag.NAME_FIELD),
        field("Type", FieldType.PICKLIST).picklist(values("Prospect", "Customer", "Partner")),
        field("Industry", FieldType.PICKLIST)
            .picklist(
                List.of(
                    new PicklistValue("Tech", "Technology", true, false),
                    new PicklistValue("Retail", "Retail trade", true, false))),
        field("NumberOfEmployees", FieldType.INT).digits(8),
        field("AnnualRevenue", FieldType.CURRENCY).precision(18, 2),
        field("Rate__c", FieldType.PERCENT).precision(5, 2),
        field("Score__c", FieldType.DOUBLE).precision(18, 6),
        field("Description", FieldType.TEXTAREA)
            .length(32_000)
            .without(Flag.FILTERABLE, Flag.SORTABLE, Flag.GROUPABLE, Flag.AGGREGATABLE),
        field("Note__c", FieldType.TEXTAREA).length(255),
        field("Website", FieldType.URL).length(255),
        field("Logo__c", FieldType.BASE64),
        field("Active__c", FieldType.BOOLEAN),
        field("Founded__c", FieldType.DATE),
        field("Opens__c", FieldType.TIME),
        field("Interests__c", FieldType.MULTIPICKLIST).picklist(values("Golf", "Wine", "Tea")),
        field("Ext__c", FieldType.STRING)
            .length(20)
            .with(Flag.EXTERNAL_ID, Flag.UNIQUE, Flag.ID_LOOKUP),
        field("Key__c", FieldType.STRING)
            .length(20)
            .with(Flag.EXTERNAL_ID, Flag.UNIQUE, Flag.ID_LOOKUP, Flag.CASE_SENSITIVE),
        field("Secret__c", FieldType.ENCRYPTEDSTRING)
            .length(20)
            .without(Flag.FILTERABLE, Flag.SORTABLE, Flag.GROUPABLE),
        reference("OwnerId", "Owner", "User").children("Accounts"),
        reference("ParentId", "Parent", "Account").children("ChildAccounts"),
        field("BillingStreet", FieldType.TEXTAREA).length(255).partOf("BillingAddress"),
        field("BillingCity", FieldType.STRING).length(40).partOf("BillingAddress"),
        field("BillingLatitude", FieldType.DOUBLE).precision(18, 15).partOf("BillingAddress"),
        field("BillingLongitude", FieldType.DOUBLE).precision(18, 15).partOf("BillingAddress"),
        field("BillingAddress", FieldType.ADDRESS).without(Flag.FILTERABLE, Flag.SORTABLE),
        field("Site__Latitude__s", FieldType.DOUBLE).precision(18, 15).partOf("Site__c"),
        field("Site__Longitude__s", FieldType.DOUBLE).precision(18, 15).partOf("Site__c"),
        field("Site__c", FieldType.LOCATION));
  }

  private static ObjectDefinition contact() {
    return object(
        "Contact",
        "003",
        field("Salutation", FieldType.PICKLIST).partOf("Name"),
        field("FirstName", FieldType.STRING).length(40).partOf("Name"),
        field("LastName", FieldType.STRING).length(80).partOf("Name"),
        field("Name", FieldType.STRING)
            .length(121)
            .with(Flag.NAME_FIELD)
            .extraTypeInfo("personname"),
        field("Email", FieldType.EMAIL).length(80).with(Flag.ID_LOOKUP),
        field("Title", FieldType.STRING).length(128),
        field("Birthdate", FieldType.DATE),
        field("LeadSource", FieldType.PICKLIST).picklist(values("Web", "Phone", "Fair")),
        field("HasOptedOutOfEmail", FieldType.BOOLEAN),
        reference("AccountId", "Account", "Account").children("Contacts"),
        reference("ReportsToId", "ReportsTo", "Contact"),
        reference("OwnerId", "Owner", "User"));
  }

  private static ObjectDefinition opportunity() {
    return object(
        "Opportunity",
        "006",
        field("Name", FieldType.STRING).length(120).with(Flag.NAME_FIELD),
        field("Amount", FieldType.CURRENCY).precision(18, 2),
        field("StageName", FieldType.PICKLIST).picklist(values("Open", "Won", "Lost")),
        field("CloseDate", FieldType.DATE),
        reference("AccountId", "Account", "Account").children("Opportunities"),
        reference("OwnerId", "Owner", "User"));
  }

  private static ObjectDefinition task() {
    return object(
        "Task",
        "00T",
        field("Subject", FieldType.COMBOBOX).length(255),
        field("ActivityDate", FieldType.DATE),
        reference("WhoId", "Who", "Contact").with(Flag.POLYMORPHIC_FOREIGN_KEY).children("Tasks"),
        reference("WhatId", "What", "Account", "Opportunity")
            .with(Flag.POLYMORPHIC_FOREIGN_KEY)
            .children("Tasks"),
        reference("OwnerId", "Owner", "User", "Group").with(Flag.POLYMORPHIC_FOREIGN_KEY));
  }

  private static ObjectDefinition user() {
    return object(
        "User",
        "005",
        field("FirstName", FieldType.STRING).length(40).partOf("Name"),
        field("LastName", FieldType.STRING).length(80).partOf("Name"),
        field("Name", FieldType.STRING)
            .length(121)
            .with(Flag.NAME_FIELD)
            .extraTypeInfo("personname"),
        field("Username", FieldType.STRING).length(80).with(Flag.ID_LOOKUP),
        field("Email", FieldType.EMAIL).length(128),
        field("IsActive", FieldType.BOOLEAN),
        reference("ManagerId", "Manager", "User"));
  }

  private static ObjectDefinition group() {
    return object(
        "Group",
        "00G",
        field("Name", FieldType.STRING).length(40).with(Flag.NAME_FIELD),
        field("Type", FieldType.PICKLIST));
  }

  private static ObjectDefinition hidden() {
    return object(
        "Hidden",
        "0XX",
        EnumSet.noneOf(ObjectDefinition.Flag.class),
        List.of(field("Name", FieldType.STRING)));
  }
}
