package dev.syncline.simulation.random;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import dev.syncline.simulation.memory.ForeignKey;
import dev.syncline.simulation.memory.MemoryDatabase;
import dev.syncline.simulation.random.Kind.Attribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database as its application sees it. */
final class DatabaseSide {
  private static final ColumnName KEY = new ColumnName("id");
  private static final int TEXT_LENGTH = 255;

  private final MemoryDatabase database;

  DatabaseSide(MemoryDatabase database) {
    this.database = database;
  }

  static TableName table(Kind kind) {
    return TableName.parse(kind.table());
  }

  /** Makes the tables. */
  void create(boolean uniqueMarks) {
    List<ColumnName> unique = uniqueMarks ? List.of(new ColumnName(Kind.MARK_COLUMN)) : List.of();
    for (Kind kind : Kind.values()) {
      var columns = new ArrayList<Column>();
      columns.add(new Column(KEY, new ColumnType.Whole(Long.SIZE), false, true, false));
      columns.add(column(Kind.MARK_COLUMN, new ColumnType.Varchar(TEXT_LENGTH)));
      var foreign = new ArrayList<ForeignKey>();
      for (Attribute attribute : kind.attributes()) {
        ColumnType type =
            attribute.isReference()
                ? new ColumnType.Whole(Long.SIZE)
                : attribute.isNumber()
                    ? new ColumnType.Whole(Integer.SIZE)
                    : new ColumnType.Varchar(TEXT_LENGTH);
        columns.add(column(attribute.column(), type));
        attribute
            .target()
            .ifPresent(
                t ->
                    foreign.add(
                        new ForeignKey(
                            new ColumnName(attribute.column()),
                            table(t),
                            ForeignKey.OnDelete.SET_NULL)));
      }
      database.add(new TableDescription(table(kind), columns, List.of(KEY), unique), foreign);
    }
  }

  private static Column column(String name, ColumnType type) {
    return new Column(new ColumnName(name), type, true, false, false);
  }

  /** A value as the column of an attribute holds it. */
  static Value value(Attribute attribute, String text) {
    if (text.isEmpty()) {
      return Value.NULL;
    }
    return attribute.isNumber() || attribute.isReference()
        ? new Value.Numeric(new BigDecimal(text))
        : new Value.Text(text);
  }

  /** All committed rows. */
  State state() {
    var state = new State();
    Map<Kind, Map<String, String>> marks = new HashMap<>();
    for (Kind kind : Kind.values()) {
      Map<String, String> ofKind = new HashMap<>();
      database.rows(table(kind)).forEach((key, row) -> ofKind.put(key.value(), mark(key, row)));
      marks.put(kind, ofKind);
    }
    for (Kind kind : Kind.values()) {
      database
          .rows(table(kind))
          .forEach(
              (key, row) ->
                  state.add(
                      new Mark(kind, mark(key, row)),
                      new State.Thing(key.value(), values(kind, row, marks), company(kind, row))));
    }
    return state;
  }

  /** The name of the account that the row of a contact refers to. */
  private String company(Kind kind, Map<ColumnName, Value> row) {
    if (kind != Kind.CONTACT) {
      return "";
    }
    String account = text(row.getOrDefault(new ColumnName(Kind.COMPANY_REFERENCE), Value.NULL));
    Map<ColumnName, Value> of =
        account.isEmpty()
            ? Map.of()
            : database.rows(table(Kind.ACCOUNT)).getOrDefault(new RowKey(account), Map.of());
    return text(of.getOrDefault(new ColumnName(Kind.COMPANY_COLUMN), Value.NULL)).strip();
  }

  private static String mark(RowKey key, Map<ColumnName, Value> row) {
    String mark = text(row.getOrDefault(new ColumnName(Kind.MARK_COLUMN), Value.NULL));
    return mark.isEmpty() ? "?" + key : mark;
  }

  private static TreeMap<String, String> values(
      Kind kind, Map<ColumnName, Value> row, Map<Kind, Map<String, String>> marks) {
    var values = new TreeMap<String, String>();
    for (Attribute attribute : kind.attributes()) {
      String held = text(row.getOrDefault(new ColumnName(attribute.column()), Value.NULL));
      String shown =
          attribute
              .target()
              .map(t -> marks.getOrDefault(t, Map.of()).getOrDefault(held, ""))
              .orElse(held);
      values.put(attribute.field(), shown);
    }
    return values;
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Null _ -> "";
      case Value.Text text -> text.text();
      case Value.Numeric numeric -> numeric.number().toPlainString();
      case Value.Bool _, Value.Day _, Value.Moment _, Value.TimeOfDay _, Value.Compound _ ->
          value.toString();
    };
  }
}
