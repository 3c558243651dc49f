package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refresh from the command line, and all the ways in which its surroundings can be wrong. */
final class RefreshEndToEndTest {
  private static final String MAPPINGS =
      """
      accounts:
        object: Account
        table: account
        create: true
        fields: { Id: salesforce_id, Name: name }
      contacts:
        object: Contact
        table: contact
        create: true
        fields: { Id: salesforce_id, LastName: last_name, AccountId: account_id }
      """;

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Stage stage;

  private String url = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void database() {
    url = stage.newDatabase();
  }

  @Test
  void a_refresh_creates_tables_loads_rows_and_says_what_it_did() {
    CommandRun run = setup().run("refresh", "--all", "-o", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get("kind").asString()).isEqualTo("RefreshResult");
    assertThat(run.json().get("records").asLong()).isEqualTo(320);
    assertThat(run.json().get("parked").asLong()).isZero();
    assertThat(run.json().get("apiCalls").asLong()).isPositive();
    assertThat(run.json().get("peakHeapMiB").asLong()).isPositive();
    assertThat(
            stage.number(
                url, "SELECT count(*) FROM contact c JOIN account a ON a.id = c.account_id"))
        .isEqualTo(stage.number(url, "SELECT count(*) FROM contact WHERE account_id IS NOT NULL"))
        .isPositive();
    assertThat(
            stage.number(
                url,
                "SELECT count(*) FROM pg_indexes WHERE tablename = 'contact'"
                    + " AND indexdef LIKE '%(account_id)'"))
        .isEqualTo(1);
  }

  @Test
  void a_second_refresh_changes_nothing_and_the_status_agrees() {
    Stage.Setup setup = setup();
    assertThat(setup.run("refresh", "--all").exitCode()).isZero();
    CommandRun again = setup.run("refresh", "contacts", "-o", "json");
    CommandRun status = setup.run("status", "-o", "json");

    assertThat(again.json().get("mappings").get(0).get("unchanged").asLong()).isEqualTo(300);
    assertThat(status.exitCode()).isZero();
    assertThat(status.json().get("mappings").get(1).get("linked").asLong()).isEqualTo(300);
  }

  @Test
  void parents_that_are_refreshed_later_fill_the_references_of_their_children() {
    Stage.Setup setup = setup();
    String filled = "SELECT count(*) FROM contact WHERE account_id IS NOT NULL";
    assertThat(setup.run("refresh", "contacts").exitCode()).isZero();
    assertThat(stage.number(url, filled)).isZero();
    assertThat(setup.run("refresh", "accounts").exitCode()).isZero();
    assertThat(stage.number(url, filled)).isPositive();
    assertThat(stage.number(url, "SELECT count(*) FROM syncline.waiting_reference")).isZero();
  }

