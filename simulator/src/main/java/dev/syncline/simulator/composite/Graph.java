package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Subrequests on single records that succeed or fail together. The bounds are those of the REST API
 * Developer Guide, Composite Graph; code and wording of the refusals are unverified.
 */
record Graph(String graphId, List<Subrequest> nodes) {
  /** How many graphs one call has. */
  static final int MAX_GRAPHS = 75;

  /** How many subrequests all graphs of a call have. */
  static final int MAX_NODES = 500;

  /** How many subrequests follow from one another. */
  static final int MAX_DEPTH = 15;

  /** How many different kinds of subrequests, by verb and object, a graph has. */
  static final int MAX_KINDS = 15;

  private static final Pattern URL =
      Pattern.compile(
          "/+services/+data/+v[^/]+/+sobjects/+([^/?]+)(/+[^/?]+){0,2}/*(\\?.*)?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads the body of a call.
   *
   * @throws ApiException (400) if it is none, or too large
   */
  static List<Graph> list(JsonNode body) {
    JsonNode array = body.path("graphs");
    if (!array.isArray() || array.isEmpty()) {
      throw ApiException.unreadable("An array graphs is expected.");
    }
    if (array.size() > MAX_GRAPHS) {
      throw limit("graphs", array.size(), MAX_GRAPHS);
    }
    var graphs = new ArrayList<Graph>();
    var ids = new HashSet<String>();
    for (JsonNode node : array) {
      String id = node.path("graphId").asString("");
      if (id.isEmpty() || !ids.add(id)) {
        throw Subrequest.invalid("Each graph needs a graphId of its own: " + id);
      }
      var graph = new Graph(id, Subrequest.list(node));
      graph.check();
      graphs.add(graph);
    }
    int nodes = graphs.stream().mapToInt(graph -> graph.nodes().size()).sum();
    if (nodes > MAX_NODES) {
      throw limit("subrequests in all graphs", nodes, MAX_NODES);
    }
    return graphs;
  }

  private void check() {
    Set<String> kinds = nodes.stream().map(Graph::kind).collect(Collectors.toSet());
    if (kinds.size() > MAX_KINDS) {
      throw limit("kinds of subrequests in graph " + graphId, kinds.size(), MAX_KINDS);
    }
    Map<String, Integer> depths = new HashMap<>();
    for (Subrequest node : nodes) {
      int depth =
          1
              + References.named(node).stream()
                  .mapToInt(id -> depths.getOrDefault(id, 0))
                  .max()
                  .orElse(0);
      depths.put(node.referenceId(), depth);
      if (depth > MAX_DEPTH) {
        throw limit("subrequests after one another in graph " + graphId, depth, MAX_DEPTH);
      }
    }
  }

  private static String kind(Subrequest node) {
    Matcher matcher = URL.matcher(node.url());
    if (!matcher.matches()) {
      throw Subrequest.invalid(
          "A graph takes subrequests on single records only, not " + node.url());
    }
    return node.method() + " " + matcher.group(1).toLowerCase(Locale.ROOT);
  }

  private static ApiException limit(String what, int count, int maximum) {
    return new ApiException(
        400,
        "LIMIT_EXCEEDED",
        "Too many %s: %d. Up to %d are allowed.".formatted(what, count, maximum));
  }
}
