package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.SchemaException;
import dev.syncline.simulator.schema.SchemaSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaChangeTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

  @TempDir private Path directory;

  private OrgData open() {
    var settings = new OrgSettings(42, Map.of("Account", 3L), directory, Duration.ofMillis(50));
    return OrgData.open(settings, SchemaSource.files(List.of()), CLOCK);
  }

  private static ObjectDefinition accounts(OrgData org) {
    return org.schema().object("Account").orElseThrow();
  }

  private static String insert(OrgData org, String field, String value) {
    ObjectDefinition object = accounts(org);
    FieldDefinition name = object.requireField("Name");
    FieldValues values =
        FieldValues.values().set(name, "A").set(object.requireField(field), value).build();
    try (Transaction transaction = org.begin(Actor.internal(org.integrationUserId()))) {
      WriteResult result = transaction.insert(object, values);
      transaction.commit();
      return ((WriteResult.Written) result).id();
    }
  }

  private static Object value(OrgData org, String id, String field) {
    Row row = org.snapshot().find(accounts(org), id).orElseThrow();
    return String.valueOf(row.value(accounts(org).requireField(field)));
  }

  @Test
  void changes_of_the_schema_outlive_a_restart() {
    String id;
    try (OrgData org = open()) {
      org.changeSchema("objects: {Account: {extend: true, fields: {Key__c: {type: text}}}}");
      id = insert(org, "Key__c", "kept");
      org.changeSchema("objects: {Account: {extend: true, drop: [Sic]}}");
      assertThat(value(org, id, "Key__c")).isEqualTo("kept");
    }
    try (OrgData org = open()) {
      assertThat(org.schemaChanges()).hasSize(2);
      assertThat(accounts(org).field("Sic")).isEmpty();
      assertThat(value(org, id, "Key__c")).isEqualTo("kept");
    }
  }

  @Test
  void a_snapshot_from_before_a_change_shows_the_records_as_they_were() {
    try (OrgData org = open()) {
      String id = insert(org, "Sic", "1234");
      Snapshot before = org.snapshot();
      ObjectDefinition then = accounts(org);
      org.changeSchema(
          "objects: {Account: {extend: true, drop: [Site], replace: {Sic: {type: number}}}}");
      Row row = before.find(then, id).orElseThrow();
      assertThat(row.value(then.requireField("Sic"))).isEqualTo("1234");
      assertThat(row.value(then.requireField("Name"))).isEqualTo("A");
      assertThat(value(org, id, "Sic")).isEqualTo("1234");
    }
  }

  @Test
  void a_transaction_that_was_open_before_a_change_commits_what_it_wrote() {
    try (OrgData org = open()) {
      ObjectDefinition then = accounts(org);
      String id;
      try (Transaction transaction = org.begin(Actor.internal(org.integrationUserId()))) {
        FieldValues values = FieldValues.values().set(then.requireField("Name"), "Open").build();
        id = ((WriteResult.Written) transaction.insert(then, values)).id();
        org.changeSchema("objects: {Account: {extend: true, drop: [Site]}}");
        transaction.commit();
      }
      assertThat(value(org, id, "Name")).isEqualTo("Open");
    }
  }

  @Test
  void a_change_that_is_wrong_leaves_the_schema_as_it_was() {
    try (OrgData org = open()) {
      assertThatThrownBy(() -> org.changeSchema("objects: {Nope: {extend: true}}"))
          .isInstanceOf(SchemaException.class);
      assertThat(org.schemaChanges()).isEmpty();
    }
  }
}