  @Test
  void the_doctor_finds_all_well_and_changes_nothing() {
    CommandRun run = setup().run("doctor");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.lines()).last().isEqualTo("All is well.");
    assertThat(
            stage.number(
                url, "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'syncline')"))
        .isZero();
  }

  @Test
  void a_wrong_password_of_the_database_is_an_access_failure() {
    CommandRun run = setup().withVariable("DATABASE_PASSWORD", "wrong").run("refresh", "--all");

    assertFailed(run, 5, "DB-");
    assertThat(run.err()).contains("password authentication failed").doesNotContain("wrong");
  }

  @Test
  void a_database_that_cannot_be_reached_is_named() throws Exception {
    CommandRun run =
        setup()
            .with(url, "jdbc:postgresql://127.0.0.1:" + closedPort() + "/x")
            .run("refresh", "--all");

    assertFailed(run, 1, "DB-");
  }

  @Test
  void a_database_that_does_not_exist_is_named() {
    CommandRun run = setup().with(url, url + "_none").run("refresh", "--all");

    assertFailed(run, 1, "DB-");
    assertThat(run.err()).contains("_none");
  }

  @Test
  void an_org_that_cannot_be_reached_is_named() throws Exception {
    String address = "http://localhost:" + closedPort();
    CommandRun run =
        setup()
            .with(stage.org().instanceUrl(), address)
            .with("\"localhost:", "\"localhost\", \"localhost:")
            .run("refresh", "--all");

    assertFailed(run, 1, "ORG-");
    assertThat(stage.number(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isZero();
  }

  @Test
  void a_host_that_nobody_allowed_gets_no_secret() {
    CommandRun run =
        setup().with(stage.org().instanceUrl(), "https://evil.example.com").run("refresh", "--all");

    assertFailed(run, 1, "ORG-HOST-REFUSED");
    assertThat(run.err()).contains("evil.example.com", "allowHosts");
  }

  @Test
  void a_wrong_client_secret_is_an_access_failure() {
    CommandRun run = setup().withVariable("CLIENT_SECRET", "hunter2").run("refresh", "--all");

    assertFailed(run, 5, "AUTH-REJECTED");
    assertThat(run.err()).contains("invalid_client").doesNotContain("hunter2");
  }

  @Test
  void a_secret_that_is_not_there_is_named_before_anything_is_done() {
    CommandRun run = setup().withoutVariable("CLIENT_SECRET").run("refresh", "--all", "-o", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error().get("code").asString()).isEqualTo("CONFIG-SECRET-MISSING");
    assertThat(run.error().get("message").asString()).contains("CLIENT_SECRET");
  }

  @Test
  void a_refresh_token_that_the_org_does_not_know_is_an_access_failure() {
    CommandRun run =
        setup()
            .with("clientCredentials:", "refreshToken:")
            .with("clientSecret: ${env:CLIENT_SECRET}", "refreshToken: ${env:REFRESH_TOKEN}")
            .with("databases:", home() + "databases:")
            .withVariable("REFRESH_TOKEN", "5Aep861_expired")
            .run("refresh", "--all");

    assertFailed(run, 5, "AUTH-REJECTED");
    assertThat(run.err()).contains("invalid_grant", "syncline org login").doesNotContain("5Aep861");
  }

  @Test
  void revoked_access_tokens_are_replaced_without_a_word() {
    Stage.Setup setup = setup();
    assertThat(setup.run("refresh", "accounts").exitCode()).isZero();
    stage.control("POST", "/tokens/revoke", "{\"all\": true}");

    assertThat(setup.run("refresh", "accounts").exitCode()).isZero();
  }

  @Test
  void a_table_without_a_key_is_refused_before_anything_is_done() {
    stage.execute(url, "CREATE TABLE contact (last_name text)");
    CommandRun run =
        setup("contacts: { object: Contact, table: contact, fields: { LastName: last_name } }")
            .run("refresh", "contacts");

    assertFailed(run, 1, "TABLE-KEY");
    assertThat(run.err()).contains("has no primary key", "rowKey");
    assertThat(stage.number(url, "SELECT count(*) FROM contact")).isZero();
  }

  @Test
  void a_table_that_is_not_there_is_named() {
    CommandRun run =
        setup("contacts: { object: Contact, table: contact, fields: { LastName: last_name } }")
            .run("refresh", "contacts");

    assertFailed(run, 1, "TABLE-MISSING");
    assertThat(run.err()).contains("create: true");
  }

  @Test
  void unknown_fields_and_columns_are_all_told_at_once() {
    stage.execute(url, "CREATE TABLE contact (id bigserial PRIMARY KEY, last_name text)");
    CommandRun run =
        setup(
                "contacts: { object: Contact, table: contact, fields: { LastNam: last_name, Email:"
                    + " e_mail } }")
            .run("refresh", "contacts");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("FIELD-UNKNOWN: ") && line.contains("'LastName'"))
        .anyMatch(line -> line.startsWith("COLUMN-UNKNOWN: ") && line.contains("'e_mail'"));
  }

  @Test
  void one_mapping_that_does_not_fit_keeps_the_tables_of_the_others_from_being_made() {
    CommandRun run =
        setup(MAPPINGS + "leads: { object: Lead, table: lead, fields: { LastName: last_name } }\n")
            .run("refresh", "--all");

    assertFailed(run, 1, "TABLE-MISSING");
    assertThat(stage.number(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isZero();
  }

  @Test
  void an_object_that_the_org_does_not_have_is_named() {
    CommandRun run =
        setup("contacts: { object: Kontakt__c, table: contact, create: true, fields: '*' }")
            .run("refresh", "contacts");

    assertThat(run.exitCode()).isIn(1, 5);
    assertThat(run.err()).contains("Kontakt__c", "→").hasLineCount(1);
  }

  @Test
  void a_condition_that_is_no_soql_brings_the_words_of_the_org() {
    CommandRun run =
        setup(
                "contacts: { object: Contact, table: contact, create: true, where: 'Nonsense = 1',"
                    + " fields: { Id: sf } }")
            .run("refresh", "contacts");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Nonsense", "→");
  }

  @Test
  void a_reached_limit_of_the_org_has_an_exit_code_of_its_own() {
    stage.control("POST", "/limits", "{\"DailyApiRequests\": 0}");
    try {
      assertFailed(setup().run("refresh", "--all"), 6, "LIMIT-");
    } finally {
      stage.control("POST", "/limits", "{\"DailyApiRequests\": 100000}");
    }
  }

  @Test
  void records_that_do_not_fit_are_parked_and_the_rest_goes_in() {
    stage.execute(url, "CREATE TABLE contact (id bigserial PRIMARY KEY, last_name varchar(5))");
    Stage.Setup setup =
        setup("contacts: { object: Contact, table: contact, fields: { LastName: last_name } }");
    CommandRun run = setup.run("refresh", "contacts", "-o", "json");
    CommandRun status = setup.run("status", "--parked");

    long parked = run.json().get("parked").asLong();
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(parked).isBetween(1L, 299L);
    assertThat(stage.number(url, "SELECT count(*) FROM contact")).isEqualTo(300 - parked);
    assertThat(run.json().get("parkedReasons").get(0).get("action").asString()).isNotBlank();
    assertThat(status.exitCode()).isEqualTo(4);
    assertThat(status.out()).contains("parked in contacts since");
  }

  @Test
  void a_mapping_that_another_process_refreshes_is_left_to_it() {
    Stage.Setup setup = setup();
    assertThat(setup.run("refresh", "accounts").exitCode()).isZero();
    stage.execute(
        url,
        "UPDATE syncline.lease SET owner_host = 'another-machine', owner_process = 1,"
            + " owner_started = 1, expires_at = now() + interval '1 hour'");

    assertFailed(setup.run("refresh", "accounts"), 8, "LEASE-HELD");
  }

  @Test
  void a_mapping_that_is_not_there_is_wrong_usage() {
    CommandRun run = setup().run("refresh", "contact");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("USAGE: there is no mapping 'contact' → did you mean 'contacts'?\n");
  }

  @Test
  void the_doctor_goes_on_past_what_does_not_work() {
    CommandRun run = setup().withVariable("CLIENT_SECRET", "hunter2").run("doctor", "-o", "json");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.json().get("checks").findValues("verdict").toString())
        .contains("FAILED", "OK", "SKIPPED");
    assertThat(run.out()).doesNotContain("hunter2");
  }

  private static void assertFailed(CommandRun run, int exitCode, String code) {
    assertThat(run.err()).startsWith(code).contains(" → ").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }

  private Stage.Setup setup() {
    return setup(MAPPINGS);
  }

  private Stage.Setup setup(String mappings) {
    return stage.setup(folder, url, mappings);
  }

  private String home() {
    return "home: { url: \""
        + url
        + "\", username: "
        + stage.username()
        + ", password: \"${env:DATABASE_PASSWORD}\" }\n";
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
