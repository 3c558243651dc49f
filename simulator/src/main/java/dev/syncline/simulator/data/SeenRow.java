package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.ValueSink;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record with its formulas worked out, and with its secrets masked.
 *
 * @param object with all of its fields
 * @param masked whether encrypted texts are hidden
 */
record SeenRow(Row row, ObjectDefinition object, OrgSnapshot view, Instant now, boolean masked)
    implements Row {
  @Override
  public String id() {
    return row.id();
  }

  @Override
  public @Nullable Object value(FieldDefinition field) {
    FieldDefinition own = object.fields().get(field.position());
    if (isCalculated(own)) {
      return RecordScope.reading(view, now, object, row).calculated(own);
    }
    Object value = row.value(own);
    return masked && own.is(Flag.ENCRYPTED) && value instanceof String text
        ? Masks.masked(own, text)
        : value;
  }

  private boolean isCalculated(FieldDefinition field) {
    return object.formula(field).isPresent();
  }

  @Override
  public void emit(FieldDefinition field, ValueSink sink) {
    FieldDefinition own = object.fields().get(field.position());
    if (isCalculated(own) || own.is(Flag.ENCRYPTED)) {
      ValueEmitter.emit(own.type(), value(own), sink);
    } else {
      row.emit(own, sink);
    }
  }

  @Override
  public boolean isDeleted() {
    return row.isDeleted();
  }
}
