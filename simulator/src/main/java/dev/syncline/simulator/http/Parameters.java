package dev.syncline.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query string or a form; the first value of a repeated one counts. */
public final class Parameters {
  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  public static Parameters none() {
    return NONE;
  }

  /**
   * Reads {@code a=b&c=d}, percent-encoded UTF-8 with {@code +} for a blank.
   *
   * @throws ApiException (400) if the encoding is broken
   */
  public static Parameters parse(String encoded) {
    if (encoded.isEmpty()) {
      return NONE;
    }
    var values = new LinkedHashMap<String, String>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        values.putIfAbsent(decode(name), decode(value));
      }
    }
    return new Parameters(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "MALFORMED_QUERY", "The query string is not well encoded.");
    }
  }

  /** The value, also an empty one; empty when the parameter is not there. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The value if it is there and not blank. */
  public Optional<String> filled(String name) {
    return find(name).filter(value -> !value.isBlank());
  }

  /** Whether the parameter is there and says {@code true}, whatever its case. */
  public boolean isTrue(String name) {
    return find(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** All parameters in the order in which they came. */
  public Map<String, String> all() {
    return values;
  }
}
