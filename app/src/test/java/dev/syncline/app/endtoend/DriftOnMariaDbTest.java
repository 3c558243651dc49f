package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import dev.syncline.jdbc.embedded.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that change under a mapping between an org and MariaDB. */
final class DriftOnMariaDbTest {
  private static final String MAPPING =
      """
      tickets:
        object: Ticket__c
        table: ticket
        direction: both
        fields: { Name: name, Summary__c: summary, Customer__c: customer }
      """;

  @TempDir private Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private TicketOrg tickets;

  private String url = "";

  @BeforeEach
  void start() throws IOException, InterruptedException, SQLException {
    tickets = TicketOrg.start(server);
    url = MariaDbServer.shared().freshDatabase();
    sql(
        "CREATE TABLE ticket (id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(80),"
            + " summary varchar(80), customer varchar(80))");
  }

  @AfterEach
  void stop() {
    tickets.close();
  }

  private static Connection connect(String url) throws SQLException {
    MariaDbServer mariaDb = MariaDbServer.shared();
    return DriverManager.getConnection(url, mariaDb.username(), mariaDb.password());
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String cell(String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }

  private CommandRun ok(String mapping, String... arguments) {
    Stage stage = tickets.stage();
    MariaDbServer mariaDb = MariaDbServer.shared();
    CommandRun run =
        stage
            .setup(folder, url, mapping)
            .with("username: " + stage.username(), "username: " + mariaDb.username())
            .withVariable("DATABASE_PASSWORD", mariaDb.password())
            .run(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    return run;
  }

  private void schema(String change) {
    tickets
        .stage()
        .control(
            "POST", "/schema", "{\"objects\":{\"Ticket__c\":{\"extend\":true," + change + "}}}");
  }

  private void synced(String mapping) {
    ok(mapping, "db", "install", "--yes");
    ok(mapping, "sync", "--until-idle");
    tickets.create("{\"Name\":\"A\",\"Summary__c\":\"first\",\"Customer__c\":\"Ada\"}");
    tickets.create("{\"Name\":\"B\",\"Summary__c\":\"first\",\"Customer__c\":\"Bob\"}");
    ok(mapping, "sync", "--until-idle");
  }

  @Test
  void what_changes_while_a_field_is_hidden_follows_when_it_is_back() throws SQLException {
    synced(MAPPING);
    schema("\"fieldAccess\":{\"Customer__c\":\"none\"}");
    sql("UPDATE ticket SET summary = 'second', customer = 'Eve' WHERE name = 'A'");
    sql("INSERT INTO ticket (name, customer) VALUES ('C', 'Cid')");
    tickets.change("B", "{\"Summary__c\":\"third\",\"Customer__c\":\"Ben\"}");

    ok(MAPPING, "sync", "--until-idle");

    assertThat(tickets.field("Summary__c", "A")).isEqualTo("second");
    assertThat(cell("SELECT CONCAT(summary, customer) FROM ticket WHERE name = 'B'"))
        .isEqualTo("thirdBob");
    assertThat(cell("SELECT GROUP_CONCAT(code) FROM syncline_outbox"))
        .isEqualTo("FIELD-OUT-OF-SERVICE,FIELD-OUT-OF-SERVICE");

    schema("\"fieldAccess\":{\"Customer__c\":\"edit\"}");
    ok(MAPPING, "sync", "--until-idle");

    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Eve");
    assertThat(tickets.field("Customer__c", "C")).isEqualTo("Cid");
    assertThat(cell("SELECT CONCAT(summary, customer) FROM ticket WHERE name = 'B'"))
        .isEqualTo("thirdBen");
    assertThat(cell("SELECT count(*) FROM syncline_outbox")).isEqualTo("0");
  }

  @Test
  void a_column_that_is_dropped_is_filled_when_it_is_back() throws SQLException {
    String pull = MAPPING.replace("direction: both", "direction: pull");
    synced(pull);
    sql("ALTER TABLE ticket DROP COLUMN customer");
    tickets.change("B", "{\"Summary__c\":\"third\",\"Customer__c\":\"Ben\"}");

    CommandRun run = ok(pull, "sync", "--until-idle");
    assertThat(run.err()).contains("its column customer is gone");
    assertThat(cell("SELECT summary FROM ticket WHERE name = 'B'")).isEqualTo("third");
    sql("ALTER TABLE ticket ADD customer varchar(80)");
    ok(pull, "sync", "--until-idle");

    assertThat(cell("SELECT GROUP_CONCAT(customer ORDER BY name) FROM ticket"))
        .isEqualTo("Ada,Ben");
  }
}
