package dev.syncline.jdbc.mariadb;

import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Text as a column of a table compares it by its index. Two columns of different collations do not
 * compare at all: what stands against the column takes on the column's own.
 */
final class KeyText {
  private static final String COLLATION =
      """
      SELECT character_set_name, collation_name FROM information_schema.columns
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND column_name = ?
        AND collation_name IS NOT NULL
      """;

  private KeyText() {}

  /** The expression of the text, to stand against the column. */
  static String as(Connection connection, TableName table, Column column, String text)
      throws SQLException {
    String type = castTo(column.type());
    if (!type.isEmpty()) {
      return "CAST(" + text + " AS " + type + ")";
    }
    return Sql.first(
            connection,
            COLLATION,
            row ->
                "CONVERT(%s USING %s) COLLATE %s"
                    .formatted(text, row.getString(1), row.getString(2)),
            table.schema().orElse(null),
            table.name(),
            column.name().value())
        .orElse(text);
  }

  private static String castTo(ColumnType type) {
    return type instanceof ColumnType.Decimal decimal && !decimal.unbounded()
        ? "DECIMAL(65," + decimal.scale() + ")"
        : MariaDbTypes.castTo(type);
  }
}
