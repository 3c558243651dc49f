package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call inside another, as it was asked for: its address and its body may still refer to the
 * results of others.
 *
 * @param method the verb in upper case
 * @param url from the root of the instance, with its query string
 * @param referenceId by what others refer to its result
 * @param body null when there is none
 * @param headers what the client adds to the headers of the whole call
 */
record Subrequest(
    String method,
    String url,
    String referenceId,
    @Nullable JsonNode body,
    Map<String, String> headers) {

  /** REST API Developer Guide, Composite: subrequests must not carry these. */
  private static final Set<String> FORBIDDEN = Set.of("accept", "authorization", "content-type");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /**
   * Reads the property {@code compositeRequest} of a body.
   *
   * @throws ApiException (400) if it is no list of well-formed subrequests with a reference id each
   */
  static List<Subrequest> list(JsonNode body) {
    JsonNode array = body.path("compositeRequest");
    if (!array.isArray()) {
      throw ApiException.unreadable("An array compositeRequest with subrequests is expected.");
    }
    var subrequests = new LinkedHashMap<String, Subrequest>();
    for (JsonNode node : array) {
      Subrequest subrequest = read(node);
      if (subrequests.put(subrequest.referenceId(), subrequest) != null) {
        throw invalid("Duplicate reference ID: " + subrequest.referenceId());
      }
    }
    return new ArrayList<>(subrequests.values());
  }

  private static Subrequest read(JsonNode node) {
    String method = node.path("method").asString("").toUpperCase(Locale.ROOT);
    String url = node.path("url").asString("");
    String referenceId = node.path("referenceId").asString("");
    if (!METHODS.contains(method)) {
      throw invalid("Each subrequest needs a method; one of " + METHODS.stream().sorted().toList());
    }
    if (url.isEmpty()) {
      throw invalid("Each subrequest needs a url.");
    }
    if (!referenceId.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw invalid(
          "Each subrequest needs a referenceId of letters, digits and underscores that starts with"
              + " a letter: "
              + referenceId);
    }
    JsonNode body = node.get("body");
    return new Subrequest(
        method, url, referenceId, body == null || body.isNull() ? null : body, headers(node));
  }

  private static Map<String, String> headers(JsonNode node) {
    var headers = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> header : node.path("httpHeaders").properties()) {
      if (FORBIDDEN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        throw invalid("The header " + header.getKey() + " is not allowed in a subrequest.");
      }
      headers.put(header.getKey(), header.getValue().asString(""));
    }
    return headers;
  }

  /** The refusal of a whole call for the form of its subrequests. Code and wording unverified. */
  static ApiException invalid(String message) {
    return new ApiException(400, "INVALID_INPUT", message);
  }
}
