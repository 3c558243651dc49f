package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.Parsed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a parent by a key of its own in place of its id. The wording of the refusals is unverified.
 *
 * @param type the parent's object
 * @param key an external id, an id lookup, or the id itself
 */
public record ParentLookup(ObjectDefinition type, FieldDefinition key) {
  /** Whether a field tells records apart, so that they can be named by it. */
  public static boolean isKey(FieldDefinition field) {
    return field.is(Flag.ID_LOOKUP) || field.is(Flag.EXTERNAL_ID) || field.type() == FieldType.ID;
  }

  /**
   * The id of the one record that has the value; refused when there is none or several.
   *
   * @param stored the value as the field stores it
   */
  public Parsed find(Snapshot view, @Nullable Object stored) {
    List<String> ids = stored == null ? List.of() : ids(view, stored);
    return ids.size() == 1
        ? new Parsed.Value(ids.getFirst())
        : new Parsed.Invalid(unresolved(ids.isEmpty(), text(stored)));
  }

  private RecordError unresolved(boolean none, String value) {
    return none
        ? RecordError.of(
            "INVALID_FIELD",
            "Foreign key external ID: %s not found for field %s in entity %s"
                .formatted(value, key.name(), type.name()))
        : RecordError.of(
            "DUPLICATE_EXTERNAL_ID",
            "Foreign key external ID: %s is not unique for field %s in entity %s"
                .formatted(value, key.name(), type.name()));
  }

  private static String text(@Nullable Object stored) {
    return stored instanceof BigDecimal number ? number.toPlainString() : String.valueOf(stored);
  }

  private List<String> ids(Snapshot view, Object value) {
    if (key.type() == FieldType.ID) {
      return RecordIds.parse(String.valueOf(value))
          .flatMap(id -> view.find(type, id))
          .filter(row -> !row.isDeleted())
          .map(row -> List.of(row.id()))
          .orElse(List.of());
    }
    var ids = new ArrayList<String>();
    Iterator<Row> rows = view.lookup(type, key, value);
    while (rows.hasNext() && ids.size() < 2) {
      Row row = rows.next();
      if (!row.isDeleted()) {
        ids.add(row.id());
      }
    }
    return ids;
  }
}
