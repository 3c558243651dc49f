package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.Rows;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.wire.JsonValues;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Query results as REST shows them. */
final class QueryJson {
  /** How many children of one record come with it; the others by a cursor of their own. */
  static final int MAX_CHILDREN = 2_000;

  private final String root;
  private final boolean tooling;
  private final Function<Rows, Cursors.Cursor> childCursors;

  /**
   * @param root where the records lie, from the root of the instance
   * @param tooling whether size and type are told, as the Tooling API does
   * @param childCursors opens a cursor for children that do not fit
   */
  QueryJson(String root, boolean tooling, Function<Rows, Cursors.Cursor> childCursors) {
    this.root = root;
    this.tooling = tooling;
    this.childCursors = childCursors;
  }

  /**
   * A part of a result.
   *
   * @param total how many rows there are in all
   * @param next where the following part is found; null for the last
   */
  record Page(long from, int size, long total, @Nullable String next) {}

  static Reply count(long total) {
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("totalSize", total);
          json.writeBooleanProperty("done", true);
          json.writeArrayPropertyStart("records");
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  Reply page(Rows rows, Page page) {
    Iterator<ResultRow> iterator = rows.from(page.from());
    return Reply.streamJson(
        200,
        json -> {
          try {
            result(json, iterator, page);
          } catch (SoqlException e) {
            throw QueryResource.refused(e);
          }
        });
  }

  String locator(Cursors.Cursor cursor, long position) {
    return root + "/query/" + cursor.id() + "-" + position;
  }

  private void result(JsonGenerator json, Iterator<ResultRow> iterator, Page page) {
    String next = page.next();
    json.writeStartObject();
    json.writeNumberProperty("totalSize", page.total());
    json.writeBooleanProperty("done", next == null);
    if (next != null) {
      json.writeStringProperty("nextRecordsUrl", next);
    }
    json.writeArrayPropertyStart("records");
    int written = 0;
    String type = null;
    while (written < page.size() && iterator.hasNext()) {
      ResultRow row = iterator.next();
      row(json, row);
      type = row.object().map(ObjectDefinition::name).orElse("AggregateResult");
      written++;
    }
    json.writeEndArray();
    if (tooling) {
      json.writeNumberProperty("size", written);
      json.writePOJOProperty("queryLocator", next);
      json.writePOJOProperty("entityTypeName", type);
    }
    json.writeEndObject();
  }

  void row(JsonGenerator json, ResultRow row) {
    json.writeStartObject();
    Optional<Row> record = row.record();
    Optional<ObjectDefinition> object = row.object();
    if (record.isPresent() && object.isPresent()) {
      RecordJson.attributes(json, object.get(), record.get().id(), root);
    } else {
      json.writeObjectPropertyStart("attributes");
      json.writeStringProperty("type", "AggregateResult");
      json.writeEndObject();
    }
    List<Column> columns = row.columns();
    for (int i = 0; i < columns.size(); i++) {
      json.writeName(columns.get(i).name());
      column(json, row, columns.get(i), i);
    }
    json.writeEndObject();
  }

  private void column(JsonGenerator json, ResultRow row, Column column, int index) {
    switch (column) {
      case Column.Value value -> JsonValues.write(json, value.type(), row.value(index));
      case Column.Parent _, Column.TypeOf _ -> {
        Optional<ResultRow> parent = row.parent(index);
        if (parent.isPresent()) {
          row(json, parent.get());
        } else {
          json.writeNull();
        }
      }
      case Column.Children _ -> children(json, row.children(index));
    }
  }

  private void children(JsonGenerator json, Rows children) {
    long total = children.totalSize();
    if (total == 0) {
      json.writeNull();
      return;
    }
    String next =
        total <= MAX_CHILDREN ? null : locator(childCursors.apply(children), MAX_CHILDREN);
    result(json, children.from(0), new Page(0, MAX_CHILDREN, total, next));
  }
}
