package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Compare and repair, one way and two way, by the command. */
final class CompareEndToEndTest {
  private static final String BOTH =
      """
      accounts:
        object: Account
        table: account
        create: true
        direction: both
        fields: { Id: salesforce_id, Name: name, Phone: phone }
      """;

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Stage stage;

  private String url = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server, 5);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void newDatabase() {
    url = stage.newDatabase();
  }

  private CommandRun run(String mappings, String... arguments) {
    return stage.setup(folder, url, mappings).run(arguments);
  }

  private void synced(String mappings) {
    if (mappings.contains("both")) {
      assertThat(run(mappings, "db", "install", "--yes").exitCode()).isZero();
    }
    sync(mappings);
  }

  private void sync(String mappings) {
    CommandRun sync = run(mappings, "sync", "--until-idle");
    assertThat(sync.exitCode()).as(sync.err()).isZero();
  }

  private JsonNode compare(String mappings, int exitCode, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "compare";
    arguments[1] = "-o";
    arguments[2] = "json";
    System.arraycopy(more, 0, arguments, 3, more.length);
    CommandRun run = run(mappings, arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(exitCode);
    return run.json().get("mappings").get(0);
  }

  /** As somebody would whose writes no trigger sees. */
  private void unseen(String sql) {
    stage.execute(url, "SET syncline.writing = 'on'; " + sql);
  }

  @Test
  void two_equal_sides_are_certified_and_the_status_shows_it() {
    synced(BOTH);

    JsonNode report = compare(BOTH, 0);
    assertThat(report.get("holds").asBoolean()).isTrue();
    assertThat(report.get("equal").asLong()).isEqualTo(report.get("records").asLong());

    JsonNode status = run(BOTH, "status", "-o", "json").json().get("mappings").get(0);
    assertThat(status.get("complete").get("pull").asString()).isNotEmpty();
    assertThat(status.get("complete").get("push").asString()).isNotEmpty();
    assertThat(status.get("certificates")).hasSize(2);
    assertThat(status.get("certificates").get(0).get("holds").asBoolean()).isTrue();
    assertThat(run(BOTH, "status").out()).contains("accounts: complete until", "pull: equal as of");
  }

  @Test
  void what_is_on_its_way_is_no_difference() {
    synced(BOTH);
    stage.execute(url, "UPDATE account SET phone = '555' WHERE id = 1");
    stage.execute(url, "INSERT INTO account (name) VALUES ('New')");

    JsonNode report = compare(BOTH, 0);

    assertThat(report.get("different").asLong()).isZero();
    assertThat(report.get("inFlight").get("push").asLong()).isEqualTo(2);
  }

  @Test
  void each_kind_of_difference_is_found_and_repaired_both_ways() {
    synced(BOTH);
    long rows = stage.number(url, "SELECT count(*) FROM account");
    stage.execute(url, "ALTER TABLE account DROP CONSTRAINT account_salesforce_id_key");
    unseen("UPDATE account SET phone = '1' WHERE id = 1");
    unseen("DELETE FROM account WHERE id = 2");
    unseen("INSERT INTO account (name) VALUES ('Extra')");
    unseen(
        "INSERT INTO account (name, salesforce_id)"
            + " SELECT 'Copy', salesforce_id FROM account WHERE id = 3");

    JsonNode found = compare(BOTH, 3);
    assertThat(found.get("kinds").get("fieldDiffers").asLong()).isEqualTo(1);
    assertThat(found.get("kinds").get("missingHere").asLong()).isEqualTo(1);
    assertThat(found.get("kinds").get("missingThere").asLong()).isEqualTo(1);
    assertThat(found.get("kinds").get("duplicatedLink").asLong()).isEqualTo(1);
    assertThat(found.get("fields").get("Phone").asLong()).isEqualTo(1);
    assertThat(found.get("repairsQueued").asLong()).isZero();

    JsonNode repaired = compare(BOTH, 3, "--repair");
    assertThat(repaired.get("repairsQueued").asLong()).isEqualTo(3);
    assertThat(repaired.get("repairsAsked").asLong()).isEqualTo(1);
    sync(BOTH);
    unseen("DELETE FROM account WHERE name = 'Copy'");

    JsonNode after = compare(BOTH, 0);
    assertThat(after.get("holds").asBoolean()).isTrue();
    assertThat(after.get("equal").asLong()).isEqualTo(rows + 1);
  }

  @Test
  void a_record_that_was_purged_is_found_and_its_row_goes_but_not_too_many_at_once() {
    synced(BOTH);
    stage.execute(url, "INSERT INTO account (name) VALUES ('Doomed'), ('Damned')");
    sync(BOTH);
    for (String name : new String[] {"Doomed", "Damned"}) {
      purge(stage.text(url, "SELECT salesforce_id FROM account WHERE name = '" + name + "'"));
    }

    JsonNode held = compare(BOTH, 3, "--repair", "--delete-at-most", "1");
    assertThat(held.get("kinds").get("hardDeleted").asLong()).isEqualTo(2);
    assertThat(held.get("repairsHeld").asLong()).isEqualTo(2);
    assertThat(stage.number(url, "SELECT count(*) FROM account WHERE name LIKE 'D%ed'"))
        .isEqualTo(2);

    assertThat(compare(BOTH, 0, "--repair").get("repairsQueued").asLong()).isEqualTo(2);
    assertThat(stage.number(url, "SELECT count(*) FROM account WHERE name LIKE 'D%ed'")).isZero();
    assertThat(compare(BOTH, 0).get("holds").asBoolean()).isTrue();
  }

  /** Nobody is told of that. */
  private static void purge(String record) {
    stage.control(
        "POST",
        "/records",
        "{\"writes\":[{\"op\":\"hardDelete\",\"object\":\"Account\",\"id\":\"" + record + "\"}]}");
  }

  @Test
  void one_way_the_record_s_value_comes_back_and_rows_of_the_application_are_its_own() {
    String pull = BOTH.replace("direction: both", "direction: pull");
    synced(pull);
    stage.execute(url, "UPDATE account SET name = 'Changed here' WHERE id = 1");
    stage.execute(url, "DELETE FROM account WHERE id = 2");
    stage.execute(url, "INSERT INTO account (name) VALUES ('Ours')");

    JsonNode repaired = compare(pull, 0, "--repair");
    assertThat(repaired.get("different").asLong()).isEqualTo(2);
    assertThat(repaired.get("repairsQueued").asLong()).isEqualTo(2);
    sync(pull);

    assertThat(compare(pull, 0).get("holds").asBoolean()).isTrue();
    assertThat(stage.number(url, "SELECT count(*) FROM account WHERE name = 'Changed here'"))
        .isZero();
    assertThat(stage.number(url, "SELECT count(*) FROM account WHERE name = 'Ours'")).isEqualTo(1);
  }
}
