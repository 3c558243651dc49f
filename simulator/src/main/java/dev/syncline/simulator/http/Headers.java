package dev.syncline.simulator.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of a request, found by name without regard to case. Immutable. */
public final class Headers {
  private static final Headers NONE = new Headers(Map.of());

  private final Map<String, List<String>> values;

  private Headers(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Headers none() {
    return NONE;
  }

  public static Headers of(Map<String, List<String>> values) {
    var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(values);
    return new Headers(sorted);
  }

  /** The value of a header, several joined by a comma; empty when the request has none. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).map(found -> String.join(", ", found));
  }

  /** These headers, one of them with another value. */
  Headers with(String name, String value) {
    var more = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(values);
    more.put(name, List.of(value));
    return new Headers(more);
  }

  /** All headers, by name. */
  public Map<String, List<String>> all() {
    return values;
  }

  /** Whether a comma-separated header names this token, whatever its case; {@code q=0} excludes. */
  public boolean accepts(String name, String token) {
    for (String part : find(name).orElse("").split(",", -1)) {
      String[] pieces = part.toLowerCase(Locale.ROOT).split(";", 2);
      boolean refused = pieces.length == 2 && pieces[1].strip().matches("q=0(\\.0*)?");
      if (pieces[0].strip().equals(token) && !refused) {
        return true;
      }
    }
    return false;
  }

  /**
   * One option of a header of the form {@code name=value; name=value}, such as {@code client} of
   * {@code Sforce-Call-Options}; names compare without regard to case.
   */
  public Optional<String> option(String header, String option) {
    for (String part : find(header).orElse("").split("[;,]", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(option)) {
        return Optional.of(pair[1].strip());
      }
    }
    return Optional.empty();
  }
}
