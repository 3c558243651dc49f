package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record held as a map from field name to value. */
public record MemoryRow(String id, Map<String, Object> values, boolean isDeleted) implements Row {
  @Override
  public @Nullable Object value(FieldDefinition field) {
    return field.isPersonName() ? personName() : values.get(field.name());
  }

  private @Nullable String personName() {
    String name =
        Stream.of("FirstName", "LastName")
            .map(values::get)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }
}
