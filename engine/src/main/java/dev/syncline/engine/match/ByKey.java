package dev.syncline.engine.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Things by their keys, so that the members of a page are not compared one with another. Not for
 * several threads.
 */
public final class ByKey<T> {
  private final Map<String, Set<T>> byKey = new HashMap<>();
  private final Function<T, List<Optional<String>>> keysOf;

  public ByKey(Function<T, List<Optional<String>>> keysOf) {
    this.keysOf = keysOf;
  }

  /** Adds things; what is there stays once. */
  public void addAll(Collection<T> things) {
    for (T thing : things) {
      for (String key : named(keysOf.apply(thing))) {
        byKey.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(thing);
      }
    }
  }

  /** Those that share a key with one of these. */
  public Collection<T> sharing(Collection<List<Optional<String>>> keys) {
    Set<T> some = new LinkedHashSet<>();
    for (List<Optional<String>> one : keys) {
      named(one).forEach(key -> some.addAll(byKey.getOrDefault(key, Set.of())));
    }
    return some;
  }

  /** The keys that are there, each with the number of its rule before it. */
  public static List<String> named(List<Optional<String>> keys) {
    List<String> named = new ArrayList<>();
    for (int rule = 0; rule < keys.size(); rule++) {
      String prefix = rule + " ";
      keys.get(rule).ifPresent(key -> named.add(prefix + key));
    }
    return named;
  }
}
