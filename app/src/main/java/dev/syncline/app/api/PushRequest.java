package dev.syncline.app.api;

import dev.syncline.app.api.ApiProblem.Refusal;
import dev.syncline.app.operation.AskedPush;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the application asks for: rows, by their keys.
 *
 * @param keys each once, 1 to {@link AskedPush#MAX_ROWS}
 * @param patience how long it waits for the verdict
 */
record PushRequest(List<String> keys, Duration patience) {
  /** How long a request waits that says nothing. */
  static final Duration WAIT = Duration.ofSeconds(10);

  /** The longest that a request may wait. */
  static final Duration MAX_WAIT = Duration.ofSeconds(60);

  private static final int MAX_KEY_LENGTH = 1_000;
  private static final String BODY = "{\"keys\": [\"42\"]}";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  PushRequest {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a request.
   *
   * @param query the part behind the question mark; null if there is none
   */
  static PushRequest read(@Nullable String query, byte[] body) throws Refusal {
    return new PushRequest(keys(body), patience(query));
  }

  private static Duration patience(@Nullable String query) throws Refusal {
    if (query == null || query.isEmpty()) {
      return WAIT;
    }
    String seconds = query.startsWith("wait=") ? query.substring("wait=".length()) : "";
    boolean fits = seconds.matches("\\d{1,3}") && Long.parseLong(seconds) <= MAX_WAIT.toSeconds();
    if (!fits) {
      throw new Refusal(
          ApiProblem.wrong(
              "the query is '%s'".formatted(query),
              "leave it out, or say wait=SECONDS with 0 to " + MAX_WAIT.toSeconds()));
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  private static List<String> keys(byte[] body) throws Refusal {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw new Refusal(ApiProblem.wrong("the body is no JSON object", "send " + BODY));
    }
    for (Map.Entry<String, JsonNode> property : tree.properties()) {
      if (!property.getKey().equals("keys")) {
        throw new Refusal(
            ApiProblem.wrong(
                "/" + property.getKey() + ": there is no such property", "send " + BODY));
      }
    }
    JsonNode keys = tree.path("keys");
    if (!keys.isArray() || keys.isEmpty() || keys.size() > AskedPush.MAX_ROWS) {
      throw new Refusal(
          ApiProblem.wrong(
              "/keys: %s".formatted(keys.isArray() ? keys.size() + " keys" : "no array"),
              "send 1 to %d keys of rows".formatted(AskedPush.MAX_ROWS)));
    }
    Set<String> found = new LinkedHashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      Optional<String> key = key(keys.get(i));
      if (key.isEmpty()) {
        throw new Refusal(
            ApiProblem.wrong(
                "/keys/%d: this is no key of a row".formatted(i),
                "send a text or a whole number of 1 to %d characters".formatted(MAX_KEY_LENGTH)));
      }
      found.add(key.get());
    }
    return List.copyOf(found);
  }

  private static JsonNode tree(byte[] body) throws Refusal {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? JSON.nullNode() : tree;
    } catch (JacksonException e) {
      var place = e.getLocation();
      String where =
          place == null
              ? ""
              : ", line %d column %d".formatted(place.getLineNr(), place.getColumnNr());
      throw new Refusal(ApiProblem.wrong("the body is no JSON" + where, "send " + BODY));
    }
  }

  private static Optional<String> key(JsonNode node) {
    if (node.isIntegralNumber()) {
      BigInteger number = node.bigIntegerValue();
      return number.bitLength() < Long.SIZE ? Optional.of(number.toString()) : Optional.empty();
    }
    return node.isString()
        ? Optional.of(node.asString())
            .filter(text -> !text.isEmpty() && text.length() <= MAX_KEY_LENGTH)
        : Optional.empty();
  }
}
