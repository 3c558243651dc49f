package dev.syncline.engine.scope;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.RowCondition;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives the values of a condition the types of the columns that they are compared with. */
final class ConditionTypes {
  private final TableDescription table;

  ConditionTypes(TableDescription table) {
    this.table = table;
  }

  /** A column is not there, or cannot be compared with a value. */
  static final class MistypedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String action;

    MistypedException(String message, String action) {
      super(message);
      this.action = action;
    }

    String action() {
      return action;
    }
  }

  /** The same condition with the columns as the table calls them and values of their types. */
  RowCondition typed(RowCondition condition) throws MistypedException {
    return switch (condition) {
      case RowCondition.All(List<RowCondition> parts) -> new RowCondition.All(typed(parts));
      case RowCondition.Any(List<RowCondition> parts) -> new RowCondition.Any(typed(parts));
      case RowCondition.Not(RowCondition inner) -> new RowCondition.Not(typed(inner));
      case RowCondition.Empty(ColumnName name) -> new RowCondition.Empty(column(name).name());
      case RowCondition.Compared(ColumnName name, RowCondition.Comparison how, Value value) ->
          new RowCondition.Compared(column(name).name(), how, typed(column(name), value));
      case RowCondition.Among(ColumnName name, List<Value> values) -> {
        List<Value> typed = new ArrayList<>();
        for (Value value : values) {
          typed.add(typed(column(name), value));
        }
        yield new RowCondition.Among(column(name).name(), typed);
      }
      case RowCondition.Like(ColumnName name, String pattern) -> {
        if (!(typed(column(name), new Value.Text(pattern)) instanceof Value.Text)
            || column(name).type() instanceof ColumnType.Uuid) {
          throw unfit(column(name), "is no text", "compare it with = or <");
        }
        yield new RowCondition.Like(column(name).name(), pattern);
      }
    };
  }

  private List<RowCondition> typed(List<RowCondition> parts) throws MistypedException {
    List<RowCondition> typed = new ArrayList<>();
    for (RowCondition part : parts) {
      typed.add(typed(part));
    }
    return typed;
  }

  private Column column(ColumnName name) throws MistypedException {
    Optional<Column> column = table.column(name.value());
    if (column.isEmpty()) {
      throw new MistypedException(
          "table " + table.name() + " has no column '" + name + "'",
          "name columns of the table itself");
    }
    return column.get();
  }

  private static MistypedException unfit(Column column, String what, String action) {
    return new MistypedException("column " + column.name() + " " + what, action);
  }

  private static Value typed(Column column, Value value) throws MistypedException {
    return switch (column.type()) {
      case ColumnType.Varchar _, ColumnType.LongText _ ->
          require(column, value, value instanceof Value.Text, "a text in single quotes");
      case ColumnType.Truth _ ->
          require(column, value, value instanceof Value.Bool, "true or false");
      case ColumnType.Whole _, ColumnType.Decimal _, ColumnType.Floating _ ->
          require(column, value, value instanceof Value.Numeric, "a number without quotes");
      case ColumnType.Date _ -> day(column, value);
      case ColumnType.Timestamp _ -> moment(column, value);
      case ColumnType.Uuid _ -> uuid(column, value);
      case ColumnType.TimeOfDay _, ColumnType.Json _, ColumnType.TextArray _, ColumnType.Other _ ->
          throw unfit(
              column, "is of a type that is not compared", "use 'is null', or another column");
    };
  }

  private static Value require(Column column, Value value, boolean fits, String wanted)
      throws MistypedException {
    if (!fits) {
      throw unfit(column, "cannot be compared with such a value", "write " + wanted);
    }
    return value;
  }

  private static Value day(Column column, Value value) throws MistypedException {
    if (value instanceof Value.Text(String text)) {
      try {
        return new Value.Day(LocalDate.parse(text));
      } catch (DateTimeParseException e) {
        throw unfit(column, "holds days: " + e.getMessage(), "write '2026-01-31'");
      }
    }
    throw unfit(column, "holds days", "write '2026-01-31'");
  }

  private static Value moment(Column column, Value value) throws MistypedException {
    String remedy = "write '2026-01-31T12:00:00Z': without a zone nobody knows which moment it is";
    if (value instanceof Value.Text(String text)) {
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return new Value.Moment(instant);
      } catch (DateTimeParseException e) {
        throw unfit(column, "holds moments: " + e.getMessage(), remedy);
      }
    }
    throw unfit(column, "holds moments", remedy);
  }

  private static Value uuid(Column column, Value value) throws MistypedException {
    if (value instanceof Value.Text(String text)) {
      try {
        return new Value.Text(UUID.fromString(text).toString());
      } catch (IllegalArgumentException e) {
        throw unfit(column, "holds UUIDs: " + e.getMessage(), "write one in single quotes");
      }
    }
    throw unfit(column, "holds UUIDs", "write one in single quotes");
  }
}
