package dev.syncline.simulation.memory;

import dev.syncline.engine.database.History;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to records. */
record MemoryHistory(Store store) implements History {
  @Override
  public void vetoed(MappingName mapping, Map<RecordId, Problem> vetoes) {
    vetoes.forEach(
        (id, problem) ->
            store.note(
                mapping,
                Optional.of(id),
                Optional.empty(),
                HistoryEntry.Event.VETOED,
                problem.message()));
  }

  @Override
  public List<HistoryEntry> of(
      MappingName mapping, Optional<RecordId> record, Optional<RowKey> row, int max) {
    return store.history().stream()
        .filter(e -> e.mapping().equals(mapping))
        .filter(
            e ->
                (record.isPresent() && e.record().equals(record))
                    || (row.isPresent() && e.row().equals(row)))
        .limit(Math.min(max, MAX_PER_RECORD))
        .toList();
  }
}
