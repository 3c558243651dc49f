package dev.syncline.simulation.memory;

import dev.syncline.engine.database.HistoryEntry.Event;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single links. */
record MemoryLinks(Store store) implements Links {
  @Override
  public Optional<Linked> ofRecord(ResolvedMapping mapping, RecordId record) {
    return store.state(mapping).link(record).map(l -> new Linked(l.row(), l.record()));
  }

  @Override
  public Map<RecordId, RowKey> rows(ResolvedMapping mapping, Collection<RecordId> records) {
    Map<RecordId, RowKey> rows = new HashMap<>();
    records.forEach(
        id -> store.state(mapping).link(id).ifPresent(link -> rows.put(id, link.row())));
    return rows;
  }

  @Override
  public Optional<Linked> ofRow(ResolvedMapping mapping, RowKey row) {
    return store.state(mapping).link(row).map(l -> new Linked(l.row(), l.record()));
  }

  @Override
  public void set(ResolvedMapping mapping, RecordId record, RowKey row) {
    MappingState state = store.state(mapping);
    if (state.link(record).isPresent() || state.link(row).isPresent()) {
      throw Store.failure("LINK-TAKEN", record + " or " + row + " is linked already");
    }
    if (!store.tableOf(mapping).has(row)) {
      throw Store.failure("ROW-ABSENT", "There is no row " + row);
    }
    List<Optional<Value>> base =
        mapping.bindings().stream().map(_ -> Optional.<Value>empty()).toList();
    state.put(Link.of(row, new LinkedRecord(record, base, Instant.EPOCH, 0, 0)));
    new MemoryPullQueue(store)
        .add(mapping.mapping().name(), List.of(record), PullQueue.Reason.ASKED);
    note(mapping, record, row, Event.LINKED);
  }

  @Override
  public boolean remove(ResolvedMapping mapping, RecordId record) {
    MappingState state = store.state(mapping);
    Optional<Link> link = state.link(record);
    link.ifPresent(
        l -> {
          state.unlink(record);
          note(mapping, record, l.row(), Event.UNLINKED);
        });
    return link.isPresent();
  }

  @Override
  public Optional<MergeCase.CurrentRow> row(ResolvedMapping mapping, RowKey key) {
    return new Rows(store, mapping).find(key);
  }

  private void note(ResolvedMapping mapping, RecordId record, RowKey row, Event event) {
    store.note(mapping.mapping().name(), Optional.of(record), Optional.of(row), event, "{}");
  }
}
