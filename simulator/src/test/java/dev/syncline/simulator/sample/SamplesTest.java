package dev.syncline.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.SchemaFiles;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {
  private static final Samples ORG = Orgs.small(7);

  private static SampleObject of(Samples org, String object) {
    return org.of(org.schema().object(object).orElseThrow());
  }

  private static FieldDefinition field(String object, String name) {
    return ORG.schema().object(object).orElseThrow().requireField(name);
  }

  @Test
  void the_same_seed_gives_the_same_values_and_another_seed_gives_others() {
    Samples same = Orgs.small(7);
    Samples other = Orgs.small(8);
    for (String name : List.of("Account", "Contact", "Invoice__c")) {
      SampleObject one = of(ORG, name);
      int different = 0;
      for (long i = 0; i < 200; i++) {
        for (FieldDefinition field : one.object().fields()) {
          FieldDefinition theirs =
              same.schema().object(name).orElseThrow().fields().get(field.position());
          Object value = one.value(i, field);
          assertThat(of(same, name).value(i, theirs)).isEqualTo(value);
          Object changed = of(other, name).value(i, otherField(other, name, field));
          different += java.util.Objects.equals(value, changed) ? 0 : 1;
        }
      }
      assertThat(different).isGreaterThan(1_000);
    }
  }

  private static FieldDefinition otherField(Samples org, String object, FieldDefinition field) {
    return org.schema().object(object).orElseThrow().fields().get(field.position());
  }

  @Test
  void records_do_not_change_when_there_are_more_of_them() {
    var few = new Samples(7, ORG.schema(), Map.of("Account", 10L));
    var many = new Samples(7, ORG.schema(), Map.of("Account", 1_000_000L));
    for (String name : List.of("Name", "BillingStreet", "Phone", "CreatedDate", "Description")) {
      FieldDefinition field = field("Account", name);
      for (long i = 0; i < 10; i++) {
        assertThat(of(many, "Account").value(i, field))
            .isEqualTo(of(few, "Account").value(i, field));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Contact, Id",
    "Contact, Email",
    "Contact, Person_Number__c",
    "Account, Customer_Number__c",
    "User, Username",
    "Invoice__c, Name",
    "Invoice__c, External_Id__c",
    "Invoice__c, Case_Key__c",
    "Invoice__c, Ledger_Number__c",
    "Invoice__c, Loose_Key__c",
    "Invoice__c, Running_Number__c"
  })
  void a_key_leads_back_to_its_record_and_to_no_other(String object, String name) {
    SampleObject sample = of(ORG, object);
    FieldDefinition field = field(object, name);
    assertThat(sample.isInvertible(field)).isTrue();
    var seen = new HashSet<Object>();
    for (long i = 0; i < sample.count(); i++) {
      Object value = sample.value(i, field);
      if (value != null) {
        assertThat(seen.add(value)).as(value.toString()).isTrue();
        PrimitiveIterator.OfLong found = sample.lookup(field, value);
        assertThat(found.nextLong()).isEqualTo(i);
        assertThat(found.hasNext()).isFalse();
      }
    }
    assertThat(seen).isNotEmpty();
    assertThat(sample.lookup(field, "no such value")).isExhausted();
  }

  @Test
  void a_key_is_found_whatever_its_case_unless_case_counts() {
    SampleObject invoices = of(ORG, "Invoice__c");
    FieldDefinition loose = field("Invoice__c", "External_Id__c");
    FieldDefinition strict = field("Invoice__c", "Case_Key__c");
    String key = firstValue(invoices, loose);
    assertThat(invoices.lookup(loose, key.toLowerCase(java.util.Locale.ROOT)).hasNext()).isTrue();
    String strictKey = firstValue(invoices, strict);
    boolean found = invoices.lookup(strict, strictKey.toLowerCase(java.util.Locale.ROOT)).hasNext();
    assertThat(found).isFalse();
  }

  private static String firstValue(SampleObject sample, FieldDefinition field) {
    for (long i = 0; ; i++) {
      Object value = sample.value(i, field);
      if (value != null && !value.equals(value.toString().toLowerCase(java.util.Locale.ROOT))) {
        return value.toString();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Contact, AccountId, Account",
    "Contact, ReportsToId, Contact",
    "Contact, OwnerId, User",
    "Account, ParentId, Account",
    "Opportunity, AccountId, Account",
    "Task, WhoId, Contact",
    "Task, WhoId, Lead",
    "Task, WhatId, Account",
    "Task, WhatId, Opportunity",
    "Invoice__c, Account__c, Account",
    "Invoice__c, Corrects__c, Invoice__c",
    "Invoice_Line__c, Invoice__c, Invoice__c",
    "User, ManagerId, User",
    "Invoice__c, CreatedById, User"
  })
  void the_children_of_a_parent_are_those_that_point_to_it(
      String object, String name, String parentName) {
    SampleObject children = of(ORG, object);
    SampleObject parents = of(ORG, parentName);
    FieldDefinition field = field(object, name);
    Map<String, Set<Long>> expected = new HashMap<>();
    for (long i = 0; i < children.count(); i++) {
      Object parent = children.value(i, field);
      if (parent != null && parents.ids().number(parent.toString()) >= 0) {
        expected.computeIfAbsent(parent.toString(), key -> new TreeSet<>()).add(i);
      }
    }
    assertThat(expected).isNotEmpty();
    for (long p = 0; p < parents.count(); p++) {
      String id = parents.ids().id(p);
      var found = new TreeSet<Long>();
      children.lookup(field, id).forEachRemaining((long child) -> found.add(child));
      assertThat(found).as(id).isEqualTo(expected.getOrDefault(id, Set.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({"Account, ParentId", "Contact, ReportsToId", "Contact, AccountId"})
  void records_beyond_the_generated_ones_have_no_generated_children(String object, String name) {
    for (long seed = 1; seed <= 50; seed++) {
      var org = new Samples(seed, ORG.schema(), Map.of("Account", 3L, "Contact", 5L));
      SampleObject children = of(org, object);
      FieldDefinition field = field(object, name);
      IdSpace parents = of(org, name.equals("AccountId") ? "Account" : object).ids();
      for (long number = 5; number < 20; number++) {
        assertThat(children.lookup(field, parents.id(number))).isExhausted();
      }
    }
  }

  @Test
  void children_are_spread_unevenly_and_some_parents_have_none() {
    SampleObject contacts = of(ORG, "Contact");
    SampleObject accounts = of(ORG, "Account");
    FieldDefinition field = field("Contact", "AccountId");
    long most = 0;
    long childless = 0;
    for (long a = 0; a < accounts.count(); a++) {
      var count = new long[1];
      contacts.lookup(field, accounts.ids().id(a)).forEachRemaining((long child) -> count[0]++);
      most = Math.max(most, count[0]);
      childless += count[0] == 0 ? 1 : 0;
    }
    assertThat(most).isGreaterThan(50);
    assertThat(childless).isBetween(20L, 60L);
  }

  @Test
  void contacts_report_within_their_account_and_never_in_a_circle() {
    SampleObject contacts = of(ORG, "Contact");
    FieldDefinition account = field("Contact", "AccountId");
    FieldDefinition boss = field("Contact", "ReportsToId");
    int forward = 0;
    for (long i = 0; i < contacts.count(); i++) {
      long at = i;
      for (int steps = 0; contacts.value(at, boss) instanceof String id; steps++) {
        long above = contacts.ids().number(id);
        assertThat(contacts.value(above, account)).isEqualTo(contacts.value(at, account));
        forward += above > at ? 1 : 0;
        at = above;
        assertThat(steps).isLessThan(100);
      }
    }
    assertThat(forward).as("references to records that come later").isPositive();
  }

  @Test
  void stamps_are_ordered_and_a_range_of_them_is_a_range_of_indexes() {
    SampleObject contacts = of(ORG, "Contact");
    FieldDefinition created = field("Contact", "CreatedDate");
    FieldDefinition modified = field("Contact", "LastModifiedDate");
    FieldDefinition stamp = field("Contact", "SystemModstamp");
    Instant before = Instant.MIN;
    var seconds = new HashSet<Instant>();
    for (long i = 0; i < contacts.count(); i++) {
      Instant first = (Instant) contacts.value(i, created);
      Instant second = (Instant) contacts.value(i, modified);
      Instant third = (Instant) contacts.value(i, stamp);
      assertThat(first).isNotNull().isAfterOrEqualTo(before);
      assertThat(second).isNotNull().isAfterOrEqualTo(first);
      assertThat(third).isNotNull().isAfterOrEqualTo(second).isEqualTo(contacts.stamp(i));
      assertThat(contacts.firstIndexStampedFrom(third)).isLessThanOrEqualTo(i);
      assertThat(contacts.endIndexStampedUntil(first)).isGreaterThan(i);
      before = first;
      seconds.add(first);
    }
    assertThat(seconds.size()).as("some are loaded in one second").isLessThan(1_900);
  }

  @Test
  void ten_million_records_take_no_room() {
    var org = new Samples(1, ORG.schema(), Map.of("Account", 10_000_000L, "Contact", 10_000_000L));
    SampleObject contacts = of(org, "Contact");
    FieldDefinition account = contacts.object().requireField("AccountId");
    for (long i = 0; i < contacts.count(); i += 999_983) {
      Object parent = contacts.value(i, account);
      if (parent != null) {
        var found = new HashSet<Long>();
        contacts.lookup(account, parent).forEachRemaining((long child) -> found.add(child));
        assertThat(found).contains(i);
      }
    }
    assertThat(contacts.endIndexStampedUntil(Instant.parse("2026-01-01T00:00:00Z")))
        .as("nothing lies in the future")
        .isEqualTo(10_000_000);
  }

  @ParameterizedTest
  @CsvSource({"Contact, Opportunity", "Contact, Lead", "Lead, Lead", "Opportunity, Account"})
  void any_parents_may_be_missing(String one, String other) {
    Map<String, Long> records = new HashMap<>(Map.of("Task", 200L));
    records.put(one, 50L);
    records.put(other, 50L);
    var org = new Samples(3, SchemaFiles.standard(), records);
    SampleObject tasks = of(org, "Task");
    for (FieldDefinition field : tasks.object().fields()) {
      for (long i = 0; i < tasks.count(); i++) {
        Object value = tasks.value(i, field);
        assertThat(value == null || !value.toString().isEmpty()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Nothing__c, 5,        there is no object Nothing__c",
    "Organization, 2,      fixed",
    "User, 0,              not in 1 to 10000000",
    "Account, -1,          not in 0 to 10000000",
    "Account, 10000001,    not in 0 to 10000000",
    "Invoice_Line__c, 10,  needs records of Invoice__c for its Invoice__c"
  })
  void numbers_of_records_that_cannot_be_are_refused(String object, long count, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Samples(1, ORG.schema(), Map.of(object, count)))
        .withMessageContaining("--records")
        .withMessageContaining(reason);
  }

  @Test
  void object_names_are_found_whatever_their_case() {
    var org = new Samples(1, SchemaFiles.standard(), Map.of("aCCount", 3L));
    ObjectDefinition account = org.schema().object("Account").orElseThrow();
    assertThat(org.of(account).count()).isEqualTo(3);
  }
}
