package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.jdbc.catalog.Catalog;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MariaDB's catalog, read from its information schema. */
public final class MariaDbCatalog implements Catalog {
  private static final String FIND =
      """
      SELECT table_name FROM information_schema.tables
      WHERE table_schema = COALESCE(?, DATABASE()) AND LOWER(table_name) = LOWER(?)
        AND table_type = 'BASE TABLE'
      ORDER BY BINARY table_name = ? DESC, table_name LIMIT 1
      """;
  private static final String COLUMNS =
      """
      SELECT c.column_name, c.data_type, c.column_type, c.is_nullable, c.column_default,
             c.extra, c.character_maximum_length, c.numeric_precision, c.numeric_scale,
             c.datetime_precision, c.character_set_name
      FROM information_schema.columns c
      WHERE c.table_schema = COALESCE(?, DATABASE()) AND c.table_name = ?
      ORDER BY c.ordinal_position
      """;

  /** Asked once per table: the server opens tables of all databases for each such question. */
  private static final String CHECKS =
      """
      SELECT check_clause FROM information_schema.check_constraints
      WHERE constraint_schema = COALESCE(?, DATABASE()) AND table_name = ?
      """;

  private static final String PRIMARY_KEY =
      """
      SELECT column_name FROM information_schema.statistics
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND index_name = 'PRIMARY'
      ORDER BY seq_in_index
      """;
  private static final String UNIQUE =
      """
      SELECT MIN(column_name) FROM information_schema.statistics
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND non_unique = 0
      GROUP BY index_name HAVING COUNT(*) = 1 AND MAX(sub_part) IS NULL ORDER BY 1
      """;

  private static final String MAY_CREATE =
      """
      SELECT 1 FROM information_schema.user_privileges WHERE privilege_type = 'CREATE'
      UNION ALL
      SELECT 1 FROM information_schema.schema_privileges
      WHERE privilege_type = 'CREATE' AND DATABASE() LIKE table_schema
      """;

  private static final int TABLE_ACCESS_DENIED = 1_142;
  private static final int COLUMN_ACCESS_DENIED = 1_143;

  private final Dialect dialect;

