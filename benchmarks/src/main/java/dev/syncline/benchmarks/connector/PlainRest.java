package dev.syncline.benchmarks.connector;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of REST that share nothing with the connector. */
final class PlainRest implements AutoCloseable {
  private static final String DATA = "/services/data/v68.0";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String instanceUrl;
  private final String token;

  PlainRest(String instanceUrl, String token) {
    this.instanceUrl = instanceUrl;
    this.token = token;
  }

  /** All records of a query. */
  List<JsonNode> query(String soql) throws IOException, InterruptedException {
    List<JsonNode> records = new ArrayList<>();
    String path = DATA + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
    while (!path.isEmpty()) {
      JsonNode page = call("GET", path, "");
      page.get("records").forEach(records::add);
      path = page.get("done").asBoolean() ? "" : page.get("nextRecordsUrl").asString();
    }
    return records;
  }

  /** Sends JSON to a resource of the data API. */
  JsonNode send(String method, String resource, Object body)
      throws IOException, InterruptedException {
    return call(method, DATA + resource, JSON.writeValueAsString(body));
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(instanceUrl + path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.body());
    }
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
