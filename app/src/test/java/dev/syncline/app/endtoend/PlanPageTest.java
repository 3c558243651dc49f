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

/** The examples of {@code docs/plan.md}: what the page says of them is so. */
final class PlanPageTest {
  private static final String PAGE = "plan.md";
  private static final String PULLED = "A field that is pulled";
  private static final String PUSHED = "A field that is pushed";
  private static final String FILLED = "A field that both sides have filled";
  private static final String FILTER = "A filter that changes";
  private static final List<String> TESTED = List.of(PULLED, PUSHED, FILLED, FILTER);

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

  private PageExample synced(String heading) {
    PageExample example = PageExample.of(tickets.stage(), folder, PAGE, heading).sync();
    tickets.create("{\"Name\":\"A\",\"Customer__c\":\"Ada\",\"Color__c\":\"Red\"}");
    tickets.create("{\"Name\":\"B\",\"Customer__c\":\"Bob\",\"Color__c\":\"Blue\"}");
    return example.sync();
  }

  /** The plan's one mapping, for programs. */
  private static JsonNode plan(PageExample example) {
    CommandRun run = example.run("plan", "-o", "json", "--detailed-exitcode", "--values");
    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
    assertThat(run.json().get("formatVersion").asInt()).isEqualTo(1);
    assertThat(run.json().get("changes").asBoolean()).isEqualTo(run.exitCode() == 3);
    return run.json().get("mappings").get(0);
  }

  private static JsonNode fill(CommandRun run) {
    return run.json().get("mappings").get(0).get("backFills").get(0);
  }

  @Test
  void every_example_of_the_page_is_run() {
    assertThat(PageExample.headings(PAGE)).containsExactlyElementsOf(TESTED);
  }

  @Test
  void a_field_that_is_added_gets_its_column_and_only_that_is_filled() {
    PageExample before = synced(PULLED);
    assertThat(plan(before).get("changes").asBoolean()).isFalse();
    assertThat(before.ok("plan").out()).contains("nothing to do, revision 1 holds");
    PageExample after =
        before.with("Summary__c: summary", "Summary__c: summary\n        Customer__c: customer");

    JsonNode plan = plan(after);
    CommandRun shown = after.ok("plan");
    String stamps = before.cell("SELECT string_agg(xmin::text, ' ' ORDER BY id) FROM ticket");
    assertThat(plan.get("fieldsAdded").get(0).asString()).isEqualTo("Customer__c");
    assertThat(plan.get("work").get("rows").asLong()).isEqualTo(2);
    assertThat(plan.get("samples").get(0).get("salesforce").asString()).isIn("Ada", "Bob");
    assertThat(plan.get("risk").get("level").asString()).isEqualTo("low");
    assertThat(shown.out())
        .contains("revision 1 → 2", "+ fields.Customer__c.column: customer", "ADD COLUMN")
        .contains("CREATE OR REPLACE FUNCTION", "back-fills Customer__c of 2 linked records");
    assertThat(shown.out()).doesNotContain("Ada");
    assertThat(before.cell("SELECT string_agg(xmin::text, ' ' ORDER BY id) FROM ticket"))
        .as("a plan changes nothing")
        .isEqualTo(stamps);
    tickets.stage().control("DELETE", "/stats", "");

    CommandRun applied = after.ok("apply", "--yes", "-o", "json");

    assertThat(fill(applied).get("rowsWritten").asLong()).isEqualTo(2);
    assertThat(after.cell("SELECT string_agg(name || customer, ' ' ORDER BY name) FROM ticket"))
        .isEqualTo("AAda BBob");
    assertThat(after.cell("SELECT count(*) FROM syncline.outbox")).isEqualTo("0");
    after.sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
    after.sql("UPDATE ticket SET customer = 'Eve' WHERE name = 'A'");
    tickets.change("B", "{\"Customer__c\":\"Ben\"}");
    after.sync();
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
    assertThat(after.cell("SELECT customer FROM ticket WHERE name = 'B'")).isEqualTo("Ben");
    assertThat(after.ok("mapping", "revisions", "tickets").out()).contains("apply", "run");
    assertThat(after.ok("mapping", "diff", "tickets", "1", "2").out())
        .contains("+ fields.Customer__c.column: customer");
  }

  @Test
  void an_edited_file_takes_effect_without_a_plan_and_status_tells_what_is_not_filled() {
    PageExample before = synced(PULLED);
    tickets.stage().control("POST", "/clock", "{\"advance\":\"PT10M\"}");
    before.sync().sql("ALTER TABLE ticket ADD customer text");
    PageExample after =
        before.with("Summary__c: summary", "Summary__c: summary\n        Customer__c: customer");
    assertThat(after.run("sync", "--until-idle").err()).contains("CAPTURE-MISSING");
    after.ok("db", "install", "--yes");
    after.sync();

    assertThat(after.run("status").out())
        .contains("Customer__c was mapped by revision 2 and is not back-filled");
    assertThat(after.cell("SELECT count(customer) FROM ticket")).isEqualTo("0");
    assertThat(plan(after).get("backFill").get(0).asString()).isEqualTo("Customer__c");
    after.ok("apply", "--yes");

    assertThat(after.cell("SELECT string_agg(customer, ' ' ORDER BY name) FROM ticket"))
        .isEqualTo("Ada Bob");
    assertThat(after.run("status").out()).doesNotContain("not back-filled");
  }

