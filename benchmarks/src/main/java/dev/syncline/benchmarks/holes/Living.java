package dev.syncline.benchmarks.holes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The records of an object that may be edited, to be chosen from by chance. */
final class Living {
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  void add(String id) {
    if (!places.containsKey(id)) {
      places.put(id, ids.size());
      ids.add(id);
    }
  }

  void remove(String id) {
    Integer place = places.remove(id);
    if (place != null) {
      String last = ids.removeLast();
      if (!last.equals(id)) {
        ids.set(place, last);
        places.put(last, place);
      }
    }
  }

  /** One of them; null if there is none. */
  @Nullable String any(Random random) {
    return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
  }

  List<String> all() {
    return List.copyOf(ids);
  }

  int size() {
    return ids.size();
  }
}
