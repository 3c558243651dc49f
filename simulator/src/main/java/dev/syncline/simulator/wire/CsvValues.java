package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.schema.FieldDefinition;

/** Field values in Bulk API's CSV: reading the cells of an upload. */
public final class CsvValues {
  /** What clears a field. */
  public static final String NULL = "#N/A";

  private CsvValues() {}

  /**
   * Reads a cell that is not empty: {@code #N/A} clears the field. An unreadable value fails its
   * row alone, worded as Bulk API words it (observed, not documented).
   */
  public static Parsed parse(FieldDefinition field, String cell) {
    if (cell.equals(NULL)) {
      return new Parsed.Value(null);
    }
    String text = field.type().isFreeText() ? cell : cell.strip();
    return TextValues.parse(field.type(), text)
        .<Parsed>map(Parsed.Value::new)
        .orElseGet(
            () ->
                new Parsed.Invalid(
                    RecordError.of(
                        "INVALID_TYPE_ON_FIELD_IN_RECORD",
                        SoapValues.mismatch(field, cell),
                        field.name())));
  }
}
