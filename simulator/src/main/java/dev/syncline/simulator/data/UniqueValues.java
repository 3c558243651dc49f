package dev.syncline.simulator.data;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps unique fields unique: within what a transaction sees, and against other open transactions
 * by claiming each value. Records in the recycle bin do not count.
 */
final class UniqueValues {
  private final Gate gate;
  private final Object owner;
  private final Snapshot view;

  /**
   * @param owner the transaction that claims values
   * @param view what it sees
   */
  UniqueValues(Gate gate, Object owner, Snapshot view) {
    this.gate = gate;
    this.owner = owner;
    this.view = view;
  }

  private record UniqueValue(FieldDefinition field, String text) {}

  /**
   * Refuses a draft whose unique values others carry.
   *
   * @param id the record's own id
   * @param all whether fields that the write does not name count as well
   */
  void check(RecordDraft draft, String id, boolean all) {
    for (FieldDefinition field : draft.object().fields()) {
      if (field.is(Flag.UNIQUE) && (all || draft.written().contains(field))) {
        check(draft, id, field, draft.value(field));
      }
    }
  }

  private void check(RecordDraft draft, String id, FieldDefinition field, @Nullable Object value) {
    String text = IndexedFields.text(field, value);
    if (text == null || value == null) {
      return;
    }
    if (gate.claim(new UniqueValue(field, text), owner)) {
      duplicate(draft.object(), field, value, id).ifPresent(draft::refuse);
    } else {
      draft.refuse(Workspace.kept(id));
    }
  }

  private Optional<RecordError> duplicate(
      ObjectDefinition object, FieldDefinition field, Object value, String id) {
    Iterator<Row> rows = view.lookup(object, field, value);
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.isDeleted() && !row.id().equals(id)) {
        return Optional.of(
            new RecordError(
                "DUPLICATE_VALUE",
                "duplicate value found: "
                    + field.name()
                    + " duplicates value on record with id: "
                    + RecordIds.shorten(row.id()),
                List.of()));
      }
    }
    return Optional.empty();
  }
}
