package dev.syncline.app.endtoend;

import dev.syncline.simulator.ReadyLine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated org as a person sees it who asks it directly, and who counts its calls. */
final class OrgView {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ReadyLine org;
  private final String token;

  OrgView(ReadyLine org) {
    this.org = org;
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(org.client().clientId()), encoded(org.client().clientSecret()));
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create(org.instanceUrl() + "/services/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    this.token = answer(signIn).get("access_token").asString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode answer(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(request.uri() + " answered " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode get(String path) {
    return answer(
        HttpRequest.newBuilder(URI.create(org.instanceUrl() + path))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  /** How many records a condition means. */
  long count(String object, String condition) {
    String soql = "SELECT COUNT() FROM " + object + " WHERE " + condition;
    return get("/services/data/v62.0/query?q=" + encoded(soql)).get("totalSize").asLong();
  }

  /** One field of the records that a condition means, in the order of their ids. */
  List<String> values(String object, String field, String condition) {
    String soql =
        "SELECT " + field + " FROM " + object + " WHERE " + condition + " ORDER BY Id LIMIT 2000";
    return get("/services/data/v62.0/query?q=" + encoded(soql))
        .get("records")
        .valueStream()
        .map(record -> record.get(field).isNull() ? "" : record.get(field).asString())
        .toList();
  }

  /** All calls since they were last counted anew. */
  long calls() {
    return get("/__simulator/stats").get("total").asLong();
  }

  /** Calls whose name begins so, such as {@code PATCH}. */
  long calls(String prefix) {
    return get("/__simulator/stats")
        .get("calls")
        .propertyStream()
        .filter(call -> call.getKey().startsWith(prefix))
        .mapToLong(call -> call.getValue().asLong())
        .sum();
  }
}
