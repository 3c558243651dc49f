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

/** The commands by which a person looks at single records and queues and sets them right. */
final class OperatorEndToEndTest {
  private static final String MAPPINGS =
      """
      accounts:
        object: Account
        table: account
        create: true
        direction: both
        fields: { Name: name, Phone: phone }
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
  void synced() {
    url = stage.newDatabase();
    ok("db", "install", "--yes");
    ok("sync", "--until-idle");
  }

  private CommandRun run(String... arguments) {
    return stage.setup(folder, url, MAPPINGS).run(arguments);
  }

  private CommandRun ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private String firstRow() {
    return String.valueOf(stage.number(url, "SELECT min(id) FROM account"));
  }

  private void rename(String row, String name) {
    stage.execute(url, "UPDATE account SET name = '" + name + "' WHERE id = " + row);
  }

  @Test
  void a_record_is_shown_by_its_row_and_by_its_id_with_both_sides_and_what_comes_next() {
    String row = firstRow();
    CommandRun quiet = ok("record", "show", row, "-o", "json");
    rename(row, "Changed here");
    String id = quiet.json().get("record").asString();
    CommandRun changed = ok("record", "show", id, "--mapping", "accounts", "-o", "json");

    assertThat(quiet.json().get("kind").asString()).isEqualTo("Record");
    assertThat(quiet.json().get("agrees").asBoolean()).isTrue();
    assertThat(quiet.json().get("next").asString()).contains("both sides agree");
    assertThat(changed.json().get("row").asString()).isEqualTo(row);
    assertThat(changed.json().get("agrees").asBoolean()).isFalse();
    assertThat(changed.json().get("outbox").get("state").asString()).isEqualTo("ready");
    JsonNode name = value(changed.json(), "Name");
    assertThat(name.get("database").asString()).isEqualTo("Changed here");
    assertThat(name.get("base")).isEqualTo(name.get("org"));
    assertThat(name.get("same").asBoolean()).isFalse();
    assertThat(ok("record", "show", id).out()).contains("differs", "outbox: ready", "next: pushed");
    assertThat(run("record", "show", "999999").exitCode()).isEqualTo(2);
  }

  private void refuse(String row) {
    stage.execute(url, "UPDATE account SET name = NULL WHERE id = " + row);
    assertThat(run("sync", "--until-idle").exitCode()).isEqualTo(4);
  }

  @Test
  void a_refused_row_is_listed_with_its_reason_and_goes_again_when_it_is_retried() {
    String row = firstRow();
    refuse(row);
    CommandRun listed = run("parked", "list", "-o", "json");
    CommandRun shown = run("parked", "show", "accounts", row);

    assertThat(listed.exitCode()).isEqualTo(4);
    assertThat(listed.json().get("rowCount").asLong()).isEqualTo(1);
    JsonNode parked = listed.json().get("rows").get(0);
    assertThat(parked.get("row").asString()).isEqualTo(row);
    String code = parked.get("problem").get("code").asString();
    assertThat(parked.get("problem").get("action").asString()).isNotBlank();
    assertThat(shown.out()).contains(code, "accounts row " + row);
    assertThat(ok("parked", "list", "--code", "OTHER").out()).contains("0 rows");
    assertThat(run("record", "show", row).out()).contains("a person must act", "--key " + row);
    assertThat(ok("parked", "retry", "accounts", "--key", row).out()).contains("retried 1 row");
    assertThat(ok("queue", "list").out()).contains("ready", row);
    rename(row, "Named again");
    ok("sync", "--until-idle");
    assertThat(ok("record", "show", row, "-o", "json").json().get("agrees").asBoolean()).isTrue();
  }

  @Test
  void what_is_given_up_is_counted_first_and_needs_a_yes() {
    String row = firstRow();
    refuse(row);
    CommandRun unasked = run("parked", "drop", "accounts");

    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("drop 1 row and 0 records", "--yes");
    assertThat(typed("n\n", "parked", "drop").exitCode()).isEqualTo(1);
    assertThat(run("parked", "list").exitCode()).isEqualTo(4);
    assertThat(typed("y\n", "parked", "drop").out()).contains("dropped 1 row");
    ok("parked", "list");
    rename(row, "Another");
    assertThat(run("queue", "clear").err()).contains("1 queued row", "--yes");
    assertThat(ok("queue", "clear", "--yes", "-o", "json").json().get("rows").asLong()).isOne();
    assertThat(ok("record", "show", row, "-o", "json").json().has("outbox")).isFalse();
  }

  private CommandRun typed(String keys, String... arguments) {
    return CommandRun.typing(
        keys, folder, stage.setup(folder, url, MAPPINGS).environment(), arguments);
  }

  @Test
  void records_that_do_not_fit_are_listed_beside_rows_and_read_again_when_they_are_retried() {
    String other = stage.newDatabase();
    stage.execute(other, "CREATE TABLE a (id bigserial PRIMARY KEY, sid text, name varchar(3))");
    Stage.Setup narrow =
        stage.setup(
            folder,
            other,
            """
            narrow:
              object: Account
              table: a
              fields: { Id: sid, Name: name }
            """);
    assertThat(narrow.run("sync", "--until-idle").exitCode()).isEqualTo(4);
    CommandRun listed = narrow.run("parked", "list", "--limit", "2", "-o", "json");
    assertThat(listed.json().get("recordCount").asLong()).isEqualTo(20);
    assertThat(listed.json().get("records")).hasSize(2);
    stage.execute(other, "ALTER TABLE a ALTER COLUMN name TYPE text");
    assertThat(narrow.run("parked", "retry").err()).contains("20 records", "--yes");
    String id = listed.json().get("records").get(0).get("record").asString();
    assertThat(narrow.run("record", "show", id).out()).contains("a person must act", "--key " + id);
    assertThat(narrow.run("parked", "retry", "--yes").out()).contains("20 records");
    CommandRun waiting = narrow.run("record", "show", id, "-o", "json");
    assertThat(waiting.json().get("next").asString()).startsWith("read again");
    assertThat(waiting.json().get("reading").get("attempts").asInt()).isZero();
    CommandRun synced = narrow.run("sync", "--until-idle");
    assertThat(synced.exitCode()).as(synced.err()).isZero();
    assertThat(stage.number(other, "SELECT count(*) FROM a")).isEqualTo(20);
  }

  @Test
  void a_pause_of_one_way_keeps_its_changes_and_no_run_over_it_is_a_success() {
    String row = firstRow();
    ok("queue", "pause", "accounts", "--direction", "push", "--reason", "migration");
    rename(row, "Kept");
    CommandRun paused = run("sync", "--until-idle", "-o", "json");
    CommandRun queue = ok("queue", "list", "accounts", "-o", "json");

    assertThat(paused.exitCode()).as(paused.err()).isEqualTo(9);
    assertThat(queue.json().get("mappings").get(0).get("ready").asLong()).isOne();
    assertThat(queue.json().get("pauses").get(0).get("reason").asString()).isEqualTo("migration");
    assertThat(queue.json().get("pauses").get(0).get("direction").asString()).isEqualTo("push");
    assertThat(run("queue", "resume").err()).contains("exactly that scope", "migration");
    assertThat(ok("queue", "resume", "--all").out()).contains("1 halt ended", "nothing is paused");
    ok("sync", "--until-idle");
    assertThat(ok("queue", "list").out()).doesNotContain("paused");
    assertThat(run("queue", "pause", "nobody").exitCode()).isEqualTo(2);
  }

  private static JsonNode value(JsonNode record, String field) {
    return record
        .get("values")
        .valueStream()
        .filter(value -> value.get("field").asString().equals(field))
        .findFirst()
        .orElseThrow();
  }
}
