package dev.syncline.simulation.memory;

import dev.syncline.engine.database.HistoryEntry.Event;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What becomes of the rows of records that are gone. */
final class Removal {
  /** What it came to. */
  enum Outcome {
    /** There was nothing to do. */
    NONE,
    DONE,
    /** The database holds on to the row; both stay, and the caller parks the record. */
    HELD
  }

  private final Store store;
  private final ResolvedMapping mapping;
  private final Rows rows;

  Removal(Store store, ResolvedMapping mapping) {
    this.store = store;
    this.mapping = mapping;
    this.rows = new Rows(store, mapping);
  }

  /**
   * Treats the row of a deleted record by the delete policy.
   *
   * @param winner where it lost a merge: the link goes to it if it has no row, else the children
   *     follow its row
   */
  Outcome remove(RecordId record, Optional<RecordId> winner) {
    MappingState state = rows.state();
    state.tombstones.put(record, store.nextToken());
    Optional<Link> link = state.link(record);
    if (link.isEmpty()) {
      return Outcome.NONE;
    }
    Optional<Link> won = winner.flatMap(state::link);
    if (winner.isPresent() && won.isEmpty()) {
      return relink(link.get(), winner.get());
    }
    won.map(Link::row)
        .filter(rows.table()::has)
        .ifPresent(row -> moveChildren(link.get().row(), row));
    return switch (mapping.mapping().onDelete()) {
      case DELETE -> delete(link.get());
      case UNLINK -> {
        state.unlink(record);
        state.outbox.remove(link.get().row());
        yield note(link.get());
      }
      case KEEP -> Outcome.NONE;
    };
  }

  private Outcome delete(Link link) {
    if (!new Captured(store).delete(rows.table(), link.row(), false)) {
      return Outcome.HELD;
    }
    rows.state().unlink(link.id());
    rows.state().outbox.remove(link.row());
    return note(link);
  }

  private Outcome note(Link link) {
    store.note(
        mapping.mapping().name(),
        Optional.of(link.id()),
        Optional.of(link.row()),
        Event.DELETED,
        "{}");
    return Outcome.DONE;
  }

  /** The winner takes the loser's row over, and is read again to be compared with it. */
  private Outcome relink(Link link, RecordId winner) {
    MappingState state = rows.state();
    state.unlink(link.id());
    if (!rows.table().has(link.row())) {
      // The row is deleted already: that was the loser's end, and none of the winner's.
      state.outbox.remove(link.row());
      askFor(winner);
      return note(link);
    }
    state.events.remove(winner);
    state.put(
        Link.of(
            link.row(),
            new LinkedRecord(
                winner,
                link.record().base().stream().map(_ -> Optional.<Value>empty()).toList(),
                Instant.EPOCH,
                0,
                0)));
    askFor(winner);
    store.note(
        mapping.mapping().name(), Optional.of(winner), Optional.of(link.row()), Event.MERGED, "{}");
    return Outcome.DONE;
  }

  private void askFor(RecordId winner) {
    new MemoryPullQueue(store)
        .add(mapping.mapping().name(), List.of(winner), PullQueue.Reason.MERGED);
  }

  /** Rows that refer to the loser's row refer to the winner's from now on. */
  private void moveChildren(RowKey loser, RowKey winner) {
    if (loser.equals(winner)) {
      return;
    }
    MappingName parent = mapping.mapping().name();
    Value from = rows.table().keyValue(loser);
    Value to = rows.table().keyValue(winner);
    for (MappingState state : store.mappings().values()) {
      ResolvedMapping child = state.mapping;
      if (child != null) {
        Table table = store.tableOf(child);
        child.bindings().stream()
            .filter(b -> b.kind() instanceof Kind.LocalKey(MappingName p) && p.equals(parent))
            .forEach(b -> move(table, b, from, to));
      }
    }
  }

  private static void move(Table table, FieldBinding binding, Value from, Value to) {
    for (RowKey key : Captured.referring(table, binding.column().name(), from)) {
      var after = new HashMap<>(table.row(key).orElseThrow());
      after.put(binding.column().name(), to);
      table.put(key, after);
    }
  }

  /** Why a row could not be deleted. */
  static Problem held(RecordId record) {
    return new Problem(
        "ROW-REFERRED",
        ErrorClass.DATA,
        "The row of " + record + " cannot be deleted: other rows refer to it",
        "Delete those rows or empty their references");
  }
}
