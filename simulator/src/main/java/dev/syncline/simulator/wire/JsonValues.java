package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Field values in REST's JSON. */
public final class JsonValues {
  private JsonValues() {}

  /** Reads a value of a request's body. */
  public static Parsed parse(FieldDefinition field, JsonNode node) {
    throw new UnsupportedOperationException(field.name() + node);
  }

  /** Writes a field of a record as a value: its name has been written already. */
  public static void write(JsonGenerator out, Row row, FieldDefinition field) {
    throw new UnsupportedOperationException(out.toString() + row + field);
  }

  /**
   * Writes a value of a type: as stored, or an address or a location of a query's result.
   *
   * @param value null writes null
   */
  public static void write(JsonGenerator out, FieldType type, @Nullable Object value) {
    throw new UnsupportedOperationException(out.toString() + type + value);
  }
}
