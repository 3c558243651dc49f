package dev.syncline.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another user of the simulated org, who hires, edits and removes contacts by its remote control
 * ({@code /__simulator/records}), so that there is something to see. Used by one thread.
 */
public final class OtherUser {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int KNOWN = 200;
  private static final int EDITS = 20;
  private static final int HIRES = 5;
  private static final int MAX_ANSWER_BYTES = 4_000_000;
  private static final List<String> TITLES =
      List.of("Engineer", "Buyer", "Head of Sales", "Director", "Analyst", "Office Manager");

  private final SimulatedOrg org;
  private final RandomGenerator random;
  private final JsonMapper json = JsonMapper.builder().build();
  private final List<String> known = new ArrayList<>();

  public OtherUser(SimulatedOrg org, RandomGenerator random) {
    this.org = org;
    this.random = random;
  }

  /** What the user did. */
  public record Day(int hired, int edited, int removed) {}

  /**
   * Hires some people, edits some contacts and removes one, in one transaction.
   *
   * @throws DemoException if the org cannot be asked
   */
  public Day work() {
    try {
      if (known.isEmpty()) {
        meet();
      }
      List<Map<String, Object>> writes = new ArrayList<>();
      for (int i = 0; i < HIRES; i++) {
        writes.add(Map.of("op", "insert", "object", "Contact", "fields", newcomer()));
      }
      String removed = known.removeLast();
      writes.add(Map.of("op", "delete", "object", "Contact", "id", removed));
      for (int i = 0; i < EDITS; i++) {
        String id = known.get(random.nextInt(known.size()));
        writes.add(
            Map.of(
                "op", "update", "object", "Contact", "id", id, "fields", Map.of("Title", title())));
      }
      JsonNode answer =
          call("POST", "/__simulator/records", json.writeValueAsBytes(Map.of("writes", writes)));
      for (int i = 0; i < HIRES; i++) {
        known.set(
            random.nextInt(known.size()), answer.path("results").path(i).path("id").asString());
      }
      return new Day(HIRES, EDITS, 1);
    } catch (IOException e) {
      throw new DemoException(
          "DEMO-EDITS", "The simulated org took no edits: " + e.getMessage(), "start it again", e);
    }
  }

  private void meet() throws IOException {
    String query =
        URLEncoder.encode("SELECT Id FROM Contact LIMIT " + KNOWN, StandardCharsets.UTF_8);
    JsonNode answer = call("GET", "/services/data/v66.0/query?q=" + query, new byte[0]);
    answer.path("records").forEach(record -> known.add(record.path("Id").asString()));
    if (known.size() <= HIRES) {
      throw new IOException("it has too few contacts");
    }
  }

  private Map<String, Object> newcomer() {
    return Map.of("LastName", "Newcomer " + random.nextInt(10_000), "Title", title());
  }

  private String title() {
    return TITLES.get(random.nextInt(TITLES.size())) + " " + random.nextInt(1_000);
  }

  private JsonNode call(String method, String path, byte[] body) throws IOException {
    URLConnection plain = URI.create(org.instanceUrl() + path).toURL().openConnection();
    var connection = (HttpURLConnection) plain;
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    connection.setRequestProperty("Authorization", "Bearer " + org.accessToken());
    if (body.length > 0) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(path + " answered " + connection.getResponseCode());
    }
    try (InputStream in = connection.getInputStream()) {
      return json.readTree(in.readNBytes(MAX_ANSWER_BYTES));
    }
  }
}
