package dev.syncline.simulator.bulk.rows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.syncline.simulator.wire.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
  private final CsvReader<CsvRecord> csv;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;

  /** How strictly a table is read. */
  public enum Care {
    /** As a job reads it: what is malformed is refused. */
    STRICT,
    /** As it is given back to its sender: whatever can be read. */
    LENIENT
  }

  private CsvTable(BufferedReader reader, CsvReader<CsvRecord> csv) {
    this.reader = reader;
    this.csv = csv;
    this.records = csv.iterator();
    this.header = readable(() -> records.hasNext() ? records.next().getFields() : List.of());
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
      return new CsvTable(reader, csv(reader, format, care));
    } catch (CharacterCodingException e) {
      reader.close();
      throw notUtf8();
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static CsvReader<CsvRecord> csv(BufferedReader reader, CsvFormat format, Care care) {
    boolean lenient = care == Care.LENIENT;
    return CsvReader.builder()
        .fieldSeparator(format.delimiter())
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(lenient)
        .maxBufferSize(lenient ? Integer.MAX_VALUE : MAX_ROW * 2)
        .build(
            CsvRecordHandler.builder()
                .maxFields(lenient ? Integer.MAX_VALUE : MAX_CELLS)
                .maxFieldSize(lenient ? Integer.MAX_VALUE : MAX_CELL)
                .maxRecordSize(lenient ? Integer.MAX_VALUE : MAX_ROW)
                .build(),
            reader);
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
    return readable(records::hasNext);
  }

  /** The cells of the next row: not necessarily as many as the header has. */
  public List<String> next() {
    return readable(() -> records.next().getFields());
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read();
  }

  private static <T> T readable(Reading<T> reading) {
    try {
      return reading.read();
    } catch (CsvParseException e) {
      throw new BadRowsException("InvalidBatch", "Unable to parse CSV: " + e.getMessage());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8();
      }
      throw e;
    }
  }

  private static BadRowsException notUtf8() {
    return new BadRowsException("InvalidBatch", "The content is not encoded as UTF-8.");
  }

  @Override
  public void close() throws IOException {
    csv.close();
    reader.close();
  }
}
