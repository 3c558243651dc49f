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

  private static JsonNode value(JsonNode record, String field) {
    return record
        .get("values")
        .valueStream()
        .filter(value -> value.get("field").asString().equals(field))
        .findFirst()
        .orElseThrow();
  }
}
