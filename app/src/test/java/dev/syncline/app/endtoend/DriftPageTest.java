package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The examples of {@code docs/drift.md}: what the page says of them is so. */
final class DriftPageTest {
  private static final String PAGE = "drift.md";
  private static final String HIDDEN = "A field that is hidden for a while";
  private static final String FOR_GOOD = "A field that changes for good";
  private static final String ASKING = "Asking before anything is adapted to";
  private static final String STOPPING = "Stopping";
  private static final String DROPPED = "A column that is dropped";
  private static final List<String> TESTED = List.of(HIDDEN, FOR_GOOD, ASKING, STOPPING, DROPPED);

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

  @AfterEach
  void schemaAsItWas() {
    schema("\"fieldAccess\":{\"Customer__c\":\"edit\"}");
    schema("\"replace\":{\"Customer__c\":{\"type\":\"text\",\"length\":80}}");
  }

  private static void schema(String change) {
    tickets
        .stage()
        .control(
            "POST", "/schema", "{\"objects\":{\"Ticket__c\":{\"extend\":true," + change + "}}}");
  }

  /** Two tickets that both sides have. */
  private PageExample synced(String heading) {
    PageExample example = PageExample.of(tickets.stage(), folder, PAGE, heading).sync();
    tickets.create("{\"Name\":\"A\",\"Summary__c\":\"first\",\"Customer__c\":\"Ada\"}");
    tickets.create("{\"Name\":\"B\",\"Summary__c\":\"first\",\"Customer__c\":\"Bob\"}");
    return example.sync();
  }

  private static JsonNode alarm(PageExample example) {
    CommandRun run = example.run("drift", "show", "tickets", "-o", "json");
    return run.json().get("alarms").get(0);
  }

  @Test
  void every_example_of_the_page_is_run() {
    assertThat(PageExample.headings(PAGE)).containsExactlyElementsOf(TESTED);
  }