  @Test
  void an_apply_that_was_killed_goes_on_and_a_run_beside_it_goes_on_by_the_new_file()
      throws Exception {
    PageExample before = synced(PULLED);
    for (int i = 0; i < 30; i++) {
      tickets.create("{\"Name\":\"N%d\",\"Customer__c\":\"C%d\"}".formatted(i, i));
    }
    before.sync();
    PageExample after =
        before.with("Summary__c: summary", "Summary__c: summary\n        Customer__c: customer");
    try (SynclineProcess run = before.start("run", "--poll", "1")) {
      tickets.change("N3", "{\"Summary__c\":\"up\"}");
      run.await(() -> before.cell("SELECT summary FROM ticket WHERE name = 'N3'").equals("up"));
      after.ok("validate");
      try (SynclineProcess apply = after.start("apply", "--yes", "--portion", "1")) {
        apply.await(
            () ->
                after
                    .cell("SELECT count(*) FROM syncline.back_fill WHERE records BETWEEN 3 AND 25")
                    .equals("1"));
      }
      assertThat(after.cell("SELECT count(*) FROM syncline.back_fill")).isEqualTo("1");
      run.await(() -> run.err().contains("going on by it"));
      after.sql("DELETE FROM syncline.lease");

      CommandRun applied = after.ok("apply", "--yes", "-o", "json");

      assertThat(fill(applied).get("records").asLong()).isEqualTo(32);
      assertThat(fill(applied).get("rowsWritten").asLong()).isLessThan(31);
      assertThat(after.cell("SELECT count(customer) FROM ticket")).isEqualTo("32");
      tickets.change("N7", "{\"Customer__c\":\"live\"}");
      run.await(() -> after.cell("SELECT customer FROM ticket WHERE name = 'N7'").equals("live"));
    }
  }

  @Test
  void a_saved_plan_is_done_exactly_or_not_at_all() {
    PageExample before = synced(PULLED);
    PageExample after =
        before.with("Summary__c: summary", "Summary__c: summary\n        Customer__c: customer");
    after.ok("plan", "--save", "plan.json");

    CommandRun edited = after.with("customer", "client").run("apply", "plan.json");
    assertThat(edited.exitCode()).isEqualTo(1);
    assertThat(edited.err()).contains("PLAN-STALE", "fields.Customer__c.column: client");
    after.sql("ALTER TABLE ticket ADD other text");
    assertThat(after.run("apply", "plan.json").err()).contains("PLAN-STALE", "other");
    after.sql("ALTER TABLE ticket DROP other");
    after.ok("apply", "plan.json");
    assertThat(after.cell("SELECT count(customer) FROM ticket")).isEqualTo("2");

    assertThat(after.run("apply", "plan.json").err()).contains("PLAN-STALE", "revision 2 holds");
    assertThat(after.run("apply", "no.json").exitCode()).isEqualTo(2);
  }

  @Test
  void a_field_that_is_only_pushed_is_queued_and_nothing_else_of_the_rows() {
    PageExample before = synced(PUSHED);
    before.sql("UPDATE ticket SET origin = 'shop' WHERE name = 'A'");
    PageExample after =
        before.with(
            "Name: name", "Name: name\n        Origin__c: {column: origin, direction: push}");
    assertThat(plan(after).get("work").get("records").asLong()).isEqualTo(1);

    CommandRun applied = after.ok("apply", "--yes", "-o", "json");
    assertThat(fill(applied).get("toOutbox").asLong()).isEqualTo(1);
    tickets.change("A", "{\"Customer__c\":\"kept\"}");
    after.sync();

    assertThat(tickets.field("Origin__c", "A")).isEqualTo("shop");
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("kept");
  }

  @Test
  void where_both_sides_say_something_the_conflict_policy_decides() {
    PageExample before = synced(FILLED);
    before.sql("UPDATE ticket SET customer = 'Eve' WHERE name = 'A'");
    PageExample after = before.with("Name: name", "Name: name\n        Customer__c: customer");
    assertThat(plan(after).get("risk").get("level").asString()).isEqualTo("high");
    assertThat(plan(after).get("work").get("contested").asLong()).isEqualTo(1);

    CommandRun applied = after.ok("apply", "--yes", "-o", "json");
    assertThat(fill(applied).get("toBeMerged").asLong()).isEqualTo(1);
    after.sync();

    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
    assertThat(after.cell("SELECT customer FROM ticket WHERE name = 'B'")).isEqualTo("Bob");
  }

  @Test
  void a_filter_that_changes_and_a_field_that_goes_are_told() {
    PageExample before = synced(FILTER);
    PageExample after =
        before.with("direction: pull", "direction: pull\n      where: Color__c = 'Red'");
    String shown = after.ok("plan").out();
    assertThat(shown).contains("1 records are meant instead of 2", "risk medium");

    PageExample without = after.with("\n        Color__c: color", "");
    assertThat(without.ok("plan").out()).contains("- fields.Color__c.column: color", "keep what");
    without.ok("apply", "--yes");

    assertThat(without.ok("mapping", "diff", "tickets").out()).contains("both say the same");
    without.sync();
    assertThat(without.cell("SELECT count(color) FROM ticket")).isEqualTo("2");
  }
}
