package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to records, newest kept: conflicts with the value that gave way, refusals, parking,
 * deletions, merges. It is written with what it tells, in the same transaction.
 */
public interface History {
  /** The most entries that are kept of one record of a mapping. */
  int MAX_PER_RECORD = 50;

  /**
   * Notes that hooks have kept what happened to records from their rows. A veto that is a record's
   * latest entry already is not noted once more.
   */
  void vetoed(MappingName mapping, Map<RecordId, Problem> vetoes);

  /** The latest entries about a record or row, newest first. */
  List<HistoryEntry> of(
      MappingName mapping, Optional<RecordId> record, Optional<RowKey> row, int max);
}
