package dev.syncline.simulator.junit;

import dev.syncline.simulator.ReadyLine;
import dev.syncline.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A simulated org that runs for a test: where it is, and its remote control. What a call of this
 * class does counts as any client's call does, unless it goes to the remote control.
 */
public final class SimulatedOrg implements AutoCloseable {
  private static final String VERSION = "/services/data/v68.0";
  private static final String CONTROL = "/__simulator";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Simulator simulator;
  private final HttpClient http = HttpClient.newHttpClient();

  SimulatedOrg(Simulator simulator) {
    this.simulator = simulator;
  }

  /** Everything that a client needs: addresses, credentials, the certificate to trust. */
  public ReadyLine ready() {
    return simulator.ready();
  }

  /** Where it listens, such as {@code http://localhost:8080}; also the login URL. */
  public String instanceUrl() {
    return ready().instanceUrl();
  }

  /** A session of the integration user. */
  public String accessToken() {
    return ready().accessToken();
  }

  /**
   * The records that a query finds, all of its pages.
   *
   * @throws AssertionError if the org refuses it
   */
  public List<JsonNode> query(String soql) {
    var records = new ArrayList<JsonNode>();
    String path = VERSION + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
    while (!path.isEmpty()) {
      JsonNode page = call("GET", path, "");
      page.path("records").forEach(records::add);
      path = page.path("nextRecordsUrl").asString("");
    }
    return records;
  }

  /**
   * Creates a record as the integration user; returns its id.
   *
   * @param fields a JSON object
   * @throws AssertionError if the org refuses it
   */
  public String create(String object, String fields) {
    return call("POST", VERSION + "/sobjects/" + object, fields).path("id").asString();
  }

  /**
   * Calls the org as the integration user.
   *
   * @param method the verb, such as {@code PATCH}
   * @param path from the root of the instance
   * @param json the body; empty for none
   * @return the answer's JSON; a missing node when it has none
   * @throws AssertionError if the answer is a refusal
   */
  public JsonNode call(String method, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(instanceUrl() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + accessToken())
            .header("Content-Type", "application/json")
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body().isEmpty()
        ? MissingNode.getInstance()
        : JsonMapper.shared().readTree(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the simulated org does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Moves the org's clock forward: sessions, jobs and events expire. */
  public void advanceClock(Duration by) {
    control("POST", "/clock", "{\"advance\":\"" + by + "\"}");
  }

  /**
   * Writes records as another user, in one transaction.
   *
   * @param writes a JSON array of objects with {@code op}, {@code object}, {@code id}, {@code
   *     fields}
   * @return the answer, with the {@code results}
   */
  public JsonNode writeAsAnotherUser(String writes) {
    return control("POST", "/records", "{\"writes\":" + writes + "}");
  }

  /** Adds a rule to the fault script, or an array of them. */
  public void addFault(String rule) {
    control("POST", "/faults", rule);
  }

  /** Takes all rules out of the fault script. */
  public void clearFaults() {
    control("DELETE", "/faults", "");
  }

  /** How often a resource was called, such as {@code "GET /query"}, since the last reset. */
  public long calls(String countedAs) {
    return stats().path("calls").path(countedAs).asLong(0);
  }

  /** What the org has counted since the last reset. */
  public JsonNode stats() {
    return control("GET", "/stats", "");
  }

  /** Starts to count again. */
  public void resetStats() {
    control("DELETE", "/stats", "");
  }

  /**
   * Calls the remote control.
   *
   * @param path below {@code /__simulator}, such as {@code /events/gaps}
   */
  public JsonNode control(String method, String path, String json) {
    return call(method, CONTROL + path, json);
  }

  /** Stops the org; the extension does it. */
  @Override
  public void close() {
    http.shutdownNow();
    simulator.close();
  }
}
