package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RowKey;
import java.util.List;

/** Finds the dependants of one changed row at a time. Relations go by the keys of their tables. */
record MemoryDependants(Store store, MemoryOutbox outbox) implements Dependants {
  @Override
  public Found next(ResolvedMapping mapping) {
    MappingState state = store.state(mapping);
    if (state.relatedChanges.isEmpty()) {
      return Found.NONE;
    }
    MappingState.RelatedChange change = state.relatedChanges.removeFirst();
    Table related = store.table(change.relation().table()).orElseThrow();
    List<RowKey> rows =
        Captured.referring(
            store.tableOf(mapping),
            change.relation().through().name(),
            related.keyValue(change.key()));
    outbox.add(mapping, rows);
    return new Found(rows.size(), true);
  }

  @Override
  public long pending(ResolvedMapping mapping) {
    return store.state(mapping).relatedChanges.size();
  }
}
