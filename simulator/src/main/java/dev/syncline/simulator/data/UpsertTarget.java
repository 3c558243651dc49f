package dev.syncline.simulator.data;

import java.util.List;

/** Which record an upsert means. Records in the recycle bin are never meant. */
public sealed interface UpsertTarget {
  /** No record carries the value: insert. */
  record None() implements UpsertTarget {}

  /** Exactly one record carries the value: update it. */
  record One(String id) implements UpsertTarget {}

  /** Several records carry the value (at most {@link #MAX_IDS} are listed): refuse. */
  record Several(List<String> ids) implements UpsertTarget {
    public Several {
      ids = List.copyOf(ids);
    }
  }

  /** How many of several matching records are listed. */
  int MAX_IDS = 200;
}
