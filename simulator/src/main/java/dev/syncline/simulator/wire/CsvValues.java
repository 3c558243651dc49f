package dev.syncline.simulator.wire;

import dev.syncline.simulator.schema.FieldDefinition;

/** Field values in Bulk API's CSV: reading the cells of an upload. */
public final class CsvValues {
  private CsvValues() {}

  /** Reads a cell that is not empty: {@code #N/A} clears the field. */
  public static Parsed parse(FieldDefinition field, String cell) {
    throw new UnsupportedOperationException(field.name() + cell);
  }
}
