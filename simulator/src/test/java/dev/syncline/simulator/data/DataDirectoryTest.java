package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.syncline.simulator.sample.Orgs;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void what_was_written_is_there_after_a_restart_and_the_org_goes_on() {
    Map<String, String> before;
    String account;
    String deleted;
    try (TestOrg org = TestOrg.in(directory, 42, Orgs.SMALL)) {
      account =
          org.insert("Account", "Name", "Kept", "AnnualRevenue", new java.math.BigDecimal("5"));
      deleted = org.data.snapshot().scan(org.object("Contact")).next().id();
      org.delete("Contact", deleted);
      for (int i = 0; i < 50; i++) {
        org.insert("Contact", "LastName", "N" + i, "AccountId", account);
      }
      before = org.everything(org.data.snapshot(), "Contact");
    }
    try (TestOrg org = TestOrg.in(directory, 42, Orgs.SMALL)) {
      Snapshot snapshot = org.data.snapshot();
      assertThat(org.everything(snapshot, "Contact")).isEqualTo(before);
      assertThat(snapshot.count(org.object("Contact"))).isEqualTo(2_049);
      assertThat(org.value("Account", account, "Name")).isEqualTo("Kept");
      assertThat(org.row(snapshot, "Contact", deleted).isDeleted()).isTrue();
      assertThat(snapshot.lookup(org.object("Contact"), org.field("Contact", "AccountId"), account))
          .toIterable()
          .hasSize(50);
      String next = org.insert("Account", "Name", "Next");
      assertThat(next).isGreaterThan(account);
    }
  }

  @Test
  void a_snapshot_of_a_file_outlives_many_commits_and_a_compaction() {
    try (TestOrg org = TestOrg.in(directory, 42, Map.of("Account", 50L))) {
      String account = org.insert("Account", "Name", "Start");
      Snapshot before = org.data.snapshot();
      Map<String, String> kept = org.everything(before, "Account");
      for (int i = 0; i < 1_500; i++) {
        org.update("Account", account, "Name", "Name " + i);
      }
      assertThat(org.everything(before, "Account")).isEqualTo(kept);
      assertThat(org.value("Account", account, "Name")).isEqualTo("Name 1499");
    }
  }

  @Test
  void another_seed_or_number_of_records_is_refused() {
    TestOrg.in(directory, 42, Map.of("Account", 5L)).close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestOrg.in(directory, 43, Map.of("Account", 5L)))
        .withMessage("--data-dir: it was made with seed 42, not 43; start with the same --seed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestOrg.in(directory, 42, Map.of("Account", 6L)))
        .withMessageContaining("generated/Account 5, not 6");
    TestOrg.in(directory, 42, Map.of("Account", 5L)).close();
  }

  @Test
  void a_directory_in_use_is_refused() {
    try (TestOrg org = TestOrg.in(directory, 42, Map.of())) {
      assertThat(org.data.schema()).isNotNull();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TestOrg.in(directory, 42, Map.of()))
          .withMessageContaining("another simulator may be using it");
    }
  }

  private OrgData open(String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve("schema.yaml"), yaml);
    Schema schema = SchemaFiles.load(List.of(file));
    var settings =
        new OrgSettings(1, new HashMap<>(), directory.resolve("data"), Duration.ofMillis(50));
    return OrgData.open(settings, schema, InstantSource.system());
  }

  @Test
  void fields_may_come_and_go_between_starts() throws Exception {
    String id;
    try (OrgData data =
        open("objects: {X__c: {fields: {A__c: {type: text}, B__c: {type: text}}}}")) {
      var object = data.schema().object("X__c").orElseThrow();
      try (Transaction transaction = data.begin(Actor.internal(data.integrationUserId()))) {
        FieldValues values =
            FieldValues.values()
                .set(object.requireField("A__c"), "a")
                .set(object.requireField("B__c"), "b")
                .build();
        id = ((WriteResult.Written) transaction.insert(object, values)).id();
        transaction.commit();
      }
    }
    try (OrgData data =
        open(
            "objects: {X__c: {fields: {C__c: {type: text}, "
                + "B__c: {type: text, unique: true}}}}")) {
      var object = data.schema().object("X__c").orElseThrow();
      Row row = data.snapshot().find(object, id).orElseThrow();
      assertThat(row.value(object.requireField("B__c"))).isEqualTo("b");
      assertThat(row.value(object.requireField("C__c"))).isNull();
      assertThat(data.snapshot().lookup(object, object.requireField("B__c"), "B"))
          .as("the new index knows the old record")
          .toIterable()
          .hasSize(1);
    }
  }

  @Test
  void a_changed_key_prefix_is_refused() throws Exception {
    open("objects: {X__c: {}}").close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("objects: {W__c: {}, X__c: {}}"))
        .withMessageContaining("prefix/X__c a00, not a01; write the prefix of X__c");
    open("objects: {W__c: {prefix: a01}, X__c: {prefix: a00}}").close();
  }
}
