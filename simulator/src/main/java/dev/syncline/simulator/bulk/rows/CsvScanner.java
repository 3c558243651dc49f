package dev.syncline.simulator.bulk.rows;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells CSV apart into rows, one by one. RFC 4180 with any delimiter; lines without a character are
 * passed over. Bulk API 2.0 Developer Guide, Prepare CSV Files: values are not trimmed, and "a
 * space before or after a double quote generates an error for the row".
 */
final class CsvScanner {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST_CELL = 1 << 10;
  private static final char QUOTE = '"';

  private final Reader in;
  private final char delimiter;
  private final CsvTable.Care care;
  private final char[] buffer = new char[BUFFER];
  private int position;
  private int limit;
  private char[] cell = new char[FIRST_CELL];
  private int length;
  private int rowLength;
  private int width;
  private long rows;
  private boolean blankByQuote;

  CsvScanner(Reader in, char delimiter, CsvTable.Care care) {
    this.in = in;
    this.delimiter = delimiter;
    this.care = care;
  }

  /**
   * The next row; null behind the last.
   *
   * @throws BadRowsException if it is malformed or too large, unless read with leniency; nothing
   *     can be read after that
   */
  @Nullable CsvRow read() throws IOException {
    int c = next();
    while (c == '\n' || c == '\r') {
      c = next();
    }
    if (c < 0) {
      return null;
    }
    List<String> cells = new ArrayList<>(width);
    rows++;
    rowLength = 0;
    blankByQuote = false;
    int end = cell(c);
    add(cells);
    while (end == delimiter) {
      end = cell(next());
      add(cells);
    }
    width = cells.size();
    return new CsvRow(cells, blankByQuote);
  }

  private void add(List<String> cells) {
    rowLength += length;
    if (rowLength > CsvTable.MAX_ROW) {
      malformed("it has more than " + CsvTable.MAX_ROW + " characters");
    }
    if (cells.size() == CsvTable.MAX_CELLS) {
      malformed("it has more than " + CsvTable.MAX_CELLS + " cells");
    }
    cells.add(new String(cell, 0, length));
  }

  /** Reads a cell from its first character on; returns what ended it, -1 for the end of all. */
  private int cell(int first) throws IOException {
    length = 0;
    int c = first;
    while (isBlank(c)) {
      append(c);
      c = next();
    }
    if (c == QUOTE) {
      blankByQuote |= length > 0;
      return quoted();
    }
    while (!ends(c)) {
      append(c);
      c = next();
    }
    return c;
  }

  private int quoted() throws IOException {
    int c = next();
    while (c >= 0) {
      if (c == QUOTE) {
        c = next();
        if (c != QUOTE) {
          return behindQuote(c);
        }
      }
      append(c);
      c = next();
    }
    malformed("a quote is not closed");
    return c;
  }

  private int behindQuote(int first) throws IOException {
    int c = first;
    while (!ends(c)) {
      if (isBlank(c)) {
        blankByQuote = true;
      } else {
        malformed("neither a delimiter nor the end of the line follows a closing quote");
      }
      append(c);
      c = next();
    }
    return c;
  }

  private boolean isBlank(int c) {
    return (c == ' ' || c == '\t') && c != delimiter;
  }

  private boolean ends(int c) {
    return c == delimiter || c == '\n' || c == '\r' || c < 0;
  }

  private void append(int c) {
    if (length == CsvTable.MAX_CELL) {
      malformed("a cell has more than " + CsvTable.MAX_CELL + " characters");
    }
    if (length == cell.length) {
      cell = Arrays.copyOf(cell, length * 2);
    }
    cell[length++] = (char) c;
  }

  private void malformed(String reason) {
    if (care == CsvTable.Care.STRICT) {
      throw new BadRowsException(
          "InvalidBatch", "Unable to parse CSV: line " + rows + " of the rows: " + reason + ".");
    }
  }

  private int next() throws IOException {
    if (position == limit) {
      limit = in.read(buffer, 0, BUFFER);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return -1;
      }
    }
    return buffer[position++];
  }
}