  @Test
  void what_changes_while_a_field_is_hidden_follows_when_it_is_back() {
    PageExample example = synced(HIDDEN);
    schema("\"fieldAccess\":{\"Customer__c\":\"none\"}");
    example.sql("UPDATE ticket SET summary = 'second', customer = 'Eve' WHERE name = 'A'");
    example.sql("INSERT INTO ticket (name, customer) VALUES ('C', 'Cid')");
    tickets.change("B", "{\"Summary__c\":\"third\",\"Customer__c\":\"Ben\"}");

    CommandRun run = example.ok("sync", "--until-idle");

    assertThat(run.err()).contains("Ticket__c.Customer__c is gone, or hidden");
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("second");
    assertThat(example.cell("SELECT summary || customer FROM ticket WHERE name = 'B'"))
        .isEqualTo("thirdBob");
    assertThat(alarm(example).get("decision").asString()).isEqualTo("OUT_OF_SERVICE");
    assertThat(example.run("drift", "show", "tickets").exitCode()).isEqualTo(3);
    assertThat(example.run("status").out()).contains("out of service: Ticket__c.Customer__c");
    assertThat(example.run("drift", "accept", "tickets").err()).contains("FIELD-UNKNOWN");
    assertThat(example.cell("SELECT string_agg(code, ' ') FROM syncline.outbox"))
        .isEqualTo("FIELD-OUT-OF-SERVICE FIELD-OUT-OF-SERVICE");
    example.sync();

    schema("\"fieldAccess\":{\"Customer__c\":\"edit\"}");
    example.sync();

    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
    assertThat(tickets.field("Customer__c", "C")).isEqualTo("Cid");
    assertThat(example.cell("SELECT summary || customer FROM ticket WHERE name = 'B'"))
        .isEqualTo("thirdBen");
    assertThat(example.cell("SELECT count(*) FROM syncline.outbox")).isEqualTo("0");
    example.ok("drift", "show", "tickets");
    tickets.stage().control("DELETE", "/stats", "");
    example.sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "replace":{"Customer__c":{"type":"text","length":40}} | FIELD_SHORTENED
          "replace":{"Customer__c":{"type":"date"}}             | FIELD_RETYPED
          "fieldAccess":{"Customer__c":"read"}                  | FIELD_READ_ONLY
          """)
  void a_field_that_changes_leaves_the_others_in_service(String change, String kind) {
    PageExample example = synced(FOR_GOOD);
    schema(change);
    example.sql("UPDATE ticket SET summary = 'second', customer = 'Eve' WHERE name = 'A'");
    tickets.change("B", "{\"Summary__c\":\"third\"}");

    example.sync();

    assertThat(alarm(example).get("kind").asString()).isEqualTo(kind);
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("second");
    assertThat(example.cell("SELECT summary || customer FROM ticket WHERE name = 'B'"))
        .isEqualTo("thirdBob");
    assertThat(example.cell("SELECT customer FROM ticket WHERE name = 'A'")).isEqualTo("Eve");

    if (kind.equals("FIELD_SHORTENED")) {
      example.ok("drift", "accept", "tickets");
      example.sync();
      assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
      assertThat(example.ok("drift", "show", "tickets").out()).contains("nothing has changed");
    }
  }

  @Test
  void a_field_that_is_new_is_offered_and_nothing_else() {
    PageExample example = synced(FOR_GOOD);
    schema("\"fields\":{\"Fresh__c\":{\"type\":\"text\",\"length\":40}}");

    example.sync();

    assertThat(alarm(example).get("decision").asString()).isEqualTo("OFFER");
    assertThat(example.ok("drift", "show", "tickets").out())
        .contains("Ticket__c.Fresh__c is new and can be mapped");
    example.ok("drift", "accept", "tickets");
    assertThat(example.ok("drift", "show", "tickets").out()).contains("nothing has changed");
    schema("\"drop\":[\"Fresh__c\"]");
  }

  @Test
  void what_is_safe_is_asked_for_where_that_is_said() {
    PageExample example = synced(ASKING);
    schema("\"replace\":{\"Customer__c\":{\"type\":\"text\",\"length\":100}}");
    example.sql("UPDATE ticket SET summary = 'second', customer = 'Eve' WHERE name = 'A'");

    example.sync();
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("second");
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Ada");
    example.ok("drift", "accept", "tickets");
    example.sync();

    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
  }

  @Test
  void a_mapping_that_stops_lets_others_go_on() {
    PageExample example = synced(STOPPING);
    schema("\"replace\":{\"Customer__c\":{\"type\":\"text\",\"length\":100}}");
    example.sql("UPDATE ticket SET customer = 'Eve' WHERE name = 'A'");
    tickets.change("B", "{\"Summary__c\":\"third\"}");

    CommandRun run = example.run("sync", "--until-idle");

    assertThat(run.exitCode()).as(run.err()).isNotZero();
    assertThat(run.err() + run.out()).contains("DRIFT-STOPPED", "holds 100 characters");
    assertThat(example.cell("SELECT summary FROM note WHERE name = 'B'")).isEqualTo("third");
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Ada");
    assertThat(example.run("status").out()).contains("stands still");
    example.ok("drift", "accept", "tickets");
    example.sync();
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
  }

  @Test
  void a_column_that_is_dropped_is_filled_when_it_is_back() {
    PageExample example = synced(DROPPED);
    example.sql("ALTER TABLE ticket DROP COLUMN customer");
    tickets.change("B", "{\"Summary__c\":\"third\",\"Customer__c\":\"Ben\"}");

    CommandRun run = example.ok("sync", "--until-idle");
    assertThat(run.err()).contains("its column customer is gone");
    assertThat(example.cell("SELECT summary FROM ticket WHERE name = 'B'")).isEqualTo("third");
    example.sql("ALTER TABLE ticket ADD customer text");
    example.sync();

    assertThat(example.cell("SELECT string_agg(customer, ' ' ORDER BY name) FROM ticket"))
        .isEqualTo("Ada Ben");
  }
}
