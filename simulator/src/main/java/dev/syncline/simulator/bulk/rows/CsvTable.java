package dev.syncline.simulator.bulk.rows;

import dev.syncline.simulator.wire.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A table of records as CSV: a header line and rows, read one by one. Bounds are those of the Bulk
 * API 2.0 Developer Guide, Prepare CSV Files.
 */
public final class CsvTable implements AutoCloseable {
  /** Characters of the header line. */
  static final int MAX_HEADER = 32_000;

  /** Characters of one cell. */
  static final int MAX_CELL = 131_072;

  /** Characters of one row. */
  static final int MAX_ROW = 400_000;

  /** Cells of one row. */
  static final int MAX_CELLS = 5_000;

  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private final CsvScanner scanner;
  private final List<String> header;
  private @Nullable CsvRow ahead;

  /** How strictly a table is read. */
  public enum Care {
    /** As a job reads it: what is malformed is refused. */
    STRICT,
    /** As it is given back to its sender: whatever can be read. */
    LENIENT
  }

  private CsvTable(BufferedReader reader, CsvScanner scanner, Care care) throws IOException {
    this.reader = reader;
    this.scanner = scanner;
    CsvRow first = scanner.read();
    if (first != null && first.blankByQuote() && care == Care.STRICT) {
      throw new BadRowsException(
          "InvalidBatch", "Unable to parse CSV: a blank stands next to a quote of the header.");
    }
    this.header = first == null ? List.of() : first.cells();
  }

  /**
   * Opens a table and reads its header.
   *
   * @param in closed with the table, and when this throws
   * @throws BadRowsException if the header is malformed, or its line does not end as the format
   *     says
   */
  public static CsvTable open(InputStream in, CsvFormat format, Care care) throws IOException {
    var characters =
        switch (care) {
          case STRICT -> new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
          case LENIENT -> new InputStreamReader(in, StandardCharsets.UTF_8);
        };
    var reader = new BufferedReader(characters, BUFFER);
    try {
      skipByteOrderMark(reader);
      if (care == Care.STRICT) {
        checkFirstLine(reader, format);
      }
      return new CsvTable(reader, new CsvScanner(reader, format.delimiter(), care), care);
    } catch (CharacterCodingException e) {
      reader.close();
      throw notUtf8();
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static void checkFirstLine(BufferedReader reader, CsvFormat format) throws IOException {
    reader.mark(MAX_HEADER + 2);
    int before = -1;
    for (int i = 0; i < MAX_HEADER + 1; i++) {
      int c = reader.read();
      if (c == '\n' && format.lineEnding().equals("\r\n") != (before == '\r')) {
        throw new BadRowsException(
            "ClientInputError",
            "LineEnding is invalid on user data. Current LineEnding setting is "
                + (format.lineEnding().equals("\n") ? "LF" : "CRLF"));
      }
      if (c == '\n' || c < 0) {
        reader.reset();
        return;
      }
      before = c;
    }
    throw new BadRowsException(
        "InvalidBatch", "The header line has more than " + MAX_HEADER + " characters.");
  }

  /** The cells of the header line; none when the table is empty. */
  public List<String> header() {
    return header;
  }

  /**
   * Whether another row follows.
   *
   * @throws BadRowsException if what follows is malformed; nothing can be read after that
   */
  public boolean hasNext() {
    if (ahead == null) {
      ahead = read();
    }
    return ahead != null;
  }

  /** The next row. */
  public CsvRow next() {
    CsvRow next = ahead == null ? read() : ahead;
    ahead = null;
    if (next == null) {
      throw new NoSuchElementException("there are no more rows");
    }
    return next;
  }

  private @Nullable CsvRow read() {
    try {
      return scanner.read();
    } catch (CharacterCodingException e) {
      throw notUtf8();
    } catch (IOException e) {
      throw new UncheckedIOException("rows could not be read", e);
    }
  }

  private static BadRowsException notUtf8() {
    return new BadRowsException("InvalidBatch", "The content is not encoded as UTF-8.");
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
