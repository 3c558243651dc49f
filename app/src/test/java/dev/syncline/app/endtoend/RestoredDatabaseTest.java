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

/** A database that is put back from a backup, copied or moved under its mappings. */
final class RestoredDatabaseTest {
  private static final String TABLE =
      "CREATE TABLE ticket (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text,"
          + " summary text)";
  private static final String MAPPING =
      """
      tickets:
        object: Ticket__c
        table: ticket
        direction: both
        conflict: database
        fields: { Name: name, Summary__c: summary }
      """;

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static TicketOrg tickets;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static String elsewhere;

  @SuppressWarnings("NullAway.Init") // made before each test
  private String url;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Stage.Setup setup;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    tickets = TicketOrg.start(server);
    elsewhere = tickets.stage().newDatabase();
  }

  @AfterAll
  static void stop() {
    tickets.close();
  }

  @BeforeEach
  void begin() {
    tickets.empty("Ticket__c");
    url = tickets.stage().newDatabase();
    tickets.stage().execute(url, TABLE);
    setup = tickets.stage().setup(folder, url, MAPPING);
    ok("db", "install", "--yes");
    sql("INSERT INTO ticket (name, summary) VALUES ('A', 'first')");
    ok("sync", "--until-idle");
  }

  private CommandRun ok(String... arguments) {
    CommandRun run = setup.run(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    return run;
  }

  private void sql(String statement) {
    tickets.stage().execute(url, statement);
  }

  private String summary() {
    return tickets.stage().text(url, "SELECT summary FROM ticket WHERE name = 'A'");
  }

  private String database() {
    return url.replaceFirst(".*/", "");
  }

  private void copy(String from, String to) {
    tickets.stage().execute(elsewhere, "CREATE DATABASE " + to + " TEMPLATE " + from);
  }

  private void refused() {
    CommandRun run = setup.run("sync", "--until-idle");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("DATABASE-CHANGED", "db adopt --restored");
  }

  @Test
  void nothing_stale_is_pushed_from_a_restored_backup_and_what_came_after_it_comes_back() {
    sql("UPDATE ticket SET summary = 'second'");
    copy(database(), "backup");
    ok("sync", "--until-idle");
    sql("UPDATE ticket SET summary = 'third'");
    sql("INSERT INTO ticket (name, summary) VALUES ('B', 'later')");
    ok("sync", "--until-idle");
    tickets.stage().execute(elsewhere, "DROP DATABASE " + database());
    copy("backup", database());

    refused();
    assertThat(summary()).isEqualTo("second");
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("third");

    ok("db", "adopt", "--restored", "--yes");
    assertThat(summary()).isEqualTo("third");
    ok("sync", "--until-idle");
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("third");
    assertThat(tickets.stage().text(url, "SELECT summary FROM ticket WHERE name = 'B'"))
        .isEqualTo("later");
    ok("compare", "tickets");
    assertThat(tickets.view().count("Ticket__c", "Name != null")).isEqualTo(2);
  }

  @Test
  void a_change_that_was_never_pushed_goes_after_a_restore() {
    sql("UPDATE ticket SET summary = 'unsent'");
    copy(database(), database() + "_backup");
    tickets.stage().execute(elsewhere, "DROP DATABASE " + database());
    copy(database() + "_backup", database());
    refused();
    ok("db", "adopt", "--restored", "--yes");
    ok("sync", "--until-idle");
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("unsent");
  }

  @Test
  void a_database_that_was_put_back_in_place_is_known_by_its_age() {
    ok("sync", "--until-idle");
    sql("SELECT setval('syncline.token', 1)");
    refused();
    ok("db", "adopt", "--moved", "--yes");
    ok("sync", "--until-idle");
  }

  @Test
  void a_database_that_was_moved_goes_on() {
    sql("UPDATE ticket SET summary = 'second'");
    copy(database(), database() + "_moved");
    url = url + "_moved";
    setup = tickets.stage().setup(folder, url, MAPPING);
    refused();
    ok("db", "adopt", "--moved", "--yes");
    ok("sync", "--until-idle");
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("second");
  }
}
