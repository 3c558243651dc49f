package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record held as a map from field name to value. */
public record MemoryRow(String id, Map<String, Object> values, boolean isDeleted) implements Row {
  @Override
  public @Nullable Object value(FieldDefinition field) {
    return values.get(field.name());
  }
}
