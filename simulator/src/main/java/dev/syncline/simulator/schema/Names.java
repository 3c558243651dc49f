package dev.syncline.simulator.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Look-up of names without regard to case. */
final class Names {
  private Names() {}

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static <T> Map<String, T> index(List<T> things, Function<T, Optional<String>> name) {
    var index = new HashMap<String, T>();
    for (T thing : things) {
      name.apply(thing).ifPresent(n -> index.put(key(n), thing));
    }
    return Map.copyOf(index);
  }
}
