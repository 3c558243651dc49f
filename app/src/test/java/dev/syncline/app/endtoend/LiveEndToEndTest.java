package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Events of the org reach the rows at once, while polls are an hour apart. */
final class LiveEndToEndTest {
  private static final String MAPPINGS =
      """
      accounts:
        object: Account
        table: account
        create: true
        direction: both
        fields: { Name: name, Phone: phone, BillingCity: city, LastModifiedDate: changed_at }
      contacts:
        object: Contact
        table: contact
        create: true
        direction: both
        fields:
          LastName: last_name
          Email: email
          AccountId: { column: account_id, references: accounts }
      """;

  private static Stage stage;
  @TempDir private static Path server;
  @TempDir private Path folder;
  private String url;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server, 100);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void synced() {
    url = stage.newDatabase();
    assertThat(setup().run("db", "install", "--yes").exitCode()).isZero();
    CommandRun first = setup().run("sync", "--until-idle");
    assertThat(first.exitCode()).as(first.err()).isZero();
  }

  private Stage.Setup setup() {
    String endpoint = Objects.requireNonNull(stage.org().pubsubEndpoint());
    String host = URI.create("tcp://" + endpoint).getHost();
    return stage
        .setup(folder, url, MAPPINGS)
        .with("allowHosts: [", "allowHosts: [\"%s\", \"%s\", ".formatted(endpoint, host))
        .with(
            "    auth:",
            "    pubsub: { endpoint: \"%s\", caCertificate: \"%s\" }\n    events: {}\n    auth:"
                .formatted(endpoint, stage.org().caCertificate()));
  }

  private SynclineProcess running() throws IOException {
    return SynclineProcess.start(folder, setup().environment(), "run", "--poll", "3600");
  }

  private void write(String writes) {
    stage.control("POST", "/records", "{\"writes\":[" + writes + "]}");
  }

  private static String update(String account, String field, String value) {
    return """
    {"op":"update","object":"Account","id":"%s","fields":{"%s":"%s"}}
    """
        .formatted(account, field, value);
  }

  private String id(String table, String condition) {
    return stage.text(
        url,
        "SELECT k.record_id FROM syncline.link k JOIN syncline.mapping m ON m.id = k.mapping_id"
            + " JOIN %s t ON t.id::text = k.row_key WHERE m.name = '%ss' AND %s ORDER BY 1"
                .formatted(table, table, condition));
  }

  private long count(String sql) {
    return stage.number(url, "SELECT count(*) FROM " + sql);
  }

  private JsonNode status() {
    return setup().run("status", "-o", "json").json();
  }

  @Test
  void events_change_make_and_delete_rows_while_nothing_is_polled()
      throws IOException, InterruptedException {
    String account = id("account", "true");
    String contact = id("contact", "true");
    try (SynclineProcess run = running()) {
      write(update(account, "Name", "Begun"));
      run.await(() -> count("account WHERE name = 'Begun'") == 1);
      run.await(
          () -> {
            write(update(account, "Site", Long.toString(System.nanoTime())));
            return count("syncline.stream WHERE state = 'OPEN'") == 1;
          });
      run.await(() -> status().get("streams").get(0).get("events").asLong() > 0);
      write(
          update(account, "Phone", "1")
              + ","
              + "{\"op\":\"insert\",\"object\":\"Contact\",\"fields\":{\"LastName\":\"Live\","
              + "\"AccountId\":\"%s\"}},".formatted(account)
              + "{\"op\":\"delete\",\"object\":\"Contact\",\"id\":\"%s\"}".formatted(contact));
      run.await(() -> count("account WHERE phone = '1' AND name = 'Begun'") == 1);
      run.await(
          () ->
              count(
                      "contact c JOIN account a ON a.id = c.account_id"
                          + " WHERE c.last_name = 'Live' AND a.name = 'Begun'")
                  == 1);
      run.await(() -> count("syncline.link WHERE record_id = '%s'".formatted(contact)) == 0);
      assertThat(count("syncline.link WHERE event_token > 0")).isPositive();
      run.interrupt();
      assertThat(run.exitCode()).isEqualTo(130);
    }
    JsonNode stream = status().get("streams").get(0);
    assertThat(stream.get("state").asString()).isEqualTo("CLOSED");
    assertThat(stream.get("channel").asString()).isEqualTo("/data/ChangeEvents");
  }

  @Test
  void what_is_pushed_comes_back_as_an_event_and_changes_nothing_but_what_the_org_added()
      throws IOException, InterruptedException {
    try (SynclineProcess run = running()) {
      stage.execute(url, "UPDATE account SET phone = '55-' || id, changed_at = NULL");
      run.await(() -> count("account WHERE phone LIKE '55-%' AND changed_at IS NULL") == 0);
      run.await(() -> count("syncline.outbox") == 0);
      run.await(() -> count("syncline.pull_queue") == 0);
      assertThat(count("syncline.link WHERE turns > 2")).isZero();
      run.interrupt();
      assertThat(run.exitCode()).isEqualTo(130);
    }
  }
}
