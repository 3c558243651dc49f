package dev.syncline.app.endtoend;

import static dev.syncline.app.endtoend.HostileInputs.literal;
import static dev.syncline.app.endtoend.HostileInputs.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No text gets out of its place: not out of a literal into SQL, SOQL or CEL, not out of a line into
 * the log, not out of a cell into the terminal, not out of a value into the CSV of a bulk job.
 */
final class HostileInputTest {
  private static final HostileInputs HOSTILE = HostileInputs.read();
  private static final String SECRET = "the secret of the witness";
  private static final String TABLES =
      """
      CREATE TABLE ticket (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, notes text);
      CREATE TABLE witness (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, secret text);
      INSERT INTO witness (secret) VALUES ('%s');
      """
          .formatted(SECRET);
  private static final String FIELDS = "fields: { Name: name, Notes__c: notes }";
  private static final String EXPRESSION = "fields: { Name: { expression: %s }, Notes__c: notes }";
  private static final String BOTH = "direction: both";

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static TicketOrg tickets;

  @SuppressWarnings("NullAway.Init") // made before each test
  private String url;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    tickets = TicketOrg.start(server);
  }

  @AfterAll
  static void stop() {
    tickets.close();
  }

  @BeforeEach
  void begin() {
    tickets.empty("Ticket__c");
    url = tickets.stage().newDatabase();
    tickets.stage().execute(url, TABLES);
  }

  @AfterEach
  void the_witness_is_as_it_was() {
    assertThat(tickets.stage().text(url, "SELECT string_agg(secret, '|') FROM witness"))
        .isEqualTo(SECRET);
  }

  private Stage.Setup mapping(String name, String object, String table, String... lines) {
    var yaml = new StringBuilder("%s:\n  object: %s\n  table: %s\n".formatted(name, object, table));
    for (String line : lines) {
      yaml.append("  ").append(line).append('\n');
    }
    return tickets.stage().setup(folder, url, yaml.toString());
  }

  private Stage.Setup tickets(String... lines) {
    return mapping("tickets", "Ticket__c", "ticket", lines);
  }

  private void insert(String name, String notes) {
    String values = literal(name) + ", " + literal(notes);
    tickets.stage().execute(url, "INSERT INTO ticket (name, notes) VALUES (" + values + ")");
  }

  private static void create(String name, String notes) {
    tickets.create("{\"Name\":%s,\"Notes__c\":%s}".formatted(quoted(name), quoted(notes)));
  }

  /** Runs a command, whatever becomes of it: what it says is harmless in any case. */
  private static CommandRun run(Stage.Setup setup, String... arguments) {
    CommandRun run = setup.run(arguments);
    String said = run.out() + run.err();
    assertThat(said)
        .as("%s", String.join(" ", arguments))
        .doesNotContain(SECRET, "root:x:0", tickets.stage().org().client().clientSecret())
        .doesNotContain("Exception", "at dev.syncline");
    assertThat(said.chars().filter(HostileInputTest::isHarmful).toArray()).as(said).isEmpty();
    assertThat(said.lines().filter(line -> line.strip().startsWith("FORGED"))).isEmpty();
    return run;
  }

  /** Whether a character steers a terminal, or ends a line where there is no end of line. */
  private static boolean isHarmful(int character) {
    boolean control = Character.isISOControl(character) && character != '\n';
    boolean direction =
        (character >= 0x202a && character <= 0x202e)
            || (character >= 0x2066 && character <= 0x2069);
    return control || direction || character == 0x2028 || character == 0x2029;
  }

  /** Salesforce keeps one sign for the end of a line. */
  private static String kept(String text) {
    return text.replace('\r', '\n');
  }

  private static CommandRun ok(Stage.Setup setup, String... arguments) {
    CommandRun run = run(setup, arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    return run;
  }

  @Test
  void there_are_two_hundred_of_them_and_more() {
    assertThat(HOSTILE.size()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void values_of_rows_arrive_in_the_org_as_they_are() {
    Stage.Setup setup = tickets(BOTH, FIELDS);
    ok(setup, "db", "install", "--yes");
    List<String> values = HOSTILE.values();
    for (int i = 0; i < values.size(); i++) {
      insert("v" + (1000 + i), values.get(i));
    }
    ok(setup, "sync", "--until-idle");
    for (int i = 0; i < values.size(); i++) {
      String name = "v" + (1000 + i);
      assertThat(tickets.field("Notes__c", name)).as(name).isEqualTo(kept(values.get(i)));
      ok(setup, "record", "show", tickets.idOf(name));
    }
    ok(setup, "compare", "tickets");
  }

  @Test
  void values_of_records_arrive_in_the_table_as_they_are() {
    List<String> values = HOSTILE.values();
    for (int i = 0; i < values.size(); i++) {
      create("v" + (1000 + i), values.get(i));
    }
    Stage.Setup setup = tickets(BOTH, FIELDS);
    ok(setup, "db", "install", "--yes");
    ok(setup, "sync", "--until-idle");
    for (int i = 0; i < values.size(); i++) {
      String name = "v" + (1000 + i);
      assertThat(tickets.stage().text(url, "SELECT notes FROM ticket WHERE name = '" + name + "'"))
          .as(name)
          .isEqualTo(values.get(i));
    }
    ok(setup, "compare", "tickets");
  }

  @Test
  void values_that_do_not_fit_are_parked_and_told_without_harm() {
    Stage.Setup setup = tickets(BOTH, "fields: { Name: name, Summary__c: { column: notes } }");
    ok(setup, "db", "install", "--yes");
    HOSTILE.values().forEach(value -> insert("v", "21 characters and more " + value));
    assertThat(run(setup, "sync", "--until-idle").exitCode()).isEqualTo(4);
    String parked = run(setup, "parked", "list", "--limit", "500").out();
    assertThat(parked).contains("FIELD-TOO-LONG");
    run(setup, "queue", "list");
    run(setup, "status");
    assertThat(tickets.view().count("Ticket__c", "Name != null")).isZero();
  }

  @Test
  void names_are_refused_or_mean_nothing_but_themselves() {
    create("in", "1");
    ok(tickets(FIELDS), "sync", "--until-idle");
    assertThat(tickets.stage().number(url, "SELECT count(*) FROM ticket")).isOne();
    List<String> names = HOSTILE.names();
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int place : new int[] {i % 7, (i + 3) % 7, (i + 5) % 7}) {
        Stage.Setup setup = named(place, quoted(names.get(i)));
        if (run(setup, "validate").exitCode() == 0
            && run(setup, "sync", "--until-idle").exitCode() == 0) {
          accepted.add(place + " " + names.get(i));
          run(setup, "status");
        }
      }
    }
    assertThat(accepted).containsExactlyInAnyOrder("0 Id", "4 Id", "6 constructor", "6 toString");
  }

  private Stage.Setup named(int place, String name) {
    return switch (place) {
      case 0 -> mapping(name, "Ticket__c", "ticket", FIELDS);
      case 1 -> mapping("tickets", name, "ticket", FIELDS);
      case 2 -> mapping("tickets", "Ticket__c", name, FIELDS);
      case 3 -> tickets("fields: { Name: name, %s: notes }".formatted(name));
      case 4 -> tickets("fields: { Name: name, Notes__c: %s }".formatted(name));
      case 5 -> tickets("key: " + name, FIELDS);
      default -> tickets("recordTypes: [" + name + "]", FIELDS);
    };
  }

  @Test
  void columns_and_tables_of_any_name_can_be_mapped() {
    List<String> odd =
        List.of("a'b", "select", "ü😀", "%s", "{link}", "?", "$1", ":x", "a\\b", "a;--", "--");
    String table = "we'ird;--";
    var columns = new StringBuilder();
    odd.forEach(one -> columns.append(", \"" + one.replace("\"", "\"\"") + "\" text"));
    tickets
        .stage()
        .execute(
            url,
            "CREATE TABLE \"%s\" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text%s)"
                .formatted(table.replace("\"", "\"\""), columns));
    for (String column : odd) {
      Stage.Setup setup =
          mapping(
              "odd",
              "Ticket__c",
              quoted(table),
              BOTH,
              "fields: { Name: name, Customer__c: %s }".formatted(quoted(column)));
      ok(setup, "db", "install", "--yes");
      String name = literal("row of " + column);
      String into =
          "\"%s\" (name, \"%s\")"
              .formatted(table.replace("\"", "\"\""), column.replace("\"", "\"\""));
      tickets.stage().execute(url, "INSERT INTO " + into + " VALUES (" + name + ", 'customer')");
      ok(setup, "sync", "--until-idle");
      assertThat(tickets.view().values("Ticket__c", "Customer__c", "Customer__c = 'customer'"))
          .hasSize(odd.indexOf(column) + 1);
    }
  }

  @Test
  void conditions_on_records_bring_no_others() {
    create("in", "1");
    create("out", "2");
    ok(tickets("where: Name = 'in'", FIELDS), "sync", "--until-idle");
    assertThat(tickets.stage().number(url, "SELECT count(*) FROM ticket")).isOne();
    List<String> accepted = new ArrayList<>();
    for (String condition : HOSTILE.whereConditions()) {
      Stage.Setup setup = tickets("where: " + quoted(condition), FIELDS);
      run(setup, "validate");
      if (run(setup, "sync", "--until-idle").exitCode() == 0) {
        accepted.add(condition);
      }
      assertThat(tickets.stage().number(url, "SELECT count(*) FROM ticket WHERE name <> 'in'"))
          .as(condition)
          .isZero();
    }
    assertThat(accepted).containsExactly("Name = 'a\\') OR (Name != \\''");
    assertThat(tickets.view().count("Ticket__c", "Name != null")).isEqualTo(2);
  }

  @Test
  void conditions_on_rows_send_no_others() {
    Stage.Setup plain = tickets(BOTH, FIELDS);
    ok(plain, "db", "install", "--yes");
    insert("in", "1");
    insert("out", "2");
    List<String> accepted = new ArrayList<>();
    for (String condition : HOSTILE.rowConditions()) {
      Stage.Setup setup = tickets(BOTH, "rows: " + quoted(condition), FIELDS);
      run(setup, "validate");
      if (run(setup, "sync", "--until-idle").exitCode() == 0) {
        accepted.add(condition);
      }
      assertThat(tickets.view().count("Ticket__c", "Name != 'in'")).as(condition).isZero();
    }
    assertThat(accepted).isEmpty();
    insert("{link}", "3");
    String fair = "rows: \"name IN ('in', '{link}')\"";
    ok(tickets(BOTH, fair, FIELDS), "sync", "--until-idle");
    assertThat(tickets.view().values("Ticket__c", "Name", "Name != null"))
        .containsExactly("in", "{link}");
  }

  @Test
  void expressions_see_nothing_but_their_row() {
    insert("in", "1");
    List<String> accepted = new ArrayList<>();
    for (String expression : HOSTILE.expressions()) {
      Stage.Setup setup = tickets(BOTH, EXPRESSION.formatted(quoted(expression)));
      if (run(setup, "validate").exitCode() == 0) {
        push(setup);
      }
      if (tickets.view().count("Ticket__c", "Name != null") > 0) {
        accepted.add(expression);
        tickets.empty("Ticket__c");
        ok(tickets(BOTH, FIELDS), "db", "install", "--yes");
        ok(tickets(BOTH, FIELDS), "sync", "--until-idle");
        insert("in", "1");
      }
      run(setup, "parked", "list");
    }
    assertThat(accepted).containsExactly("!".repeat(500) + "true");
    String fair = EXPRESSION.formatted(quoted("row.name + '!'"));
    Stage.Setup setup = tickets(BOTH, fair);
    ok(setup, "db", "install", "--yes");
    ok(setup, "sync", "--until-idle");
    ok(setup, "push", "tickets", "--all");
    assertThat(tickets.view().values("Ticket__c", "Name", "Name != null")).containsExactly("in!");
  }

  private static void push(Stage.Setup setup) {
    run(setup, "db", "install", "--yes");
    run(setup, "sync", "--until-idle");
    run(setup, "push", "tickets", "--all");
  }
}
