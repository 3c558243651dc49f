package dev.syncline.simulator.soql.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ids that the inner query of a semi-join selects. Not changed once it is handed out. */
final class IdSet {
  /** So many ids take about 200 MiB. */
  static final int MAX_IDS = 2_000_000;

  private final Set<String> ids = new HashSet<>();

  void add(String id) {
    ids.add(id);
    if (ids.size() > MAX_IDS) {
      throw TooMuch.of("the inner query of a semi-join may select " + MAX_IDS + " different ids");
    }
  }

  boolean contains(String id) {
    return ids.contains(id);
  }

  int size() {
    return ids.size();
  }

  /** The ids in ascending order. */
  List<String> sorted() {
    return ids.stream().sorted().toList();
  }
}
