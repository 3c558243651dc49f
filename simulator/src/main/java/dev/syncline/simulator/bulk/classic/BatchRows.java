package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.rows.BadRowsException;
import dev.syncline.simulator.bulk.rows.CsvRow;
import dev.syncline.simulator.bulk.rows.CsvTable;
import dev.syncline.simulator.bulk.rows.RowColumns;
import dev.syncline.simulator.bulk.rows.RowOperation;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.wire.CsvFormat;
import dev.syncline.simulator.wire.SoapValues;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of a batch in any format, one after the other. */
final class BatchRows implements AutoCloseable {
  /** How many rows a batch has at most. Bulk API Developer Guide, limits. */
  static final int MAX_ROWS = 10_000;

  private final Iterator<Row> rows;
  private final AutoCloseable source;

  /** One row, read once its transaction is open: parents are looked up then. */
  @FunctionalInterface
  interface Row {
    RecordBody.Read read(Snapshot view);
  }

  private BatchRows(Iterator<Row> rows, AutoCloseable source) {
    this.rows = rows;
    this.source = source;
  }

  /**
   * Opens the request of a batch.
   *
   * @throws BadRowsException if it cannot be read, or holds too many rows or none
   */
  static BatchRows open(
      ClassicRequest job, ClassicBatch.Identity batch, ObjectDefinition object, Schema schema)
      throws IOException {
    return switch (job.format()) {
      case CSV -> csv(batch.request(), object, job.rows().orElseThrow(), schema);
      case XML -> of(records(xml(batch.request())), object);
      case JSON -> of(json(batch.request()), object);
    };
  }

  private static CsvFormat csvFormat(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int before = -1;
      int c = in.read();
      while (c >= 0 && c != '\n') {
        before = c;
        c = in.read();
      }
      return before == '\r' ? new CsvFormat(',', "\r\n") : CsvFormat.DEFAULT;
    }
  }

  private static BatchRows csv(
      Path file, ObjectDefinition object, RowOperation operation, Schema schema)
      throws IOException {
    CsvFormat format = csvFormat(file);
    check(file, format);
    CsvTable table = CsvTable.open(Files.newInputStream(file), format, CsvTable.Care.STRICT);
    try {
      var columns = RowColumns.of(table.header(), object, operation, schema);
      return new BatchRows(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return table.hasNext();
            }

            @Override
            public Row next() {
              CsvRow row = table.next();
              return view -> columns.read(view, row);
            }
          },
          table);
    } catch (BadRowsException e) {
      table.close();
      throw e;
    }
  }

  /** A first reading, before anything is written. */
  private static void check(Path file, CsvFormat format) throws IOException {
    try (CsvTable table = CsvTable.open(Files.newInputStream(file), format, CsvTable.Care.STRICT)) {
      int count = 0;
      while (table.hasNext()) {
        count++;
        int cells = table.next().cells().size();
        if (cells != table.header().size()) {
          throw new BadRowsException(
              "InvalidBatch",
              "Row %d has %d cells, the header has %d."
                  .formatted(count, cells, table.header().size()));
        }
      }
      checkCount(count);
    }
  }

  private static void checkCount(int count) {
    if (count == 0) {
      throw new BadRowsException("InvalidBatch", "Records not found in batch");
    }
    if (count > MAX_ROWS) {
      throw new BadRowsException("InvalidBatch", "Records exceed limit: " + MAX_ROWS);
    }
  }

  private static XmlElement xml(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return XmlReader.read(in);
    } catch (XmlReader.MalformedException e) {
      throw new BadRowsException("InvalidBatch", "Failed to parse XML: " + e.getMessage());
    }
  }

  private static List<JsonNode> records(XmlElement root) {
    var records = new ArrayList<JsonNode>();
    for (XmlElement record : root.all("sObject")) {
      records.add(Json.read(Json.line(fields(record)).getBytes(StandardCharsets.UTF_8)));
    }
    return records;
  }

  private static Map<String, @Nullable Object> fields(XmlElement record) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (XmlElement field : record.children()) {
      if (field.name().equals("type")) {
        fields.put("attributes", Map.of("type", field.text().strip()));
      } else if (field.isNil()) {
        fields.put(field.name(), null);
      } else {
        fields.put(field.name(), value(field));
      }
    }
    return fields;
  }

  /** A text, or a parent named by a key of its own: {@code <Account><sObject>…}. */
  private static Object value(XmlElement field) {
    if (field.children().isEmpty()) {
      return field.text();
    }
    return fields(field.find("sObject").orElse(field));
  }

  private static List<JsonNode> json(Path file) throws IOException {
    try {
      JsonNode root = Json.read(Files.readAllBytes(file));
      if (!root.isArray()) {
        throw new BadRowsException("InvalidBatch", "An array of records is expected.");
      }
      return root.valueStream().toList();
    } catch (ApiException e) {
      throw new BadRowsException("InvalidBatch", "Failed to parse JSON: " + e.getMessage());
    }
  }

  private static BatchRows of(List<JsonNode> records, ObjectDefinition object) {
    checkCount(records.size());
    Iterator<Row> rows =
        records.stream().map(record -> (Row) view -> read(record, object, view)).iterator();
    return new BatchRows(rows, () -> {});
  }

  private static RecordBody.Read read(JsonNode record, ObjectDefinition object, Snapshot view) {
    try {
      return new RecordBody(object, view, Set.of()).read(record);
    } catch (ApiException e) {
      RecordError unreadable =
          RecordError.of("INVALID_TYPE_ON_FIELD_IN_RECORD", String.valueOf(e.getMessage()));
      return new RecordBody.Read.Invalid(List.of(misfit(record, object).orElse(unreadable)));
    }
  }

  /** The first value of a record that is none of its field's type, worded as in a table. */
  private static Optional<RecordError> misfit(JsonNode record, ObjectDefinition object) {
    for (Map.Entry<String, JsonNode> property : record.properties()) {
      Optional<FieldDefinition> field = object.field(property.getKey());
      Optional<String> problem =
          field
              .filter(_ -> property.getValue().isString())
              .flatMap(found -> SoapValues.problem(found, property.getValue().asString()));
      if (problem.isPresent()) {
        return Optional.of(
            RecordError.of(
                "INVALID_TYPE_ON_FIELD_IN_RECORD", problem.get(), field.orElseThrow().name()));
      }
    }
    return Optional.empty();
  }

  /** The next rows, at most so many; none when there are no more. */
  List<Row> take(int most) {
    var taken = new ArrayList<Row>();
    while (taken.size() < most && rows.hasNext()) {
      taken.add(rows.next());
    }
    return taken;
  }

  @Override
  public void close() throws IOException {
    try {
      source.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a batch could not be closed", e);
    }
  }
}
