package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The defects M1 to M15 that were measured in the software that people use today: each has a test
 * here that bears its name and shows that it does not exist.
 */
final class MeasuredDefectsTest {
  private static final String MAPPINGS =
      """
      contacts:
        object: Contact
        table: contact
        create: true
        direction: both
        fields: { LastName: last_name, FirstName: first_name, Title: title, Phone: phone }
      """;

  private static final String RETRIES =
      """
        push:
          retries: { attempts: %d }
      """;

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Stage stage;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static OrgView org;

  private String url = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server, 25);
    org = new OrgView(stage.org());
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
    stage.control("DELETE", "/stats", "");
  }

  @AfterEach
  void restore() {
    stage.control("DELETE", "/faults", "");
    stage.control("POST", "/limits", "{\"DailyApiRequests\":1000000}");
  }

  private CommandRun run(String... arguments) {
    return stage.setup(folder, url, MAPPINGS).run(arguments);
  }

  private CommandRun ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private CommandRun sync() {
    return ok("sync", "--until-idle", "-o", "json");
  }

  private void sql(String statement) {
    stage.execute(url, statement);
  }

  private long rows(String condition) {
    return stage.number(url, "SELECT count(*) FROM contact WHERE " + condition);
  }

  private long outbox(String condition) {
    return stage.number(url, "SELECT count(*) FROM syncline.outbox WHERE " + condition);
  }

  private void insertRows(String name, int count) {
    sql(
        "INSERT INTO contact (last_name) SELECT '%s ' || n FROM generate_series(1, %d) n"
            .formatted(name, count));
  }

  private static void write(String commitDelay, List<String> writes) {
    stage.control(
        "POST",
        "/records",
        "{\"commitDelay\":\"%s\",\"writes\":[%s]}"
            .formatted(commitDelay, String.join(",", writes)));
  }

  private static String insert(String name) {
    return "{\"op\":\"insert\",\"object\":\"Contact\",\"fields\":{\"LastName\":\"" + name + "\"}}";
  }

  private static String update(String id, String field, String value) {
    return "{\"op\":\"update\",\"object\":\"Contact\",\"id\":\"%s\",\"fields\":{\"%s\":\"%s\"}}"
        .formatted(id, field, value);
  }

  private static void insertRecords(String name, int count) {
    write("PT0S", IntStream.rangeClosed(1, count).mapToObj(n -> insert(name + " " + n)).toList());
  }

  private static void fault(String rule) {
    stage.control("POST", "/faults", rule);
  }

  private static String refuseContact(String operation, String error) {
    return """
    {"match":{"object":"Contact","operation":"%s"},"do":{"error":"%s"}}\
    """
        .formatted(operation, error);
  }

  private static void limit(long calls) {
    stage.control("POST", "/limits", "{\"DailyApiRequests\":" + calls + "}");
  }

  private static List<String> ids(String names) {
    return org.values("Contact", "Id", "LastName LIKE '" + names + "'");
  }

  /** A row and its record that both sides have, by this name. */
  private String known(String name) {
    sql("INSERT INTO contact (last_name) VALUES ('" + name + "')");
    sync();
    List<String> ids = ids(name);
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  @Test
  void m1_two_hundred_new_rows_go_out_in_a_handful_of_calls() {
    insertRows("M1", 200);
    CommandRun run = sync();

    assertThat(run.json().get("pushed").get("created").asLong()).isEqualTo(200);
    assertThat(org.count("Contact", "LastName LIKE 'M1 %'")).isEqualTo(200);
    assertThat(org.calls("POST")).isLessThanOrEqualTo(5);
    assertThat(org.calls()).as("with two polls and their reading").isLessThan(40);
  }

  @Test
  void m2_five_hundred_new_records_come_in_without_a_call_each_and_without_an_echo() {
    insertRecords("M2", 500);
    CommandRun run = sync();

    assertThat(run.json().get("pulled").get("inserted").asLong()).isEqualTo(500);
    assertThat(run.json().get("pushed").get("updated").asLong()).isZero();
    assertThat(org.calls()).isLessThan(40);
    assertThat(org.calls("PATCH")).isZero();
  }

  @Test
  void m3_two_thousand_records_of_one_bulk_edit_come_in_again_without_a_call_each() {
    insertRecords("M3", 2_000);
    sync();
    stage.control("DELETE", "/stats", "");
    write("PT0S", ids("M3 %").stream().map(id -> update(id, "Title", "Edited")).toList());
    CommandRun run = sync();

    assertThat(run.json().get("pulled").get("updated").asLong()).isEqualTo(2_000);
    assertThat(rows("last_name LIKE 'M3 %' AND title = 'Edited'")).isEqualTo(2_000);
    assertThat(org.calls()).isLessThan(40);
    assertThat(org.calls("PATCH")).isZero();
  }

  @Test
  void m4_two_hundred_records_of_one_identical_moment_all_arrive() {
    insertRecords("M4", 200);
    sync();

    assertThat(rows("last_name LIKE 'M4 %'")).isEqualTo(200);
  }

  @Test
  void m4b_five_times_two_hundred_records_of_identical_moments_all_arrive() {
    for (int batch = 0; batch < 5; batch++) {
      insertRecords("M4b " + batch, 200);
    }
    sync();

    assertThat(rows("last_name LIKE 'M4b %'")).isEqualTo(1_000);
  }

  @Test
  void m5_what_is_committed_after_the_poll_in_the_second_of_the_poll_arrives() {
    write("PT0S", IntStream.range(0, 5).mapToObj(n -> insert("M5 early " + n)).toList());
    var late =
        CompletableFuture.runAsync(
            () ->
                write(
                    "PT3S", IntStream.range(0, 5).mapToObj(n -> insert("M5 late " + n)).toList()));
    sync();
    long before = rows("last_name LIKE 'M5 late %'");
    late.join();
    sync();

    assertThat(before).as("the late ones are not there before their commit").isZero();
    assertThat(rows("last_name LIKE 'M5 %'")).isEqualTo(10);
  }

  @Test
  void m6_a_refused_update_is_no_success_and_goes_again_when_the_row_is_set_right() {
    String id = known("M6");
    fault(refuseContact("update", "STRING_TOO_LONG"));
    sql("UPDATE contact SET title = 'Too long' WHERE last_name = 'M6'");
    CommandRun refused = run("sync", "--until-idle", "-o", "json");
    CommandRun listed = run("parked", "list", "-o", "json");

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.json().get("pushed").get("updated").asLong()).isZero();
    assertThat(listed.json().get("rows").get(0).get("problem").get("message").asString())
        .contains("STRING_TOO_LONG");
    stage.control("DELETE", "/faults", "");
    sql("UPDATE contact SET title = 'Fits' WHERE last_name = 'M6'");
    sync();
    assertThat(org.values("Contact", "Title", "Id = '" + id + "'")).containsExactly("Fits");
  }

  @Test
  void m7_rows_that_meet_a_used_up_limit_arrive_when_it_is_over_and_have_lost_no_attempt() {
    insertRows("M7", 10);
    limit(0);
    for (int outage = 0; outage < 4; outage++) {
      assertThat(run("sync", "--until-idle", "--timeout", "1").exitCode()).isEqualTo(6);
    }
    assertThat(outbox("attempts > 0 OR state = 'PARKED'")).isZero();
    limit(1_000_000);
    sync();

    assertThat(org.count("Contact", "LastName LIKE 'M7 %'")).isEqualTo(10);
  }

  @Test
  void m8_records_that_are_pulled_while_the_limit_is_used_up_arrive_when_it_is_over() {
    insertRecords("M8", 10);
    limit(0);
    assertThat(run("sync", "--until-idle", "--timeout", "1").exitCode()).isEqualTo(6);
    limit(1_000_000);
    fault(
        """
        {"match":{"method":"GET","path":"/services/data/*/query*"},"times":10,
         "do":{"status":503,"body":"unavailable"}}\
        """);
    run("sync", "--until-idle", "--timeout", "1");
    stage.control("DELETE", "/faults", "");
    sync();

    assertThat(rows("last_name LIKE 'M8 %'")).isEqualTo(10);
  }

  @Test
  void m9_a_row_without_a_required_value_is_created_once_its_user_fills_it() {
    sql("INSERT INTO contact (first_name) VALUES ('M9')");
    assertThat(run("sync", "--until-idle").exitCode()).isEqualTo(4);
    assertThat(org.count("Contact", "FirstName = 'M9'")).isZero();
    sql("UPDATE contact SET last_name = 'Filled' WHERE first_name = 'M9'");
    sync();

    assertThat(org.count("Contact", "FirstName = 'M9' AND LastName = 'Filled'")).isOne();
  }

  @Test
  void m10_a_refused_deletion_is_kept_and_one_of_a_deleted_record_is_done() {
    String refused = known("M10 refused");
    String gone = known("M10 gone");
    fault(refuseContact("delete", "INSUFFICIENT_ACCESS_OR_READONLY"));
    sql("DELETE FROM contact WHERE last_name = 'M10 refused'");
    assertThat(run("sync", "--until-idle").exitCode()).isEqualTo(4);
    assertThat(org.count("Contact", "Id = '" + refused + "'")).isOne();
    stage.control("DELETE", "/faults", "");
    ok("parked", "retry");
    sql("DELETE FROM contact WHERE last_name = 'M10 gone'");
    write("PT0S", List.of("{\"op\":\"delete\",\"object\":\"Contact\",\"id\":\"" + gone + "\"}"));
    sync();

    assertThat(org.count("Contact", "LastName LIKE 'M10 %'")).isZero();
    assertThat(outbox("true")).isZero();
  }

  @Test
  void m11_what_was_pulled_is_not_sent_back_however_often_it_is_asked() {
    insertRecords("M11", 200);
    for (int round = 0; round < 5; round++) {
      CommandRun run = sync();
      assertThat(run.json().get("pushed").get("updated").asLong()).isZero();
      assertThat(run.json().get("pushed").get("created").asLong()).isZero();
    }

    assertThat(rows("last_name LIKE 'M11 %'")).isEqualTo(200);
    assertThat(org.calls("PATCH")).isZero();
    assertThat(org.calls("POST /composite/sobjects")).as("creates").isZero();
    assertThat(outbox("true")).isZero();
  }

  @Test
  void m12_edits_of_different_fields_on_both_sides_are_both_kept() {
    String id = known("M12");
    write("PT0S", List.of(update(id, "Title", "Of the org")));
    sql("UPDATE contact SET phone = '12' WHERE last_name = 'M12'");
    sync();

    assertThat(rows("last_name = 'M12' AND phone = '12' AND title = 'Of the org'")).isOne();
    assertThat(org.count("Contact", "Id = '" + id + "' AND Phone = '12' AND Title = 'Of the org'"))
        .isOne();
  }

  @Test
  void m13_no_number_of_tries_means_that_nothing_is_ever_pushed() {
    Stage.Setup once = stage.setup(folder, url, MAPPINGS + RETRIES.formatted(1));
    Stage.Setup never = stage.setup(folder, url, MAPPINGS + RETRIES.formatted(0));
    insertRows("M13", 10);
    CommandRun refused = never.run("sync", "--until-idle");
    CommandRun pushed = once.run("sync", "--until-idle");

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("attempts", "from 1 to");
    assertThat(pushed.exitCode()).as(pushed.err()).isZero();
    assertThat(org.count("Contact", "LastName LIKE 'M13 %'")).isEqualTo(10);
  }

  @Test
  void m14_a_change_that_is_saved_while_the_row_is_on_its_way_goes_out_too()
      throws IOException, InterruptedException {
    String id = known("M14");
    fault(
        """
        {"match":{"method":"PATCH","path":"/services/data/**"},"times":1,"do":{"delay":"PT3S"}}\
        """);
    sql("UPDATE contact SET title = 'First' WHERE last_name = 'M14'");
    Stage.Setup setup = stage.setup(folder, url, MAPPINGS);
    Files.writeString(folder.resolve("syncline.yaml"), setup.yaml());
    try (SynclineProcess running =
        SynclineProcess.start(folder, setup.environment(), "sync", "--until-idle")) {
      running.await(() -> stage.number(url, "SELECT count(*) FROM syncline.intent") > 0);
      sql("UPDATE contact SET title = 'Second' WHERE last_name = 'M14'");
      assertThat(running.exitCode()).as(running.err()).isZero();
    }

    assertThat(org.values("Contact", "Title", "Id = '" + id + "'")).containsExactly("Second");
    assertThat(rows("last_name = 'M14' AND title = 'Second'")).isOne();
  }

  @Test
  void m15_an_edit_right_after_a_pull_of_the_same_record_goes_out() {
    String id = known("M15");
    write("PT0S", List.of(update(id, "Title", "Pulled")));
    ok("pull");
    sql("UPDATE contact SET title = 'Edited' WHERE last_name = 'M15'");
    sync();

    assertThat(org.values("Contact", "Title", "Id = '" + id + "'")).containsExactly("Edited");
    assertThat(rows("last_name = 'M15' AND title = 'Edited'")).isOne();
  }

  /** All names that the tests give, so that one that is missing is seen. */
  @Test
  void every_measured_defect_has_a_test() {
    String names =
        IntStream.rangeClosed(1, 15)
            .mapToObj(n -> "m" + n + "_")
            .filter(
                prefix ->
                    List.of(MeasuredDefectsTest.class.getDeclaredMethods()).stream()
                        .noneMatch(method -> method.getName().startsWith(prefix)))
            .collect(Collectors.joining(" "));

    assertThat(names).isEmpty();
  }
}
