package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Matches all records and rows of a mapping that are not linked, as sets: records are staged with
 * their keys, rows are read by the database itself. Every write carries the lease.
 */
public interface MatchRuns {
  /** The most records of one {@link #stage}. */
  int MAX_STAGED = 2_000;

  /** The runs of a mapping that are kept, so that they can be undone. */
  int MAX_RUNS = 5;

  /** How far a run is. */
  enum State {
    /** Records are being staged. */
    READING,
    /** What is the same is known. */
    MATCHED,
    /** Links are being made. */
    LINKING,
    /** All links are made. */
    LINKED,
    /** Links are being taken back. */
    UNDOING,
    /** All links are taken back. */
    UNDONE
  }

  /** A run. */
  record Run(long id, State state) {}

  /** A record and its keys by all rules. */
  record Staged(RecordId id, List<Optional<String>> keys) {
    public Staged {
      keys = List.copyOf(keys);
    }
  }

  /**
   * What a run found among records and rows without a link.
   *
   * @param matched pairs of one record and one row
   * @param ambiguousRecords records that are alike to several, or to one that others are alike to
   * @param ambiguousRows rows of which the same holds
   * @param onlyRecords records that no row is alike to
   * @param onlyRows rows that no record is alike to
   */
  record Counts(
      long matched, long ambiguousRecords, long ambiguousRows, long onlyRecords, long onlyRows) {}

  /** A record and a row that are the same by a rule; the first rule is 0. */
  record Pair(RecordId record, RowKey row, int rule) {}

  /** Some of what a run found, the first by their ids and keys. */
  record Samples(
      List<Pair> matched,
      List<RecordId> ambiguousRecords,
      List<RowKey> ambiguousRows,
      List<RecordId> onlyRecords,
      List<RowKey> onlyRows) {
    public Samples {
      matched = List.copyOf(matched);
      ambiguousRecords = List.copyOf(ambiguousRecords);
      ambiguousRows = List.copyOf(ambiguousRows);
      onlyRecords = List.copyOf(onlyRecords);
      onlyRows = List.copyOf(onlyRows);
    }
  }

  /** A portion of links that was made or taken back; the next one begins behind it. */
  record Portion(long last, long done, boolean more) {}

  /** A run of the mapping by its number. */
  Optional<Run> find(MappingName mapping, long id);

  /** The run that was stopped while it linked; empty if none was. */
  Optional<Run> unfinished(MappingName mapping);

  /** Starts a run; what older ones staged is forgotten, and the oldest runs with it. */
  Run start(Lease lease, ResolvedMapping mapping);

  /** Stages records, those with a link too: they are left out later. */
  void stage(Lease lease, Run run, Collection<Staged> records);

  /** Finds what is the same, once all records are staged. */
  Counts match(Lease lease, ResolvedMapping mapping, Run run);

  /** Some of what was found; until the next run starts. */
  Samples samples(Run run, int max);

  /** Notes how far the run is. */
  void note(Lease lease, Run run, State state);

  /** The rows of the pairs behind an ordinal that are to be linked, at most so many. */
  List<RowKey> rowsToLink(Run run, long after, int max);

  /**
   * Links the pairs behind an ordinal, at most so many, without a base: records of mappings that
   * pull go to the pull queue. What was linked otherwise meanwhile is left.
   */
  Portion link(Lease lease, ResolvedMapping mapping, Run run, long after, int max);

  /** Takes back the links of pairs behind an ordinal, at most so many; rows and records stay. */
  Portion undo(Lease lease, ResolvedMapping mapping, Run run, long after, int max);
}
