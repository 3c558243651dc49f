package dev.syncline.engine.compare;

import dev.syncline.engine.database.Comparisons.Standing;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what brings two sides together, by the direction of each field and by what the base says
 * of who has changed. Pure. A field that goes both ways is left to the merge and its policies; of
 * one that goes one way, the source's value holds.
 */
final class RepairPlanner {
  private final ResolvedMapping mapping;
  private final ComparedFields fields;

  RepairPlanner(ResolvedMapping mapping, ComparedFields fields) {
    this.mapping = mapping;
    this.fields = fields;
  }

  /** Two linked sides that differ in some compared fields. */
  Repair ofFields(
      Links.Linked link,
      List<Integer> differing,
      List<Optional<Value>> ofRecord,
      List<Optional<Value>> ofRow) {
    Map<FieldName, Value> base = new LinkedHashMap<>();
    boolean pull = false;
    boolean push = false;
    for (int i : differing) {
      FieldBinding binding = fields.bindings().get(i);
      Optional<Value> agreed = link.record().base().get(fields.place(i));
      Value record = ofRecord.get(i).orElse(Value.NULL);
      Value row = ofRow.get(i).orElse(Value.NULL);
      switch (fields.direction(i)) {
        case PULL -> {
          pull = true;
          if (is(agreed, record)) {
            base.put(binding.field().name(), row);
          }
        }
        case PUSH -> {
          push = true;
          if (!is(agreed, record)) {
            base.put(binding.field().name(), record);
          }
        }
        case BOTH -> {
          boolean rowIsOld = is(agreed, row) && ofRow.get(i).isPresent();
          pull = pull || rowIsOld;
          push = push || !rowIsOld;
        }
      }
    }
    Optional<RecordId> read = pull ? Optional.of(link.record().id()) : Optional.empty();
    Optional<RowKey> sent = push ? Optional.of(link.row()) : Optional.empty();
    return new Repair.Agree(link, base, read, sent);
  }

  private static boolean is(Optional<Value> agreed, Value value) {
    return agreed.filter(a -> FieldForm.same(a, value)).isPresent();
  }

  /**
   * A linked row that is not there, though nothing says that it was deleted. Where the mapping
   * pulls, the row is made again: a table that was emptied behind the triggers' back must not empty
   * the org.
   */
  Repair ofLostRow(RecordId record, RowKey row) {
    boolean deletes = mapping.mapping().rules().onRowDelete() == DeletePolicy.DELETE;
    return mapping.mapping().direction().pulls()
        ? new Repair.Pull(record)
        : new Repair.Push(row, deletes);
  }

  /** A record that is gone. Where the mapping only pushes, its row becomes a new one. */
  Repair ofGoneRecord(Standing now) {
    Optional<RowKey> row = now.row().map(r -> r.key());
    if (mapping.mapping().direction() == Direction.PUSH && row.isPresent()) {
      return new Repair.Relink(now.record(), row);
    }
    boolean deletes = mapping.mapping().onDelete() == DeletePolicy.DELETE && row.isPresent();
    return new Repair.Remove(now.record(), deletes);
  }
}
