package dev.syncline.jdbc.postgresql;

import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ColumnName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Indexes of tables that we created, made once the table is filled: of all rows at once they cost a
 * fraction of what they do row by row, and references that are filled late do not write them again.
 */
final class DeferredIndexes {
  private static final String NOTE =
      "INSERT INTO {deferred_index} (table_id, column_name) VALUES (?::regclass, ?)";

  private static final String NEXT =
      """
      SELECT column_name FROM {deferred_index}
      WHERE table_id = ?::regclass ORDER BY column_name LIMIT 1
      """;

  private static final String DONE =
      "DELETE FROM {deferred_index} WHERE table_id = ?::regclass AND column_name = ?";

  /** Whether we may and should still make it: the table is ours, the column is there and bare. */
  private static final String WANTED =
      """
      SELECT pg_has_role(t.relowner, 'USAGE') AND has_schema_privilege(t.relnamespace, 'CREATE')
        AND NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum)
      FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped
      WHERE t.oid = ?::regclass AND a.attname = ?
      """;

  private final Dialect dialect;

  DeferredIndexes(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Notes an index to be made later. */
  void note(Connection connection, String table, ColumnName column) throws SQLException {
    Sql.update(connection, dialect.sql(NOTE), table, column.value());
  }

  /** Makes one that was noted; false if none is left. */
  boolean add(Connection connection, String table) throws SQLException {
    Optional<String> column =
        Sql.first(connection, dialect.sql(NEXT), row -> row.getString(1), table);
    if (column.isEmpty()) {
      return false;
    }
    Sql.update(connection, dialect.sql(DONE), table, column.get());
    boolean wanted =
        Sql.first(connection, WANTED, row -> row.getBoolean(1), table, column.get()).orElse(false);
    if (wanted) {
      Sql.execute(
          connection, "CREATE INDEX ON %s (%s)".formatted(table, dialect.quote(column.get())));
    }
    return true;
  }
}
