package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.RunningOrg;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the Streaming API that does what it is told, and keeps cookies. */
final class TestClient implements AutoCloseable {
  private final String url;
  private final HttpClient http;
  private String token;
  private String id = "";

  private TestClient(String url, String token, HttpClient http) {
    this.url = url;
    this.token = token;
    this.http = http;
  }

  static TestClient of(RunningOrg org) {
    return at(org, "66.0");
  }

  static TestClient at(RunningOrg org, String version) {
    return new TestClient(
        org.ready().instanceUrl() + "/cometd/" + version,
        org.ready().accessToken(),
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
  }

  static TestClient withoutCookies(RunningOrg org) {
    return new TestClient(
        org.ready().instanceUrl() + "/cometd/66.0",
        org.ready().accessToken(),
        HttpClient.newHttpClient());
  }

  /** A client that has shaken hands and connected once. */
  static TestClient connected(RunningOrg org) {
    TestClient client = of(org);
    client.handshake();
    client.connect();
    return client;
  }

  void show(String other) {
    token = other;
  }

  /** Opens a new session of the same user. */
  void signIn(RunningOrg org) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(org.ready().client().clientId(), org.ready().client().clientSecret());
    HttpRequest.Builder request =
        org.anonymous("/services/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    token = org.send(request).is(200).json().path("access_token").asString();
  }

  String id() {
    return id;
  }

  JsonNode handshake() {
    JsonNode reply =
        sendOne(
            """
            {"channel":"/meta/handshake","id":"1","version":"1.0","minimumVersion":"1.0",
             "supportedConnectionTypes":["long-polling"],"ext":{"replay":true}}
            """);
    id = reply.path("clientId").asString("");
    return reply;
  }

  String connectMessage() {
    return """
    {"channel":"/meta/connect","id":"2","connectionType":"long-polling","clientId":"%s"}
    """
        .formatted(id);
  }

  /** Connects; the answer's messages once it comes. */
  List<JsonNode> connect() {
    return list(send(connectMessage()).join());
  }

  CompletableFuture<List<JsonNode>> connectLater() {
    return send(connectMessage()).thenApply(TestClient::list);
  }

  JsonNode subscribe(String channel, String from) {
    return sendOne(
        """
        {"channel":"/meta/subscribe","id":"3","clientId":"%s","subscription":"%s",
         "ext":{"replay":{"%s":%s}}}
        """
            .formatted(id, channel, channel, from));
  }

  JsonNode say(String channel, String more) {
    return sendOne(
        "{\"channel\":\"" + channel + "\",\"id\":\"4\",\"clientId\":\"" + id + "\"" + more + "}");
  }

  JsonNode sendOne(String message) {
    return list(send(message).join()).getLast();
  }

  CompletableFuture<HttpResponse<String>> send(String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "OAuth " + token);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  static List<JsonNode> list(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
    var messages = new ArrayList<JsonNode>();
    JsonMapper.shared().readTree(response.body()).forEach(messages::add);
    return messages;
  }

  /** Connects until so many events have come. */
  List<JsonNode> events(int count) {
    var events = new ArrayList<JsonNode>();
    while (events.size() < count) {
      List<JsonNode> messages = connect();
      if (!messages.getLast().path("successful").asBoolean(false)) {
        throw new AssertionError(messages.getLast());
      }
      events.addAll(messages.subList(0, messages.size() - 1));
    }
    return events;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
