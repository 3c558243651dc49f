package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.CsvPage;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.rest.BoundQuery;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.wire.CsvFormat;
import dev.syncline.simulator.wire.JsonValues;
import dev.syncline.simulator.xml.XmlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Makes the records that a query batch found, in the format of the job, while they are served. */
final class QueryRows {
  /** What stands in place of records where there are none. Bulk API Developer Guide, bulk query. */
  private static final String NONE = "Records not found for this query";

  private final BoundQuery query;

  QueryRows(BoundQuery query) {
    this.query = query;
  }

  void write(OutputStream out, Format format) throws IOException {
    switch (format) {
      case CSV -> csv(out);
      case XML -> xml(out);
      case JSON -> json(out);
    }
  }

  private void csv(OutputStream out) throws IOException {
    long size = query.run().totalSize();
    if (size == 0) {
      text(out, NONE);
    } else {
      CsvPage.write(out, query, CsvFormat.DEFAULT, 0, size);
    }
  }

  private record Leaf(FieldType type, @Nullable Object value) {}

  /** The values of one record, those of parents within it. */
  private Map<String, Object> tree(List<Cell> cells, @Nullable Object[] values) {
    var tree = new LinkedHashMap<String, Object>();
    for (int i = 0; i < values.length; i++) {
      Cell cell = cells.get(i);
      put(tree, cell.header(), new Leaf(cell.column().type(), values[i]));
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> tree, String path, Leaf leaf) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, leaf);
      return;
    }
    Object inner =
        tree.computeIfAbsent(path.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
    put((Map<String, Object>) inner, path.substring(dot + 1), leaf);
  }

  private Iterator<Map<String, Object>> records() {
    List<Cell> cells = query.plan().cells();
    Iterator<@Nullable Object[]> rows = query.run().cells(0);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Map<String, Object> next() {
        return tree(cells, rows.next());
      }
    };
  }

  private void json(OutputStream out) throws IOException {
    JsonGenerator json = Json.generator(out, false);
    json.writeStartArray();
    for (Iterator<Map<String, Object>> i = records(); i.hasNext(); ) {
      json.writeStartObject();
      json.writeObjectPropertyStart("attributes");
      json.writeStringProperty("type", query.plan().object().name());
      json.writeEndObject();
      fields(json, i.next());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.close();
  }

  @SuppressWarnings("unchecked")
  private static void fields(JsonGenerator json, Map<String, Object> tree) {
    tree.forEach(
        (name, value) -> {
          json.writeName(name);
          if (value instanceof Leaf(FieldType type, Object stored)) {
            JsonValues.write(json, type, stored);
          } else {
            json.writeStartObject();
            fields(json, (Map<String, Object>) value);
            json.writeEndObject();
          }
        });
  }

  private void xml(OutputStream out) throws IOException {
    var xml = new XmlText();
    xml.start("queryResult", Notation.NAMESPACE);
    for (Iterator<Map<String, Object>> i = records(); i.hasNext(); ) {
      xml.start("records", "xsi:type=\"sObject\"");
      xml.value("type", query.plan().object().name());
      fields(xml, i.next());
      xml.end();
      text(out, xml.take());
    }
    text(out, xml.end().take());
  }

  @SuppressWarnings("unchecked")
  private static void fields(XmlText xml, Map<String, Object> tree) {
    tree.forEach(
        (name, value) -> {
          if (value instanceof Leaf(FieldType type, Object stored)) {
            xml.value(name, shown(type, stored));
          } else {
            xml.start(name, "xsi:type=\"sObject\"");
            fields(xml, (Map<String, Object>) value);
            xml.end();
          }
        });
  }

  private static @Nullable String shown(FieldType type, @Nullable Object stored) {
    if (stored == null) {
      return null;
    }
    var bytes = new ByteArrayOutputStream();
    JsonGenerator json = Json.generator(bytes, false);
    JsonValues.write(json, type, stored);
    json.close();
    JsonNode node = Json.read(bytes.toByteArray());
    String text = node.isNumber() ? node.decimalValue().toPlainString() : node.asString();
    return type == FieldType.DATETIME ? text.replace("+0000", "Z") : text;
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
