package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows made for tests. */
public final class Records {
  private Records() {}

  /** A record's values by field name. */
  public record Values(ObjectDefinition object, String id, Map<String, Object> values)
      implements Row {
    @Override
    public @Nullable Object value(FieldDefinition field) {
      return values.get(field.name());
    }

    @Override
    public boolean isDeleted() {
      return false;
    }

    /** This record with one value more, or another one; null takes it away. */
    public Values with(String field, @Nullable Object value) {
      var more = new LinkedHashMap<>(values);
      object.requireField(field);
      if (value == null) {
        more.remove(field);
      } else {
        more.put(field, value);
      }
      return new Values(object, id, more);
    }
  }

  /** The n-th record of an object, without a value. */
  public static Values record(ObjectDefinition object, int number) {
    String id = object.keyPrefix() + "%012dAAA".formatted(number);
    return new Values(object, id, Map.of());
  }
}
