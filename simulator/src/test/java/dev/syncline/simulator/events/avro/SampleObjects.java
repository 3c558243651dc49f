package dev.syncline.simulator.events.avro;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Objects made for tests of events. */
public final class SampleObjects {
  private SampleObjects() {}

  /** An object with these fields after Id, and its own place for each. */
  public static ObjectDefinition object(String name, FieldDefinition.Builder... fields) {
    var placed = new ArrayList<FieldDefinition>();
    placed.add(field("Id", FieldType.ID).at(0));
    for (FieldDefinition.Builder builder : fields) {
      placed.add(builder.at(placed.size()));
    }
    var flags = Set.of(ObjectDefinition.Flag.QUERYABLE);
    return new ObjectDefinition(name, name, name + "s", "a00", flags, placed);
  }

  /** Twelve fields that events carry, of every type, two of them compound. */
  public static ObjectDefinition shipment() {
    return object(
        "Shipment__c",
        field("Name", FieldType.STRING).length(80),
        field("Paid__c", FieldType.BOOLEAN),
        field("Parcels__c", FieldType.INT),
        field("Weight__c", FieldType.DOUBLE),
        field("Price__c", FieldType.CURRENCY),
        field("Due__c", FieldType.DATE),
        field("Sent__c", FieldType.DATETIME),
        field("Pickup__c", FieldType.TIME),
        field("Notes__c", FieldType.TEXTAREA).length(32_000),
        field("Account__c", FieldType.REFERENCE),
        field("HomeStreet", FieldType.TEXTAREA).length(255).partOf("HomeAddress"),
        field("HomeCity", FieldType.STRING).partOf("HomeAddress"),
        field("HomeLatitude", FieldType.DOUBLE).partOf("HomeAddress"),
        field("HomeGeocodeAccuracy", FieldType.PICKLIST).partOf("HomeAddress"),
        field("HomeAddress", FieldType.ADDRESS),
        field("Site__Latitude__s", FieldType.DOUBLE).partOf("Site__c"),
        field("Site__Longitude__s", FieldType.DOUBLE).partOf("Site__c"),
        field("Site__c", FieldType.LOCATION),
        field("IsDeleted", FieldType.BOOLEAN),
        field("SystemModstamp", FieldType.DATETIME));
  }

  /** A platform event as the REST API Developer Guide shows it. */
  public static ObjectDefinition lowInk() {
    return object(
        "Low_Ink__e",
        field("ReplayId", FieldType.STRING),
        field("CreatedDate", FieldType.DATETIME),
        field("CreatedById", FieldType.REFERENCE),
        field("EventUuid", FieldType.STRING),
        field("Printer_Model__c", FieldType.STRING).length(20),
        field("Serial_Number__c", FieldType.STRING).length(20),
        field("Ink_Percentage__c", FieldType.DOUBLE));
  }

  /** The fields of an object that its events carry as values of their own, or as parts. */
  public static List<FieldDefinition> values(ObjectDefinition object) {
    return object.fields().stream()
        .filter(f -> f.type() != FieldType.ADDRESS && f.type() != FieldType.LOCATION)
        .filter(f -> !Set.of("Id", "IsDeleted", "SystemModstamp").contains(f.name()))
        .toList();
  }
}
