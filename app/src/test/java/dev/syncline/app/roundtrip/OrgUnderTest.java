package dev.syncline.app.roundtrip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated org in a process of its own, written and read by plain HTTP. */
public final class OrgUnderTest implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Process process;
  private final JsonNode ready;
  private final HttpClient http = HttpClient.newHttpClient();

  private OrgUnderTest(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
  }

  /** Starts an org; the arguments are those of {@code syncline simulator}. */
  public static OrgUnderTest start(Path log, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path", "")));
    command.add("dev.syncline.simulator.Main");
    command.addAll(List.of("--port", "0", "--stop-with-parent"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("The simulated org did not start, see " + log);
    }
    return new OrgUnderTest(process, JSON.readTree(line));
  }

  /** A word of the line that the org printed when it was ready, such as {@code clientId}. */
  public String told(String word) {
    return ready.get(word).asString();
  }

  /** The host and port of the org. */
  public String host() {
    return told("instanceUrl").substring("http://".length());
  }

  /** Creates a record and returns its id. */
  public String create(String object, Map<String, Object> fields)
      throws IOException, InterruptedException {
    JsonNode answer =
        call("POST", "/services/data/v68.0/sobjects/" + object, JSON.writeValueAsString(fields));
    return answer.get("id").asString();
  }

  /** The record as REST shows it. */
  public JsonNode read(String object, String id) throws IOException, InterruptedException {
    return call("GET", "/services/data/v68.0/sobjects/" + object + "/" + id, "");
  }

  /** Deletes a record. */
  public void delete(String object, String id) throws IOException, InterruptedException {
    call("DELETE", "/services/data/v68.0/sobjects/" + object + "/" + id, "");
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(told("instanceUrl") + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + told("accessToken"))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.body() + " for " + body);
    }
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
  }
}
