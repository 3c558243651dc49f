package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Bulk API 2.0 query renders them, in a buffer that is used again: every cell
 * double-quoted, null an empty cell, datetimes with {@code .000Z}. Not for several threads.
 */
public final class CsvRows {
  private final CsvFormat format;
  private byte[] bytes = new byte[0];
  private int length;

  public CsvRows(CsvFormat format) {
    this.format = format;
  }

  /** Appends the header line. */
  public void header(List<String> columns) {
    throw new UnsupportedOperationException(columns.toString() + format);
  }

  /** Appends a line with these fields of a record. */
  public void row(Row row, List<FieldDefinition> fields) {
    throw new UnsupportedOperationException(row.toString() + fields);
  }

  /** Appends a line with these values, each of the type that stands at its index. */
  public void row(List<FieldType> types, @Nullable Object[] values) {
    throw new UnsupportedOperationException(types.toString() + values.length);
  }

  /** How many bytes stand in the buffer. */
  public int size() {
    return length;
  }

  /** Writes the buffer out and empties it. */
  public void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }
}
