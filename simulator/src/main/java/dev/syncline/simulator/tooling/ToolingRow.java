package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the Tooling API.
 *
 * @param id 18 characters
 * @param values by the name of the field; what is not there is empty
 */
record ToolingRow(String id, Map<String, @Nullable Object> values) implements Row {
  @Override
  public @Nullable Object value(FieldDefinition field) {
    return field.name().equals("Id") ? id : values.get(field.name());
  }

  @Override
  public boolean isDeleted() {
    return false;
  }
}
