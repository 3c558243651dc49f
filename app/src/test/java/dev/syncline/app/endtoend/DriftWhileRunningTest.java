package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema that changes under {@code syncline run}. */
final class DriftWhileRunningTest {
  private static final String MAPPING =
      """
      tickets:
        object: Ticket__c
        table: ticket
        direction: both
        pull: every 1s
        fields: { Name: name, Summary__c: summary, Customer__c: customer }
      """;

  @TempDir private Path server;
  @TempDir private Path folder;

  @Test
  void a_running_sync_goes_on_without_a_field_that_the_org_refuses_from_now_on() throws Exception {
    try (TicketOrg tickets = TicketOrg.start(server)) {
      Stage stage = tickets.stage();
      String url = stage.newDatabase();
      stage.execute(
          url,
          "CREATE TABLE ticket (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text,"
              + " summary text, customer text)");
      Stage.Setup setup = stage.setup(folder, url, MAPPING);
      assertThat(setup.run("db", "install", "--yes").exitCode()).isZero();
      tickets.create("{\"Name\":\"A\",\"Summary__c\":\"first\",\"Customer__c\":\"Ada\"}");
      Files.writeString(folder.resolve("syncline.yaml"), setup.yaml());
      try (var running = SynclineProcess.start(folder, setup.environment(), "run")) {
        running.await(() -> stage.number(url, "SELECT count(*) FROM ticket") == 1);

        stage.control(
            "POST",
            "/schema",
            "{\"objects\":{\"Ticket__c\":{\"extend\":true,"
                + "\"fieldAccess\":{\"Customer__c\":\"none\"}}}}");
        tickets.change("A", "{\"Summary__c\":\"second\",\"Customer__c\":\"Eve\"}");

        running.await(() -> stage.text(url, "SELECT summary FROM ticket").equals("second"));
        assertThat(stage.text(url, "SELECT customer FROM ticket")).isEqualTo("Ada");
        stage.execute(url, "UPDATE ticket SET summary = 'third'");
        running.await(() -> tickets.field("Summary__c", "A").equals("third"));
        assertThat(running.err()).contains("Ticket__c.Customer__c is gone, or hidden");
        running.interrupt();
        assertThat(running.exitCode()).isEqualTo(130);
      }
    }
  }
}
