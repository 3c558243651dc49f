package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the catalog knows of a target table besides its description: how SQL names its types, and
 * how a new row key comes about.
 *
 * @param types the SQL type of every column, without bounds and with its collation: what is
 *     compared with the column in that form goes by its index
 * @param newKey the SQL that makes the key of a new row; absent where a field is mapped to the key
 * @param sequence the sequence that counts the row key up, where there is one
 */
record PostgresTarget(
    String table,
    Map<ColumnName, String> types,
    Optional<String> newKey,
    Optional<String> sequence) {
  private static final String COLUMNS =
      """
      SELECT a.attname,
             format_type(a.atttypid, -1)
               || COALESCE(' COLLATE ' || quote_ident(s.nspname) || '.' || quote_ident(c.collname),
                           '') AS type,
             pg_get_serial_sequence(?, a.attname) AS sequence,
             pg_get_expr(d.adbin, d.adrelid) AS value
      FROM pg_attribute a
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_collation c ON c.oid = a.attcollation
      LEFT JOIN pg_namespace s ON s.oid = c.collnamespace
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private record Found(
      ColumnName name, String type, Optional<String> sequence, Optional<String> value) {
    /** The SQL of a new value. */
    Optional<String> next() {
      return sequence.map(s -> "nextval('" + s.replace("'", "''") + "'::regclass)").or(() -> value);
    }
  }

  static PostgresTarget read(Connection connection, Dialect dialect, StageLayout layout)
      throws SQLException {
    ResolvedMapping mapping = layout.mapping();
    String table = dialect.quote(mapping.table().name());
    Map<ColumnName, String> types = new HashMap<>();
    Optional<String> newKey = Optional.empty();
    Optional<String> sequence = Optional.empty();
    for (Found column : Sql.list(connection, COLUMNS, PostgresTarget::found, table, table)) {
      types.put(column.name(), column.type());
      if (column.name().equals(mapping.rowKey().name())) {
        newKey = column.next();
        sequence = column.sequence();
      }
    }
    boolean mapped = layout.mappedKey().isPresent();
    boolean makesRows = mapping.mapping().direction().pulls();
    boolean keyless = makesRows && !mapped && newKey.isEmpty();
    if (!types.containsKey(mapping.rowKey().name()) || keyless) {
      throw new DatabaseException(
          new Problem(
              "TABLE-KEY",
              ErrorClass.MAPPING,
              "mapping %s: no new value can be made for the row key %s.%s"
                  .formatted(mapping.mapping().name(), table, mapping.rowKey().name()),
              "Give the column a default or an identity, or map a field to it"));
    }
    Optional<String> none = Optional.empty();
    return new PostgresTarget(table, types, mapped ? none : newKey, mapped ? none : sequence);
  }

  /** The SQL type of a column. */
  String type(ColumnName column) {
    String type = types.get(column);
    if (type == null) {
      throw new DatabaseException(
          new Problem(
              "DB-SCHEMA",
              ErrorClass.MAPPING,
              "The column " + table + "." + column + " is gone",
              "Restore it, or take it out of the mapping"));
    }
    return type;
  }

  /** The SQL type of the column that a staged value goes to. */
  String type(StagedColumn column) {
    return type(column.binding().column().name());
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        new ColumnName(row.getString("attname")),
        row.getString("type"),
        Optional.ofNullable(row.getString("sequence")),
        Optional.ofNullable(row.getString("value")));
  }
}