  public MariaDbCatalog(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Optional<TableDescription> describe(Connection connection, TableName table)
      throws SQLException {
    ServerKind.require(connection);
    String schema = table.schema().orElse(null);
    Optional<String> found =
        Sql.first(connection, FIND, row -> row.getString(1), schema, table.name(), table.name());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String name = found.get();
    List<String> checks =
        Sql.list(connection, CHECKS, row -> row.getString("check_clause"), schema, name);
    return Optional.of(
        new TableDescription(
            new TableName(table.schema(), name),
            Sql.list(connection, COLUMNS, row -> column(row, name, checks), schema, name),
            names(connection, PRIMARY_KEY, schema, name),
            names(connection, UNIQUE, schema, name)));
  }

  /**
   * The server says whether a statement is allowed when it is asked to explain it (MariaDB
   * documentation, "EXPLAIN": it needs the privileges of the statement), whatever roles and
   * patterns the privilege comes from. For making tables the grants are read.
   */
  @Override
  public List<String> missingRights(Connection connection, TableName table) throws SQLException {
    List<String> missing = new ArrayList<>();
    if (Sql.list(connection, MAY_CREATE, row -> row.getInt(1)).isEmpty()) {
      missing.add("CREATE on the database");
    }
    Optional<TableDescription> there = describe(connection, table);
    if (there.isEmpty()) {
      return missing;
    }
    String name = dialect.quote(there.get().name());
    String column = dialect.quote(there.get().columns().getFirst().name().value());
    Map<String, String> statements = new LinkedHashMap<>();
    statements.put("SELECT", "SELECT " + column + " FROM " + name);
    statements.put("INSERT", "INSERT INTO " + name + " SELECT * FROM " + name + " WHERE FALSE");
    statements.put("UPDATE", "UPDATE " + name + " SET " + column + " = " + column + " WHERE FALSE");
    statements.put("DELETE", "DELETE FROM " + name + " WHERE FALSE");
    for (Map.Entry<String, String> statement : statements.entrySet()) {
      if (!isAllowed(connection, statement.getValue())) {
        missing.add(statement.getKey() + " on the table " + there.get().name());
      }
    }
    return missing;
  }

  private static boolean isAllowed(Connection connection, String statement) throws SQLException {
    try {
      Sql.execute(connection, "EXPLAIN " + statement);
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == TABLE_ACCESS_DENIED || e.getErrorCode() == COLUMN_ACCESS_DENIED) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void create(Connection connection, TableDesign design) throws SQLException {
    var sql = new StringBuilder("CREATE TABLE ").append(dialect.quote(design.name())).append(" (");
    sql.append(dialect.quote(design.key().value())).append(" bigint AUTO_INCREMENT PRIMARY KEY");
    for (ColumnDesign column : design.columns()) {
      String name = dialect.quote(column.name().value());
      sql.append(", ").append(name).append(' ').append(MariaDbTypes.sql(column.type()));
      sql.append(" NULL");
      if (column.unique()) {
        sql.append(" UNIQUE");
      } else if (column.indexed()) {
        sql.append(", KEY (").append(name).append(prefix(column.type())).append(')');
      }
    }
    Sql.execute(connection, sql.append(") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4").toString());
  }

  @Override
  public List<String> addColumns(TableName table, List<ColumnDesign> columns) {
    return columns.stream()
        .map(
            column ->
                """
                -- A column of a field that is mapped. Gives up after five seconds.
                ALTER TABLE %s WAIT 5 ADD COLUMN IF NOT EXISTS %s %s NULL\
                """
                    .formatted(
                        dialect.quote(table),
                        dialect.quote(column.name().value()),
                        MariaDbTypes.sql(column.type())))
        .toList();
  }

  /** All indexes are made with the table. */
  @Override
  public boolean addDeferredIndex(Connection connection, TableName table) {
    return false;
  }

  /** Text that is kept beside the row can be indexed by its beginning only. */
  private static String prefix(ColumnType type) {
    return MariaDbTypes.sql(type).contains("text") ? "(190)" : "";
  }

  private static List<ColumnName> names(
      Connection connection, String sql, @Nullable String schema, String table)
      throws SQLException {
    return Sql.list(connection, sql, row -> new ColumnName(row.getString(1)), schema, table);
  }

  private static Column column(ResultSet row, String table, List<String> checks)
      throws SQLException {
    String extra = String.valueOf(row.getString("extra"));
    boolean generated = extra.contains("GENERATED");
    boolean counted = extra.contains("auto_increment");
    String name = row.getString("column_name");
    refuseNarrowCharacters(row.getString("character_set_name"), table, name);
    ColumnType type =
        checks.stream().anyMatch(check -> check.contains("json_valid(`" + name + "`)"))
            ? new ColumnType.Json()
            : MariaDbTypes.parse(
                row.getString("data_type"),
                row.getString("column_type"),
                row.getLong("character_maximum_length"),
                row.getInt("numeric_precision"),
                row.getInt("numeric_scale"),
                row.getInt("datetime_precision"));
    return new Column(
        new ColumnName(name),
        type,
        row.getString("is_nullable").equals("YES"),
        counted || row.getString("column_default") != null,
        generated);
  }

  private static void refuseNarrowCharacters(
      @Nullable String characters, String table, String column) {
    if ("utf8mb3".equals(characters) || "utf8".equals(characters)) {
      throw new DatabaseException(
          new Problem(
              "DB-CHARSET",
              ErrorClass.MAPPING,
              "Column %s.%s is in utf8mb3, which cannot hold all characters"
                  .formatted(table, column),
              "ALTER TABLE " + table + " CONVERT TO CHARACTER SET utf8mb4"));
    }
  }
}
