package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.model.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads a column of the row that a row {@code t} refers to, by two expressions: its value, and the
 * reference where no row is there.
 */
public final class RelatedSql {
  /** How many columns of a result one line takes. */
  public static final int WIDTH = 2;

  private RelatedSql() {}

  /**
   * The expressions.
   *
   * @param readable makes the value's column readable
   * @param asText makes a text of the reference
   */
  public static List<String> expressions(
      Dialect dialect,
      Kind.Related related,
      UnaryOperator<String> readable,
      UnaryOperator<String> asText) {
    Relation relation = related.relation();
    String through = "t." + dialect.quote(relation.through().name().value());
    String from =
        "FROM %s r WHERE r.%s = %s"
            .formatted(
                dialect.quote(relation.table()),
                dialect.quote(relation.key().name().value()),
                through);
    String value = readable.apply("r." + dialect.quote(related.value().name().value()));
    return List.of(
        "(SELECT %s %s)".formatted(value, from),
        "CASE WHEN %s IS NOT NULL AND NOT EXISTS (SELECT 1 %s) THEN %s END"
            .formatted(through, from, asText.apply(through)));
  }

  /** The value of what was read at a place. */
  static Value read(ResultSet row, int place, Kind.Related related) throws SQLException {
    String missing = row.getString(place + 1);
    return missing == null
        ? ColumnValues.read(row, place, related.value().type())
        : related.relation().missing(new Value.Text(missing));
  }
}
