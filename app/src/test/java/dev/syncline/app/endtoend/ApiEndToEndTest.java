package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application asks the running process for rows to be pushed, over HTTP. */
final class ApiEndToEndTest {
  private static final String TOKEN = "a-token-that-nobody-guesses";
  private static final String MAPPINGS =
      """
      accounts:
        object: Account
        table: account
        create: true
        direction: both
        fields: { Name: name, Phone: phone }
      contacts:
        object: Contact
        table: contact
        create: true
        fields: { LastName: last_name }
      """;
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path server;
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Stage stage;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static SynclineProcess running;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static String url = "";
  private static String base = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server, 5);
    url = stage.newDatabase();
    assertThat(setup().run("db", "install", "--yes").exitCode()).isZero();
    assertThat(setup().run("sync", "--until-idle").exitCode()).isZero();
    Files.writeString(folder.resolve("syncline.yaml"), setup().yaml());
    running = SynclineProcess.start(folder, setup().environment(), "run");
    running.await(() -> LISTENING.matcher(running.err()).find());
    Matcher found = LISTENING.matcher(running.err());
    assertThat(found.find()).isTrue();
    base = "http://" + found.group(1);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    running.interrupt();
    int exitCode = running.exitCode();
    running.close();
    stage.close();
    HTTP.close();
    assertThat(exitCode).isEqualTo(130);
  }

  private static Stage.Setup setup() {
    return stage
        .setup(folder, url, MAPPINGS)
        .with("orgs:", "api: { listen: '127.0.0.1:0', token: '${env:API_TOKEN}' }\norgs:")
        .withVariable("API_TOKEN", TOKEN);
  }

  private static HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest push(String query, String keys) {
    return request("/api/v1/mappings/accounts/push" + query, "{\"keys\":[" + keys + "]}").build();
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode row(HttpResponse<String> response, int place) {
    return JSON.readTree(response.body()).get("rows").get(place);
  }

  private static String newRow(String name) {
    stage.execute(url, "INSERT INTO account (name) VALUES (" + name + ")");
    return String.valueOf(stage.number(url, "SELECT max(id) FROM account"));
  }

  @Test
  void a_changed_row_gets_salesforces_verdict() throws Exception {
    String key = newRow("'Asked for'");
    HttpResponse<String> answer = send(push("?wait=60", key));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(row(answer, 0).get("key").asString()).isEqualTo(key);
    assertThat(row(answer, 0).get("state").asString()).isEqualTo("synced");
    String record = row(answer, 0).get("record").asString();
    CommandRun shown = setup().run("record", "show", key, "-o", "json");
    assertThat(shown.json().get("record").asString()).isEqualTo(record);
    assertThat(shown.json().get("values").valueStream())
        .anySatisfy(
            value -> {
              assertThat(value.get("field").asString()).isEqualTo("Name");
              assertThat(value.get("org").asString()).isEqualTo("Asked for");
            });
  }

  @Test
  void a_refused_row_is_told_with_the_remedy_and_asking_again_gives_the_same_verdict()
      throws Exception {
    String key = newRow("NULL");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = send(push("?wait=60", "\"" + key + "\", \"999999\""));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(row(answer, 0).get("state").asString()).isEqualTo("parked");
      assertThat(row(answer, 0).get("problem").get("code").asString()).isNotBlank();
      assertThat(row(answer, 0).get("problem").get("remedy").asString()).isNotBlank();
      assertThat(row(answer, 1).get("state").asString()).isEqualTo("unknown-row");
    }
  }

  @Test
  void many_who_ask_for_one_new_row_make_one_record() throws Exception {
    String key = newRow("'Only once'");
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(HTTP.sendAsync(push("?wait=60", key), HttpResponse.BodyHandlers.ofString()));
    }
    List<String> records = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      records.add(row(answer.get(), 0).get("record").asString());
    }
    assertThat(records).hasSize(8).containsOnly(records.getFirst());
  }

  @Test
  void a_row_that_cannot_go_now_is_queued_and_goes_later() throws Exception {
    assertThat(setup().run("queue", "pause", "accounts", "--direction", "push").exitCode())
        .isZero();
    String key = newRow("'Later'");
    HttpResponse<String> paused = send(push("?wait=60", key));
    assertThat(paused.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(paused.body()).get("paused").asBoolean()).isTrue();
    assertThat(row(paused, 0).get("state").asString()).isEqualTo("queued");
    assertThat(setup().run("queue", "resume", "--all").exitCode()).isZero();
    assertThat(row(send(push("?wait=60", key)), 0).get("state").asString()).isEqualTo("synced");
  }

  @Test
  void without_the_token_nothing_is_answered_and_nothing_told() throws Exception {
    HttpRequest bare =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/mappings/accounts/push"))
            .POST(BodyPublishers.ofString("{\"keys\":[1]}"))
            .build();
    HttpRequest wrong =
        HttpRequest.newBuilder(URI.create(base + "/anything"))
            .header("Authorization", "Bearer another-token-of-some-length")
            .build();
    for (HttpRequest request : List.of(bare, wrong)) {
      HttpResponse<String> answer = send(request);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).doesNotContain("accounts", TOKEN);
    }
    assertThat(running.err()).doesNotContain(TOKEN);
  }

  @Test
  void what_cannot_be_answered_is_refused_with_reason_and_remedy() throws Exception {
    String path = "/api/v1/mappings/accounts/push";
    assertRefused(request("/api/v1/mappings/contacts/push", "{\"keys\":[1]}").build(), 404);
    assertRefused(request("/api/v1/other", "{}").build(), 404);
    assertRefused(request(path, "{}").GET().build(), 405);
    assertRefused(request(path, "{}").setHeader("Content-Type", "text/plain").build(), 415);
    assertRefused(request(path, "{\"keys\":[true]}").build(), 400);
    assertRefused(request(path + "?wait=3600", "{\"keys\":[1]}").build(), 400);
    assertRefused(request(path, " ".repeat(300_000)).build(), 413);
  }

  private static void assertRefused(HttpRequest request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("detail").asString()).isNotBlank();
    assertThat(problem.get("remedy").asString()).isNotBlank();
  }

  @Test
  void a_short_token_is_refused_before_anything_listens() {
    CommandRun refused = setup().withVariable("API_TOKEN", "short").run("run");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("API-TOKEN", "openssl rand").doesNotContain("listening");
  }
}
