package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import dev.syncline.jdbc.embedded.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of related rows on their way from MariaDB to an org. */
final class RelatedOnMariaDbTest {
  private static final String MAPPING =
      """
      tickets:
        object: Ticket__c
        table: ticket
        direction: both
        fields:
          Name: name
          Customer__c: { through: company, table: company, column: name, tableKey: code }
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
    sql("CREATE TABLE company (id int PRIMARY KEY, code varchar(20) UNIQUE, name varchar(80))");
    sql(
        "CREATE TABLE ticket (id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(80),"
            + " company varchar(20), KEY (company))");
  }

  @AfterEach
  void stop() {
    tickets.close();
  }

  private void sql(String sql) throws SQLException {
    MariaDbServer mariaDb = MariaDbServer.shared();
    try (Connection connection =
            DriverManager.getConnection(url, mariaDb.username(), mariaDb.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private CommandRun run(String... arguments) {
    Stage stage = tickets.stage();
    MariaDbServer mariaDb = MariaDbServer.shared();
    return stage
        .setup(folder, url, MAPPING)
        .with("username: " + stage.username(), "username: " + mariaDb.username())
        .withVariable("DATABASE_PASSWORD", mariaDb.password())
        .run(arguments);
  }

  private void ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
  }

  @Test
  void a_row_is_pushed_when_the_row_that_it_refers_to_changes() throws SQLException {
    ok("db", "install", "--yes");
    ok("sync", "--until-idle");
    sql("INSERT INTO company VALUES (1, 'one', 'One'), (2, 'two', 'Two')");
    sql("INSERT INTO ticket (name, company) VALUES ('A', 'one'), ('B', 'one'), ('C', 'two')");
    ok("sync", "--until-idle");
    assertThat(tickets.field("Customer__c", "B")).isEqualTo("One");

    sql("UPDATE company SET name = 'Uno' WHERE code = 'one'");
    ok("sync", "--until-idle");
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Uno");
    assertThat(tickets.field("Customer__c", "B")).isEqualTo("Uno");
    assertThat(tickets.field("Customer__c", "C")).isEqualTo("Two");

    sql("DELETE FROM company WHERE code = 'two'");
    assertThat(run("sync", "--until-idle").exitCode()).isEqualTo(4);
    sql("INSERT INTO company VALUES (3, 'two', 'Due')");
    ok("sync", "--until-idle");
    assertThat(tickets.field("Customer__c", "C")).isEqualTo("Due");
    tickets.stage().control("POST", "/clock", "{\"advance\":\"PT3M\"}");
    ok("compare", "tickets");
  }
}
