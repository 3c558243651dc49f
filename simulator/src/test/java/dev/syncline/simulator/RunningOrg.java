package dev.syncline.simulator;

import dev.syncline.simulator.SimulatorSettings.Behaviour;
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
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated org on a free port and a client that is signed in to it. */
public final class RunningOrg implements AutoCloseable {
  /** When the org's clock starts; it stands still unless it is advanced. */
  public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** The version that calls go to unless they name another. */
  public static final String DATA = "/services/data/v66.0";

  private final Simulator simulator;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningOrg(Simulator simulator) {
    this.simulator = simulator;
  }

  /** An org with the standard objects and the invoices of the tests. */
  public static RunningOrg with(Map<String, Long> records) {
    return with(records, Behaviour.USUAL);
  }

  /** An org with another schema file of the tests. */
  public static RunningOrg with(Map<String, Long> records, String schemaFile) {
    return with(records, Behaviour.USUAL, schemaFile);
  }

  public static RunningOrg with(Map<String, Long> records, Behaviour behaviour) {
    return with(records, behaviour, "invoices.yaml");
  }

  /** An org like {@link #with(Map, String)} of another seed. */
  public static RunningOrg seeded(long seed, Map<String, Long> records, String schemaFile) {
    return start(seed, records, Behaviour.USUAL, schemaFile);
  }

  private static RunningOrg with(
      Map<String, Long> records, Behaviour behaviour, String schemaFile) {
    return start(42, records, behaviour, schemaFile);
  }

  private static RunningOrg start(
      long seed, Map<String, Long> records, Behaviour behaviour, String schemaFile) {
    Path schema = Path.of("src/test/resources/org").resolve(schemaFile);
    var settings =
        new SimulatorSettings("127.0.0.1", 0, seed, records, List.of(schema), null, behaviour);
    try {
      return new RunningOrg(Simulator.start(settings, InstantSource.fixed(START)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ReadyLine ready() {
    return simulator.ready();
  }

  /** A request to a path, signed in. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + ready().accessToken());
  }

  /** A request to a path that shows no session. */
  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(ready().instanceUrl() + path));
  }

  public Answer send(HttpRequest.Builder request) {
    return new Answer(exchange(request));
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path) {
    return send(request(path));
  }

  public Answer post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  public Answer patch(String path, String json) {
    return send(request(path).method("PATCH", BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer query(String soql) {
    return get(DATA + "/query?q=" + encode(soql));
  }

  /** The one value of the one record that a query finds. */
  public JsonNode value(String soql, String field) {
    JsonNode records = query(soql).json().path("records");
    if (records.size() != 1) {
      throw new AssertionError(soql + " finds " + records);
    }
    return records.get(0).path(field);
  }

  /** Creates a record; returns its id. */
  public String create(String object, String json) {
    return post(DATA + "/sobjects/" + object, json).is(201).json().path("id").asString();
  }

  /** Moves the org's clock. */
  public void advance(String duration) {
    post("/__simulator/clock", "{\"advance\":\"" + duration + "\"}").is(200);
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }

  /** What the org answered. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(text());
    }

    /** The value of a header; empty text when there is none. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The status and the first error, such as {@code 404 NOT_FOUND: The requested…}. */
    public String error() {
      JsonNode error = json().path(0);
      return status()
          + " "
          + error.path("errorCode").asString("")
          + ": "
          + error.path("message").asString("");
    }

    /** This answer, if it has the status. */
    public Answer is(int expected) {
      if (status() != expected) {
        throw new AssertionError(status() + " instead of " + expected + ": " + text());
      }
      return this;
    }
  }
}
