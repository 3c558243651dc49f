package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulling and pushing one way alone, and what a person names. */
final class PullPushEndToEndTest {
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
    ok("pull");
  }

  private CommandRun run(String... arguments) {
    return stage.setup(folder, url, MAPPINGS).run(arguments);
  }

  private CommandRun ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private String row(int place) {
    return String.valueOf(
        stage.number(url, "SELECT id FROM account ORDER BY id LIMIT 1 OFFSET " + place));
  }

  private long rows() {
    return stage.number(url, "SELECT count(*) FROM account");
  }

  private String record(String row) {
    return ok("record", "show", row, "-o", "json").json().get("record").asString();
  }

  private void renameRow(String row, String name) {
    stage.execute(url, "UPDATE account SET name = '" + name + "' WHERE id = " + row);
  }

  private void renameRecord(String id, String name) {
    stage.control(
        "POST",
        "/records",
        """
        {"writes":[{"op":"update","object":"Account","id":"%s","fields":{"Name":"%s"}}]}
        """
            .formatted(id, name));
  }

  private boolean isNamed(String row, String name) {
    return stage.number(
            url, "SELECT count(*) FROM account WHERE id = %s AND name = '%s'".formatted(row, name))
        == 1;
  }

  private boolean recordIsNamed(String row, String name) {
    return ok("record", "show", row, "-o", "json")
        .json()
        .get("values")
        .valueStream()
        .filter(value -> value.get("field").asString().equals("Name"))
        .anyMatch(value -> value.get("org").asString().equals(name));
  }

  @Test
  void a_pull_leaves_the_rows_changes_and_a_push_asks_for_no_record_that_changed() {
    renameRecord(record(row(0)), "Changed there");
    renameRow(row(1), "Changed here");
    CommandRun pulled = ok("pull", "-o", "json");

    assertThat(pulled.json().get("kind").asString()).isEqualTo("PullResult");
    assertThat(isNamed(row(0), "Changed there")).isTrue();
    assertThat(recordIsNamed(row(1), "Changed here")).isFalse();
    renameRecord(record(row(0)), "Changed again");
    CommandRun pushed = ok("push", "-o", "json");
    assertThat(pushed.json().get("pushed").get("updated").asLong()).isOne();
    assertThat(recordIsNamed(row(1), "Changed here")).isTrue();
    assertThat(isNamed(row(0), "Changed there")).isTrue();
  }

  @Test
  void named_records_are_pulled_from_the_line_and_from_a_file_and_no_others() throws IOException {
    String first = record(row(0));
    String second = record(row(1));
    for (String id : new String[] {first, second, record(row(2))}) {
      renameRecord(id, "Renamed");
    }
    Files.writeString(folder.resolve("ids.txt"), "# mine\n\n" + second.substring(0, 15) + "\n");
    CommandRun one = ok("pull", "accounts", "--id", first, "-o", "json");
    assertThat(one.json().get("pulled").get("updated").asLong()).isOne();
    ok("pull", "accounts", "--ids", "ids.txt");

    assertThat(isNamed(row(0), "Renamed")).isTrue();
    assertThat(isNamed(row(1), "Renamed")).isTrue();
    assertThat(isNamed(row(2), "Renamed")).isFalse();
    CommandRun missing = run("pull", "accounts", "--id", "001000000000999");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("RECORD-MISSING", "001000000000999");
  }

  @Test
  void a_file_with_wrong_ids_is_refused_whole_with_their_lines() throws IOException {
    Files.writeString(folder.resolve("ids.txt"), "001000000000001\nnot-an-id\n\n0010000\n");
    CommandRun refused = run("pull", "accounts", "--ids", "ids.txt");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("line 2: 'not-an-id'", "line 4: '0010000'", "nothing");
    assertThat(run("pull", "--ids", "absent.txt", "accounts").err()).contains("no such file");
    assertThat(run("pull", "accounts", "--to", "2026-01-01T00:00:00Z").err()).contains("--from");
    assertThat(run("pull", "accounts", "--force").err()).contains("--force", "which records");
  }

  @Test
  void a_window_pulls_what_was_stamped_in_it_and_leaves_the_watermark() {
    Instant before = Instant.parse("1999-01-01T00:00:00Z");
    renameRecord(record(row(0)), "In the window");
    CommandRun early =
        ok("pull", "accounts", "--from", before.toString(), "--to", "1999-01-02T00:00:00Z");
    assertThat(isNamed(row(0), "In the window")).as(early.out()).isFalse();
    CommandRun all = ok("pull", "accounts", "--from", before.toString(), "-o", "json");

    assertThat(all.json().get("pulled").get("updated").asLong()).isOne();
    assertThat(all.json().get("pulled").get("unchanged").asLong()).isEqualTo(rows() - 1);
    assertThat(isNamed(row(0), "In the window")).isTrue();
    CommandRun empty = run("pull", "accounts", "--from", "2999-01-01T00:00:00Z");
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err()).contains("PULL-WINDOW", "the org's clock");
  }

  @Test
  void force_gives_the_row_what_the_record_holds_and_the_record_what_the_row_holds() {
    String row = row(0);
    String record = record(row);
    renameRecord(record, "Agreed");
    ok("pull");
    renameRow(row, "Only here");
    ok("pull", "accounts", "--id", record);
    assertThat(isNamed(row, "Only here")).as("an unforced pull keeps the row's change").isTrue();
    CommandRun forced = ok("pull", "accounts", "--id", record, "--force");
    assertThat(isNamed(row, "Agreed")).as(forced.out()).isTrue();
    assertThat(ok("record", "show", row).out()).contains("conflict", "Only here");
    ok("push");
    assertThat(recordIsNamed(row, "Agreed")).isTrue();

    renameRecord(record, "Only there");
    CommandRun pushed = ok("push", "accounts", "--key", row, "--force", "-o", "json");
    assertThat(pushed.json().get("rows").get(0).get("state").asString()).isEqualTo("synced");
    assertThat(recordIsNamed(row, "Agreed")).isTrue();
  }

  @Test
  void named_rows_are_pushed_with_a_verdict_each_and_no_others() throws IOException {
    renameRow(row(0), "Goes");
    renameRow(row(1), "Stays");
    stage.execute(url, "UPDATE account SET name = NULL WHERE id = " + row(2));
    Files.writeString(folder.resolve("keys.txt"), row(0) + "\n" + row(2) + "\n");
    CommandRun pushed = run("push", "accounts", "--keys", "keys.txt", "-o", "json");

    assertThat(pushed.exitCode()).as(pushed.err()).isEqualTo(4);
    assertThat(pushed.json().get("rows").get(0).get("state").asString()).isEqualTo("synced");
    assertThat(pushed.json().get("rows").get(1).get("state").asString()).isEqualTo("parked");
    assertThat(pushed.json().get("rows").get(1).get("problem").get("action").asString())
        .isNotBlank();
    assertThat(recordIsNamed(row(0), "Goes")).isTrue();
    assertThat(recordIsNamed(row(1), "Stays")).isFalse();
    CommandRun unknown = run("push", "accounts", "--key", "999999");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("ROW-UNKNOWN", "999999");
  }

  @Test
  void a_paused_or_limited_pull_or_push_is_no_success() {
    ok("queue", "pause", "accounts");
    assertThat(run("pull").exitCode()).isEqualTo(9);
    assertThat(run("push").exitCode()).isEqualTo(9);
    assertThat(run("pull", "accounts", "--id", record(row(0))).err()).contains("PAUSED", "resume");
    assertThat(run("push", "accounts", "--key", row(0)).exitCode()).isEqualTo(9);
    ok("queue", "resume", "accounts");
    stage.control("POST", "/limits", "{\"DailyApiRequests\":0}");
    try {
      assertThat(run("pull", "--timeout", "1").exitCode()).isEqualTo(6);
      renameRow(row(0), "Limited");
      assertThat(run("push", "--timeout", "1").exitCode()).isEqualTo(6);
    } finally {
      stage.control("POST", "/limits", "{\"DailyApiRequests\":15000}");
    }
    ok("push");
  }

  @Test
  void rows_are_not_pushed_before_the_records_were_read() {
    url = stage.newDatabase();
    ok("db", "install", "--yes");
    stage.execute(url, "INSERT INTO account (name) VALUES ('Made before')");
    CommandRun early = run("push");
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err()).contains("PUSH-UNREAD", "syncline pull accounts");
    ok("pull");
    assertThat(ok("push", "-o", "json").json().get("pushed").get("created").asLong()).isOne();
  }

  @Test
  void the_watermark_is_shown_set_back_and_reset_and_never_set_to_the_future() {
    String id = record(row(0));
    Instant read =
        Instant.parse(
            ok("watermark", "show", "-o", "json")
                .json()
                .get("mappings")
                .get(0)
                .get("updated")
                .asString());
    assertThat(run("watermark", "set", "accounts", "2999-01-01T00:00:00Z", "--yes").err())
        .contains("WATERMARK-FUTURE", "the org's clock");
    assertThat(run("watermark", "set", "accounts", read.plusSeconds(1).toString()).err())
        .contains("skip what changed in 1 mapping", "--yes");
    ok("watermark", "set", "accounts", read.minusSeconds(3_600).toString());
    assertThat(ok("watermark", "show").out()).contains(read.minusSeconds(3_600).toString());
    renameRecord(id, "Read again");
    ok("pull");
    assertThat(isNamed(row(0), "Read again")).isTrue();

    ok("watermark", "set", "accounts", read.minus(Duration.ofDays(40)).toString());
    renameRecord(id, "Forgotten by the org's lists");
    ok("pull");
    assertThat(isNamed(row(0), "Forgotten by the org''s lists")).isTrue();

    assertThat(run("watermark", "reset", "accounts").exitCode()).isEqualTo(2);
    assertThat(ok("watermark", "reset", "accounts", "--yes").out()).contains("nothing read yet");
    assertThat(run("push").err()).contains("PUSH-UNREAD");
    CommandRun all = ok("pull", "-o", "json");
    assertThat(all.json().get("pulled").get("unchanged").asLong()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void a_link_is_shown_removed_and_set_to_another_row() {
    long before = rows();
    String row = row(0);
    String id = record(row);
    assertThat(ok("link", "show", "accounts", id).out()).contains("is row " + row);
    assertThat(run("link", "set", "accounts", id, row(1)).err()).contains("LINK-TAKEN");
    assertThat(run("link", "remove", "accounts", row).err()).contains("1 link", "--yes");
    ok("link", "remove", "accounts", row, "--yes");
    assertThat(run("link", "show", "accounts", row).exitCode()).isEqualTo(2);
    assertThat(run("link", "set", "accounts", id, "999999").err()).contains("ROW-ABSENT");
    assertThat(run("link", "set", "accounts", "001000000000999", row).err())
        .contains("RECORD-MISSING");
    CommandRun set = ok("link", "set", "accounts", id, row, "-o", "json");
    assertThat(set.json().get("row").asString()).isEqualTo(row);
    ok("pull");
    assertThat(ok("record", "show", row, "-o", "json").json().get("agrees").asBoolean()).isTrue();
    assertThat(rows()).isEqualTo(before);
  }
}
