package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds rows by the keys of match rules, see {@code MatchKeys}. */
public interface RowMatches {
  /** The most keys of one question. */
  int MAX_KEYS = 2_000;

  /** More rows of one key than this are not told; one that has so many tells nothing. */
  int MAX_PER_KEY = 10;

  /**
   * A row that has one of the keys.
   *
   * @param key the key that it was found by
   * @param keys the row's keys by all rules; absent where a column is empty
   * @param record the record that it is linked with
   * @param creates whether the row is on its way to become a record: it has an outbox entry that is
   *     not parked
   */
  record Candidate(
      RowKey row,
      String key,
      List<Optional<String>> keys,
      Optional<RecordId> record,
      boolean creates) {
    public Candidate {
      keys = List.copyOf(keys);
    }
  }

  /**
   * The rows that have these keys, at most {@link #MAX_PER_KEY} of each, those without a link
   * first, then by their row keys.
   *
   * @param rule the number of the rule among those of {@code MatchKeys}
   * @param keys at most {@link #MAX_KEYS}
   */
  List<Candidate> having(ResolvedMapping mapping, int rule, Collection<String> keys);
}
