package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/hooks.md}: what the page says of them is so. */
final class HooksPageTest {
  private static final String PAGE = "hooks.md";
  private static final String PLUGIN = "A plugin";
  private static final String WEBHOOK = "A webhook";
  private static final List<String> TESTED =
      List.of(
          WEBHOOK,
          "Keeping rows from being pushed",
          "Saying which record a row is",
          "Changing what is pushed",
          "Hearing of what was pushed",
          "Hearing of what was refused",
          "Keeping records from being deleted",
          "Narrowing what is read",
          "Keeping records from being pulled",
          "Saying which row a record is",
          "Changing what records hold",
          "Changing single values",
          "The last word before a row is written",
          "Keeping rows from being deleted");

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static TicketOrg tickets;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    tickets = TicketOrg.start(server);
  }

  @AfterAll
  static void stop() {
    tickets.close();
  }

  @BeforeEach
  void emptyOrg() {
    tickets.empty("Ticket__c");
  }

  /** The example with its plugin. */
  private PageExample example(String heading) {
    String method = PageExample.java(PAGE, heading);
    PluginJar.make(
        folder,
        PageExample.java(PAGE, PLUGIN).replace("  // a method from below\n", method.indent(2)));
    return PageExample.of(
        tickets.stage(),
        folder,
        PAGE,
        heading,
        Map.of("HOOK_FILE", folder.resolve("told.txt").toString()));
  }

  private static String row(PageExample example) {
    return example.cell("SELECT concat_ws('/', name, summary) FROM ticket");
  }

  private static List<String> names() {
    return tickets.view().values("Ticket__c", "Name", "Name != null");
  }

  private static String shown(PageExample example, String key) {
    CommandRun run = example.ok("record", "show", key);
    return run.out();
  }

  @Test
  void every_example_of_the_page_is_run() {
    assertThat(PageExample.headings(PAGE)).containsExactlyElementsOf(TESTED);
  }

  @Test
  void rows_are_kept_from_being_pushed_and_record_show_says_why() {
    PageExample example = example("Keeping rows from being pushed").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('Test 1'), ('Real')").sync();
    assertThat(names()).containsExactly("Real");
    assertThat(shown(example, "1"))
        .contains("Row 1 is vetoed by plugin example", "tests stay here");
    example.sql("UPDATE ticket SET name = 'Test 2' WHERE name = 'Real'").sync();
    assertThat(names()).containsExactly("Real");
    assertThat(shown(example, "2"))
        .contains("next: nothing until it changes", "tests stay here", "vetoed");
    example.sql("UPDATE ticket SET name = 'Other ' || id").sync();
    assertThat(names()).containsExactlyInAnyOrder("Other 1", "Other 2");
  }

  @Test
  void a_hook_says_which_record_a_row_is() {
    tickets.create("{\"Name\":\"Old\",\"Summary__c\":\"theirs\"}");
    PageExample example = example("Saying which record a row is");
    example.sql("INSERT INTO ticket (name, key) VALUES ('New', '" + tickets.idOf("Old") + "')");
    example.sync();
    assertThat(names()).containsExactly("New");
  }

  @Test
  void hooks_change_what_is_pushed() {
    PageExample example = example("Changing what is pushed").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('acme')").sync();
    assertThat(names()).containsExactly("ACME");
    tickets.change("ACME", "{\"Summary__c\":\"theirs\"}");
    example.sync();
    assertThat(row(example)).isEqualTo("acme/theirs");
    example.sql("UPDATE ticket SET summary = NULL").sync();
    assertThat(tickets.field("Summary__c", "ACME")).isEqualTo("theirs");
  }

  @Test
  void hooks_hear_of_what_was_pushed() throws IOException {
    PageExample example = example("Hearing of what was pushed").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('A')").sync();
    example.sql("UPDATE ticket SET name = 'B'").sync();
    assertThat(Files.readAllLines(folder.resolve("told.txt")))
        .containsExactly("CREATE 1", "UPDATE 1");
  }

  @Test
  void hooks_hear_of_what_was_refused() throws IOException {
    PageExample example = example("Hearing of what was refused").sync();
    tickets
        .stage()
        .control(
            "POST",
            "/records",
            "{\"writes\":[{\"op\":\"insert\",\"object\":\"Ticket__c\","
                + "\"fields\":{\"Name\":\"A\",\"Row_Id__c\":\"same\"}}]}");
    example.sql("INSERT INTO ticket (name, key) VALUES ('B', 'same')");
    example.run("push", "tickets");
    assertThat(Files.readAllLines(folder.resolve("told.txt"))).isNotEmpty();
  }

  @Test
  void hooks_keep_records_from_being_deleted() {
    PageExample example = example("Keeping records from being deleted").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('A')").sync();
    example.sql("DELETE FROM ticket").sync();
    assertThat(names()).containsExactly("A");
    assertThat(shown(example, tickets.idOf("A"))).contains("records are deleted there alone");
  }

  @Test
  void hooks_narrow_what_is_read() {
    tickets.create("{\"Name\":\"A\",\"Color__c\":\"Red\"}");
    tickets.create("{\"Name\":\"B\",\"Color__c\":\"Blue\"}");
    PageExample example = example("Narrowing what is read").sync();
    assertThat(row(example)).isEqualTo("A");
    tickets.change("B", "{\"Color__c\":\"Red\"}");
    example.sync();
    assertThat(example.cell("SELECT count(*) FROM ticket")).isEqualTo("2");
  }

  @Test
  void hooks_keep_records_from_being_pulled_and_record_show_says_why() {
    tickets.create("{\"Name\":\"First\"}");
    PageExample example = example("Keeping records from being pulled").sync();
    tickets.create("{\"Name\":\"Second\"}");
    example.sync();
    assertThat(example.cell("SELECT count(*) FROM ticket")).isEqualTo("0");
    assertThat(shown(example, tickets.idOf("First")))
        .contains("vetoed when pulled", "no summary yet", "next: nothing until it changes");
    assertThat(shown(example, tickets.idOf("Second"))).contains("no summary yet");
    assertThat(example.ok("parked", "list").out()).doesNotContain("no summary yet");
    tickets.change("First", "{\"Summary__c\":\"here\"}");
    example.sync();
    assertThat(row(example)).isEqualTo("First/here");
  }

  @Test
  void a_hook_says_which_row_a_record_is() {
    PageExample example = example("Saying which row a record is");
    example.sql("INSERT INTO ticket (name, summary) VALUES ('A', 'mine')");
    tickets.create("{\"Name\":\"A\",\"Row_Id__c\":\"1\"}");
    example.sync();
    assertThat(example.cell("SELECT count(*) FROM ticket")).isEqualTo("1");
    assertThat(example.cell("SELECT key FROM ticket")).isEqualTo("1");
    assertThat(names()).hasSize(1);
  }

  @Test
  void hooks_change_what_records_hold() {
    tickets.create("{\"Name\":\"acme\"}");
    PageExample example = example("Changing what records hold").sync();
    assertThat(row(example)).isEqualTo("ACME");
    example.sql("UPDATE ticket SET summary = 'mine'").sync();
    assertThat(names()).containsExactly("acme");
    assertThat(tickets.field("Summary__c", "acme")).isEqualTo("mine");
    tickets.change("acme", "{\"Name\":\"other\"}");
    example.sync();
    assertThat(row(example)).isEqualTo("OTHER/mine");
  }

  @Test
  void hooks_change_single_values() {
    tickets.create("{\"Name\":\"Help!\",\"Summary__c\":\"Now!!\"}");
    PageExample example = example("Changing single values").sync();
    assertThat(row(example)).isEqualTo("Help/Now");
  }

  @Test
  void hooks_have_the_last_word_before_a_row_is_written() {
    tickets.create("{\"Name\":\"A\"}");
    tickets.create("{\"Name\":\"-\"}");
    PageExample example = example("The last word before a row is written").sync();
    assertThat(row(example)).isEqualTo("A/none");
    assertThat(shown(example, tickets.idOf("-"))).contains("a ticket needs a name");
    assertThat(tickets.field("Summary__c", "A")).isEmpty();
  }

  @Test
  void hooks_keep_rows_from_being_deleted() {
    tickets.create("{\"Name\":\"A\"}");
    PageExample example = example("Keeping rows from being deleted").sync();
    String id = tickets.idOf("A");
    tickets.delete("A");
    example.sync();
    assertThat(row(example)).isEqualTo("A");
    assertThat(shown(example, id)).contains("rows are kept for seven years");
  }

  @Test
  void a_webhook_is_asked_with_a_signature_and_its_answers_hold() throws IOException {
    try (var hook = WebhookServer.start("of the webhook")) {
      PageExample example =
          PageExample.of(
              tickets.stage(),
              folder,
              PAGE,
              WEBHOOK,
              Map.of("HOOK_URL", hook.address(), "HOOK_SECRET", "of the webhook"));
      hook.answers("pull_values", "{\"values\":{\"Summary__c\":\"seen\"}}");
      hook.answers("push_values", "{\"values\":{\"Name\":\"Acme\"}}");
      tickets.create("{\"Name\":\"theirs\"}");
      example.sync();
      assertThat(row(example)).isEqualTo("theirs/seen");
      example.sql("INSERT INTO ticket (name, summary) VALUES ('mine', 'own')").sync();
      assertThat(names()).containsExactlyInAnyOrder("theirs", "Acme");
      hook.answers("push_allowed", "{\"allow\":false,\"reason\":\"not today\"}");
      example.sql("INSERT INTO ticket (name) VALUES ('third')").sync();
      assertThat(names()).hasSize(2);
      assertThat(shown(example, "3")).contains("webhook", "not today");
      assertThat(hook.faults()).isEmpty();
    }
  }

  @Test
  void a_plugin_that_is_not_there_is_told_by_its_name() {
    PageExample example =
        example("Keeping rows from being deleted").with("plugin: example", "plugin: exampel");
    CommandRun run = example.run("sync", "--until-idle");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("exampel", "the plugins there are: example");
  }
}
