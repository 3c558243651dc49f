package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What only a process of its own shows: signals, and a person at a browser. */
final class ProcessTest {
  private static final String CONTACTS =
      """
      contacts:
        object: Contact
        table: contact
        create: true
        fields: { Id: salesforce_id, LastName: last_name }
      """;

  /** Several pages of a REST query. */
  private static final long CONTACTS_IN_ORG = 9_000;

  private static final String COMMITTED =
      "SELECT coalesce(sum(inserted), 0) FROM syncline.refresh_run";

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Stage stage;

  private String url = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    stage = new Stage(server, CONTACTS_IN_ORG);
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
  void ctrl_c_ends_at_a_page_s_end_and_the_same_command_goes_on() throws Exception {
    Stage.Setup setup = stage.setup(folder, url, CONTACTS);
    Files.writeString(folder.resolve("syncline.yaml"), setup.yaml());
    // The pages behind the first are long in coming.
    String fault =
        """
        {"match":{"method":"GET","path":"/services/data/*/query/*"},
         "nth":1,"times":1000,"do":{"delay":"PT1S"}}
        """;
    stage.control("POST", "/faults", fault);
    try (var refresh = begin(setup)) {
      refresh.await(() -> isInstalled() && stage.number(url, COMMITTED) > 0);
      refresh.interrupt();
      assertThat(refresh.exitCode()).as(refresh.err()).isEqualTo(130);
      assertThat(refresh.json().get("stopped").asBoolean()).isTrue();
    }
    long committed = stage.number(url, COMMITTED);
    assertThat(stage.number(url, "SELECT count(*) FROM contact")).isEqualTo(committed);
    stage.control("DELETE", "/faults", "");
    try (var again = begin(setup)) {
      assertThat(again.exitCode()).as(again.err()).isZero();
      JsonNode mapping = again.json().get("mappings").get(0);
      assertThat(mapping.get("resumed").asLong()).isEqualTo(committed);
      assertThat(stage.number(url, "SELECT count(*) FROM contact")).isEqualTo(CONTACTS_IN_ORG);
    }
  }

  private SynclineProcess begin(Stage.Setup setup) throws IOException {
    return SynclineProcess.start(
        folder, setup.environment(), "refresh", "contacts", "--api", "rest", "-o", "json");
  }

  private boolean isInstalled() {
    return stage.number(url, "SELECT count(to_regclass('syncline.refresh_run'))") > 0;
  }

  @Test
  void a_person_signs_in_once_and_the_kept_token_serves_from_then_on() throws Exception {
    Stage.Setup setup = setupForLogin();
    Files.writeString(folder.resolve("syncline.yaml"), setup.yaml());
    Pattern address = Pattern.compile("(http://\\S+/services/oauth2/authorize\\S+)");
    Map<String, String> environment = setup.environment();
    String callback = "http://localhost:" + freePort() + "/OauthRedirect";
    try (var login =
        SynclineProcess.start(
            folder, environment, "org", "login", "prod", "--callback", callback, "-o", "json")) {
      login.await(() -> address.matcher(login.err()).find());
      Matcher found = address.matcher(login.err());
      assertThat(found.find()).isTrue();
      assertThat(browse(found.group(1) + "&login_hint=" + stage.org().client().username()))
          .isEqualTo(200);
      assertThat(login.exitCode()).as(login.err()).isZero();
      assertThat(login.json().get("username").asString())
          .isEqualTo(stage.org().client().username());
      assertThat(login.err()).doesNotContain("refresh_token=");
    }
    try (var refresh =
        SynclineProcess.start(folder, environment, "refresh", "contacts", "-o", "json")) {
      assertThat(refresh.exitCode()).as(refresh.err()).isZero();
      assertThat(refresh.json().get("records").asLong()).isEqualTo(CONTACTS_IN_ORG);
    }
  }

  private Stage.Setup setupForLogin() {
    Stage.Setup setup =
        stage.setup(folder, url, CONTACTS).with("clientCredentials:", "refreshToken:");
    String home =
        "home: { url: \"%s\", username: %s, password: \"${env:DATABASE_PASSWORD}\" }\norgs:"
            .formatted(url, stage.username());
    return setup.with("orgs:", home);
  }

  private static int browse(String address) throws IOException, InterruptedException {
    try (HttpClient browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      return browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
