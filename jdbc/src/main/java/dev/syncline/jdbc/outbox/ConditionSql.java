package dev.syncline.jdbc.outbox;

import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.RowCondition;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a condition on rows in SQL: columns quoted, values as literals, all else from here. What a
 * text may hold was checked when it was read: no backslash and no control character.
 */
final class ConditionSql {
  private final Dialect dialect;
  private final TableDescription table;
  private final String alias;

  /**
   * @param alias what the table is called in the statement
   */
  ConditionSql(Dialect dialect, TableDescription table, String alias) {
    this.dialect = dialect;
    this.table = table;
    this.alias = alias;
  }

  /** The condition, in parentheses where it needs them. */
  String of(RowCondition condition) {
    return switch (condition) {
      case RowCondition.All(List<RowCondition> parts) -> joined(parts, " AND ");
      case RowCondition.Any(List<RowCondition> parts) -> joined(parts, " OR ");
      case RowCondition.Not(RowCondition inner) -> "(NOT " + of(inner) + ")";
      case RowCondition.Empty(ColumnName column) -> "(" + name(column) + " IS NULL)";
      case RowCondition.Compared(ColumnName column, RowCondition.Comparison how, Value value) ->
          "(" + name(column) + " " + how.sign() + " " + literal(column, value) + ")";
      case RowCondition.Among(ColumnName column, List<Value> values) ->
          "("
              + name(column)
              + values.stream()
                  .map(value -> literal(column, value))
                  .collect(Collectors.joining(", ", " IN (", ")"))
              + ")";
      case RowCondition.Like(ColumnName column, String pattern) ->
          "(" + name(column) + " LIKE " + CaptureNames.literal(pattern) + ")";
    };
  }

  private String joined(List<RowCondition> parts, String word) {
    return parts.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
  }

  private String name(ColumnName column) {
    return alias + "." + dialect.quote(column.value());
  }

  private String literal(ColumnName column, Value value) {
    return switch (value) {
      case Value.Text text -> CaptureNames.literal(text.text());
      case Value.Numeric numeric -> numeric.number().toPlainString();
      case Value.Bool bool -> bool.truth() ? "TRUE" : "FALSE";
      case Value.Day day -> "DATE '" + day.date() + "'";
      case Value.Moment moment -> dialect.momentLiteral(moment.instant(), withZone(column));
      case Value.Null _, Value.TimeOfDay _, Value.Compound _ ->
          throw new IllegalArgumentException("No condition compares with such a value");
    };
  }

  private boolean withZone(ColumnName column) {
    return table
        .column(column.value())
        .filter(c -> c.type() instanceof ColumnType.Timestamp(boolean zone, int _) && zone)
        .isPresent();
  }
}
