package dev.syncline.jdbc.outbox;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Rows for a statement that works on many at once, as JSON documents of bounded size. Used by one
 * thread.
 */
public final class RowSet {
  /** A document is handed over when it has this many characters; it may have one row more. */
  private static final int MAX_CHARACTERS = 1_000_000;

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final List<String> documents = new ArrayList<>();
  private StringWriter text = new StringWriter();
  private @Nullable JsonGenerator generator;
  private int rows;

  /** One row, by column. */
  public static final class Row {
    private final Map<String, Object> values = new TreeMap<>();

    /** The same with a value; null leaves the column empty. */
    public Row with(String column, @Nullable Object value) {
      if (value != null) {
        values.put(column, value);
      }
      return this;
    }

    Row withDefault(String column, Object value) {
      values.putIfAbsent(column, value);
      return this;
    }

    Row with(String column, Instant moment) {
      LocalDateTime utc =
          LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
      values.put(column, MOMENT.format(utc));
      return this;
    }
  }

  /** A row with one value. */
  public static Row row(String column, Object value) {
    return new Row().with(column, value);
  }

  /** Rows of one column. */
  public static RowSet of(String column, Iterable<String> values) {
    var set = new RowSet();
    values.forEach(value -> set.add(row(column, value)));
    return set;
  }

  /** Adds a row. */
  public void add(Row row) {
    JsonGenerator out = generator;
    if (out == null) {
      out = JSON.createGenerator(ObjectWriteContext.empty(), text);
      generator = out;
      out.writeStartArray();
    }
    out.writeStartObject();
    for (Map.Entry<String, Object> value : row.values.entrySet()) {
      switch (value.getValue()) {
        case Long number -> out.writeNumberProperty(value.getKey(), number);
        case Integer number -> out.writeNumberProperty(value.getKey(), number);
        case Boolean truth -> out.writeNumberProperty(value.getKey(), truth ? 1 : 0);
        case Object other -> out.writeStringProperty(value.getKey(), other.toString());
      }
    }
    out.writeEndObject();
    rows++;
    if (text.getBuffer().length() > MAX_CHARACTERS) {
      finish(out);
    }
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** The rows as documents. */
  public List<String> documents() {
    JsonGenerator out = generator;
    if (out != null) {
      finish(out);
    }
    return documents;
  }

  /**
   * Runs a statement with each document as the one that follows the parameters, if there is any.
   */
  public int update(Connection connection, String sql) throws SQLException {
    int touched = 0;
    List<String> all = documents();
    if (all.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String document : all) {
        statement.setString(1, document);
        touched += statement.executeUpdate();
      }
    }
    return touched;
  }

  private void finish(JsonGenerator out) {
    out.writeEndArray();
    out.close();
    documents.add(text.toString());
    text = new StringWriter();
    generator = null;
  }
}
