package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The examples of {@code docs/history.md}: what the page says of them is so. */
final class HistoryPageTest {
  private static final String PAGE = "history.md";
  private static final String KEPT = "What is kept";
  private static final String UNDOING = "Undoing a run";
  private static final String GUARD = "The guard";

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

  private PageExample synced(String heading, int records) {
    PageExample example = PageExample.of(tickets.stage(), folder, PAGE, heading);
    for (int i = 0; i < records; i++) {
      tickets.create("{\"Name\":\"T%d\",\"Summary__c\":\"first\"}".formatted(i));
    }
    return example.sync();
  }

  /** The latest run of that kind. */
  private static String run(PageExample example, String kind) {
    JsonNode runs = example.run("runs", "list", "-o", "json").json().get("runs");
    return runs.valueStream()
        .filter(run -> run.get("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow()
        .get("run")
        .asString();
  }

  private static String summaries(PageExample example) {
    return example.cell("SELECT string_agg(summary, ' ' ORDER BY name) FROM ticket");
  }

  @Test
  void every_example_of_the_page_is_run() {
    assertThat(PageExample.headings(PAGE)).containsExactly(KEPT, UNDOING, GUARD);
  }

  @Test
  void a_refresh_is_undone_in_a_database_that_is_only_read_into() {
    PageExample example = synced(KEPT, 2);
    tickets.change("T0", "{\"Summary__c\":\"wrong\"}");
    CommandRun refresh = example.ok("refresh", "tickets");
    assertThat(refresh.err()).contains("run ", "(refresh of tickets)");
    assertThat(summaries(example)).isEqualTo("wrong first");

    example.ok("undo", run(example, "refresh"), "--yes");

    assertThat(summaries(example)).isEqualTo("first first");
    example.ok("refresh", "tickets");
    assertThat(summaries(example)).isEqualTo("first first");
  }

  @Test
  void what_a_pull_wrote_over_goes_back_to_the_rows_and_on_to_the_org() {
    PageExample example = synced(UNDOING, 3);
    tickets.change("T0", "{\"Summary__c\":\"wrong\"}");
    tickets.change("T1", "{\"Summary__c\":\"wrong\"}");
    tickets.create("{\"Name\":\"T3\",\"Summary__c\":\"new\"}");
    assertThat(example.ok("sync", "--until-idle").err()).contains("(pull of tickets)");
    String run = run(example, "pull");
    example.sql("UPDATE ticket SET summary = 'mine' WHERE name = 'T1'");

    JsonNode would = example.ok("undo", run, "--dry-run", "-o", "json").json();
    assertThat(would.get("restored").asLong()).isEqualTo(1);
    assertThat(would.get("touchedFields").asLong()).isEqualTo(1);
    assertThat(would.get("leftCreated").asLong()).isEqualTo(1);
    assertThat(summaries(example)).isEqualTo("wrong mine first new");
    assertThat(example.run("undo", run).exitCode()).isEqualTo(2);

    example.ok("undo", run, "--yes");
    assertThat(summaries(example)).isEqualTo("first mine first new");
    example.sync();
    assertThat(tickets.field("Summary__c", "T0")).isEqualTo("first");
    assertThat(tickets.field("Summary__c", "T1")).isEqualTo("mine");
    assertThat(example.ok("undo", run, "--yes", "-o", "json").json().get("already").asLong())
        .isEqualTo(1);
    String shown = example.ok("record", "show", tickets.idOf("T0")).out();
    assertThat(shown)
        .contains("made by run ", "run " + run + " (pull) wrote Summary__c \"first\" → \"wrong\"")
        .contains("restored {\"run\":" + run);
    assertThat(example.ok("runs", "show", run).out()).contains("of 2 what was there before");
  }

  @Test
  void what_a_push_wrote_over_goes_back_to_the_org_and_the_next_pull_takes_it_in() {
    PageExample example = synced(UNDOING, 3);
    example.sql("UPDATE ticket SET summary = 'wrong'");
    example.sync();
    String run = run(example, "push");
    tickets.change("T1", "{\"Summary__c\":\"mine\"}");
    tickets.delete("T2");

    JsonNode undone = example.ok("undo", run, "--yes", "-o", "json").json();

    assertThat(undone.get("restored").asLong()).isEqualTo(1);
    assertThat(undone.get("touchedFields").asLong()).isEqualTo(1);
    assertThat(undone.get("gone").asLong()).isEqualTo(1);
    assertThat(tickets.field("Summary__c", "T0")).isEqualTo("first");
    example.sync();
    assertThat(summaries(example)).isEqualTo("first mine");
    assertThat(
            example.cell(
                "SELECT string_agg(event, ' ' ORDER BY at) FROM syncline.v_changes WHERE record_id"
                    + " = (SELECT record_id FROM syncline.link ORDER BY row_key LIMIT 1)"))
        .isEqualTo("WRITTEN WRITTEN");
  }

  @Test
  void deletions_of_rows_wait_as_a_whole_until_they_are_allowed() {
    PageExample example = synced(GUARD, 10);
    example.sql("DELETE FROM ticket WHERE name >= 'T5'");
    tickets.change("T0", "{\"Summary__c\":\"pulled\"}");

    CommandRun stopped = example.run("sync", "--until-idle");

    assertThat(stopped.exitCode()).as(stopped.err() + stopped.out()).isEqualTo(9);
    assertThat(stopped.err()).contains("MASS-DELETE", "would delete 5 records of 10 linked ones");
    assertThat(tickets.view().count("Ticket__c", "Name != null")).isEqualTo(10);
    assertThat(example.cell("SELECT summary FROM ticket WHERE name = 'T0'")).isEqualTo("pulled");
    assertThat(example.run("status").out()).contains("stopped since", "syncline guard allow");
    CommandRun shown = example.run("guard", "show", "-o", "json");
    assertThat(shown.exitCode()).isEqualTo(9);
    assertThat(shown.json().get("stops").get(0).get("counted").asLong()).isEqualTo(5);
    assertThat(example.run("sync", "--until-idle").exitCode()).isEqualTo(9);

    example.ok("guard", "allow", "tickets", "--yes");
    example.sync();
    assertThat(tickets.view().count("Ticket__c", "Name != null")).isEqualTo(5);
    example.ok("guard", "show");
  }

  @Test
  void a_field_that_is_empty_all_of_a_sudden_is_not_pulled() {
    PageExample example = synced(GUARD, 10);
    for (int i = 0; i < 5; i++) {
      tickets.change("T" + i, "{\"Summary__c\":null}");
    }

    CommandRun stopped = example.run("sync", "--until-idle");

    assertThat(stopped.exitCode()).as(stopped.err() + stopped.out()).isEqualTo(9);
    assertThat(stopped.err()).contains("MASS-NULL", "would empty Summary__c in 5 rows of 10");
    assertThat(example.cell("SELECT count(summary) FROM ticket")).isEqualTo("10");
    assertThat(example.run("refresh", "tickets").exitCode()).isEqualTo(9);
    assertThat(example.cell("SELECT count(summary) FROM ticket")).isEqualTo("10");
    for (int i = 0; i < 5; i++) {
      tickets.change("T" + i, "{\"Summary__c\":\"mended\"}");
    }
    example.ok("queue", "resume", "tickets", "--direction", "pull");
    example.sync();
    assertThat(example.cell("SELECT count(*) FROM ticket WHERE summary = 'mended'")).isEqualTo("5");
    assertThat(List.of(example.ok("guard", "show").out().strip())).containsExactly("nothing waits");
  }
}
