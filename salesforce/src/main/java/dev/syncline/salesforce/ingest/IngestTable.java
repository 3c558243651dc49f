package dev.syncline.salesforce.ingest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.Upload;
import dev.syncline.salesforce.value.WireText;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes as the CSV of an ingest job: an empty cell leaves its field alone, {@code #N/A} empties
 * it, a parent stands in a column of its own as {@code Account.Key__c}.
 *
 * <p>Source: Bulk API 2.0 Developer Guide, "Prepare CSV Files" and "Relationship Fields in a Header
 * Row". The file is in UTF-8 with LF.
 */
final class IngestTable {
  static final String ID = "Id";
  private static final String NULL = "#N/A";
  private static final String UNCHANGED = "";

  private final List<RecordWrite> writes;
  private final List<String> columns;
  private final Map<String, Integer> places = new LinkedHashMap<>();

  IngestTable(BulkOperation operation, List<RecordWrite> writes) {
    this.writes = writes;
    switch (operation.kind()) {
      case CREATE -> {
        // Nothing names the record.
      }
      case UPSERT -> place(keyField(operation).value());
      case UPDATE, DELETE -> place(ID);
    }
    writes.forEach(write -> fields(write).forEach(field -> place(column(field))));
    this.columns = List.copyOf(places.keySet());
  }

  /** The external id of an upsert. */
  static FieldName keyField(BulkOperation operation) {
    return operation
        .keyField()
        .orElseThrow(() -> new IllegalArgumentException("An upsert names its external id"));
  }

  /** The header. */
  List<String> columns() {
    return columns;
  }

  /** The file, made row by row while it is sent. */
  Upload file() {
    long length = 0;
    for (Iterator<byte[]> lines = lines(); lines.hasNext(); ) {
      length += lines.next().length;
    }
    return new Upload(length, () -> new Lines(lines()));
  }

  /** One row. */
  List<String> row(RecordWrite write) {
    String[] cells = new String[columns.size()];
    Arrays.fill(cells, UNCHANGED);
    switch (write) {
      case RecordWrite.Create _ -> {
        // Nothing names the record.
      }
      case RecordWrite.Upsert(var _, var _, Value key, var _) -> cells[0] = cell(key);
      case RecordWrite.Update(var _, var id, var _) -> cells[0] = id.value();
      case RecordWrite.Delete(var _, var id) -> cells[0] = id.value();
    }
    for (FieldWrite field : fields(write)) {
      cells[places.getOrDefault(column(field), 0)] =
          switch (field) {
            case FieldWrite.Plain(var _, Value value) -> cell(value);
            case FieldWrite.ParentKey(var _, var _, var _, Value key) -> cell(key);
          };
    }
    return Arrays.asList(cells);
  }

  private void place(String column) {
    places.putIfAbsent(column, places.size());
  }

  private Iterator<byte[]> lines() {
    return Stream.concat(Stream.of(columns), writes.stream().map(this::row))
        .map(IngestTable::line)
        .iterator();
  }

  private static byte[] line(List<String> cells) {
    StringWriter line = new StringWriter();
    CsvWriter.builder()
        .lineDelimiter(LineDelimiter.LF)
        .bufferSize(0)
        .build(line)
        .writeRecord(cells);
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(Value value) {
    String text = WireText.of(value);
    return text.isEmpty() ? NULL : text;
  }

  private static String column(FieldWrite field) {
    return switch (field) {
      case FieldWrite.Plain(FieldName name, var _) -> name.value();
      case FieldWrite.ParentKey(var _, String relationship, FieldName key, var _) ->
          relationship + "." + key;
    };
  }

  private static List<FieldWrite> fields(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create create -> create.fields();
      case RecordWrite.Upsert upsert -> upsert.fields();
      case RecordWrite.Update update -> update.fields();
      case RecordWrite.Delete _ -> new ArrayList<>();
    };
  }

  /** Lines one behind the other, of which one is held at a time. */
  private static final class Lines extends InputStream {
    private final Iterator<byte[]> lines;
    private byte[] line = {};
    private int at;

    Lines(Iterator<byte[]> lines) {
      this.lines = lines;
    }

    @Override
    public int read() {
      return isAtEnd() ? -1 : line[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (length == 0) {
        return 0;
      }
      if (isAtEnd()) {
        return -1;
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, into, from, count);
      at += count;
      return count;
    }

    private boolean isAtEnd() {
      while (at == line.length && lines.hasNext()) {
        line = lines.next();
        at = 0;
      }
      return at == line.length;
    }
  }
}
