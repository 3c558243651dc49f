package dev.syncline.simulator.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One verb of one resource.
 *
 * @param template the path's segments; {@code {name}} stands for any one segment, all others
 *     compare without regard to case
 * @param family what calls of this route are counted as, such as {@code /jobs/query/results}
 */
public record Route(
    String method, List<String> template, String family, Access access, Endpoint endpoint) {

  /** Who may come in, and whether it costs an API call. */
  public enum Access {
    /** Anybody, free. */
    OPEN,
    /** Whoever holds a session, free. */
    SESSION,
    /** Whoever holds a session, for one call of the org's daily API requests. */
    METERED
  }

  /** A route of a template such as {@code /services/data/{version}/query}. */
  public static Route of(
      String method, String template, String family, Access access, Endpoint endpoint) {
    List<String> segments =
        Arrays.stream(template.split("/")).filter(segment -> !segment.isEmpty()).toList();
    return new Route(method, segments, family, access, endpoint);
  }

  /** What is counted: the verb and the family. */
  public String countedAs() {
    return method + " " + family;
  }

  /** Whether the call leads here: what the placeholders stand for, or empty. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != template.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < path.size(); i++) {
      String expected = template.get(i);
      if (isPlaceholder(expected)) {
        variables.put(expected.substring(1, expected.length() - 1), path.get(i));
      } else if (!expected.equalsIgnoreCase(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /** Placeholders of a route, one character each, so that literal segments sort first. */
  String specificity() {
    var text = new StringBuilder();
    template.forEach(segment -> text.append(isPlaceholder(segment) ? '2' : '1'));
    return text.toString();
  }

  private static boolean isPlaceholder(String segment) {
    return segment.startsWith("{");
  }
}
