package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.ValueEmitter;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Bulk API 2.0 query renders them, in a buffer that is used again: every cell
 * double-quoted, null an empty cell, datetimes with {@code .000Z}. Not for several threads.
 *
 * <p>Bulk API 2.0 Developer Guide: results are CSV with all cells quoted; how it spells datetimes
 * is not documented there and taken from what exports show (unverified).
 */
public final class CsvRows {
  private final byte[] lineEnding;
  private final CsvCells cells;

  public CsvRows(CsvFormat format) {
    this.lineEnding = format.lineEnding().getBytes(StandardCharsets.US_ASCII);
    this.cells = new CsvCells((byte) format.delimiter());
  }

  /** Appends the header line. */
  public void header(List<String> columns) {
    line(columns);
  }

  /** Appends a line of texts. */
  public void line(List<String> texts) {
    for (String text : texts) {
      cells.text(text);
    }
    endLine();
  }

  /** Appends a line with these fields of a record. */
  public void row(Row row, List<FieldDefinition> fields) {
    for (int i = 0; i < fields.size(); i++) {
      row.emit(fields.get(i), cells);
    }
    endLine();
  }

  /** Appends a line with these values, each of the type that stands at its index. */
  public void row(List<FieldType> types, @Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      ValueEmitter.emit(types.get(i), values[i], cells);
    }
    endLine();
  }

  private void endLine() {
    cells.replaceLastDelimiter(lineEnding);
  }

  /** How many bytes stand in the buffer. */
  public int size() {
    return cells.size();
  }

  /** Writes the buffer out and empties it. */
  public void drainTo(OutputStream out) throws IOException {
    cells.drainTo(out);
  }
}
