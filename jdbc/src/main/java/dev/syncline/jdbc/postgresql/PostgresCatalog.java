package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.jdbc.catalog.Catalog;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's system catalog. */
public final class PostgresCatalog implements Catalog {
  private static final String FIND =
      """
      SELECT c.oid, n.nspname, c.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND lower(c.relname) = lower(?)
        AND CASE WHEN ?::text IS NULL THEN n.nspname = ANY (current_schemas(false))
                 ELSE lower(n.nspname) = lower(?) END
      ORDER BY c.relname = ? DESC, array_position(current_schemas(false), n.nspname), c.relname
      LIMIT 1
      """;
  private static final String COLUMNS =
      """
      SELECT a.attname, COALESCE(b.typname, t.typname) AS type,
             CASE WHEN t.typtype = 'd' AND a.atttypmod < 0 THEN t.typtypmod ELSE a.atttypmod
             END AS modifier,
             format_type(a.atttypid, a.atttypmod) AS words,
             NOT (a.attnotnull OR t.typnotnull) AS nullable,
             a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL AS has_default,
             a.attgenerated <> '' AS generated
      FROM pg_attribute a
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;
  private static final String PRIMARY_KEY =
      """
      SELECT a.attname
      FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = ? AND i.indisprimary
      ORDER BY k.position
      """;
  private static final String UNIQUE =
      """
      SELECT DISTINCT a.attname
      FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = ? AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1
        AND i.indpred IS NULL AND i.indexprs IS NULL
      ORDER BY a.attname
      """;

  /** What is missing for our own tables: a schema of ours is made, or is there and ours to use. */
  private static final String OWN_RIGHTS =
      """
      SELECT 'CREATE on the database ' || current_database()
      WHERE to_regnamespace('syncline') IS NULL
        AND NOT has_database_privilege(current_database(), 'CREATE')
      UNION ALL
      SELECT need || ' on the schema syncline' FROM unnest(ARRAY['USAGE', 'CREATE']) AS need
      WHERE to_regnamespace('syncline') IS NOT NULL
        AND NOT has_schema_privilege('syncline', need)
      """;

  private static final String TABLE_RIGHTS =
      """
      SELECT need || ' on the table ' || t.oid::regclass
      FROM pg_class t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS need
      WHERE t.oid = ? AND NOT has_table_privilege(t.oid, need)
      """;

  private static final String SCHEMA_RIGHTS =
      """
      SELECT 'CREATE on the schema ' || s.name
      FROM (SELECT COALESCE(?, current_schema(), 'public') AS name) s
      WHERE to_regnamespace(quote_ident(s.name)) IS NULL
        OR NOT has_schema_privilege(s.name, 'CREATE')
      """;

  private final Dialect dialect;
  private final DeferredIndexes deferredIndexes;

  private record Found(long id, TableName name) {}

  public PostgresCatalog(Dialect dialect) {
    this.dialect = dialect;
    this.deferredIndexes = new DeferredIndexes(dialect);
  }

  @Override
  public Optional<TableDescription> describe(Connection connection, TableName table)
      throws SQLException {
    String schema = table.schema().orElse(null);
    Optional<Found> found =
        Sql.first(
            connection, FIND, PostgresCatalog::found, table.name(), schema, schema, table.name());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long id = found.get().id();
    return Optional.of(
        new TableDescription(
            found.get().name(),
            Sql.list(connection, COLUMNS, PostgresCatalog::column, id),
            columnNames(connection, PRIMARY_KEY, id),
            columnNames(connection, UNIQUE, id)));
  }

  @Override
  public List<String> missingRights(Connection connection, TableName table) throws SQLException {
    String schema = table.schema().orElse(null);
    Optional<Found> found =
        Sql.first(
            connection, FIND, PostgresCatalog::found, table.name(), schema, schema, table.name());
    List<String> missing =
        new ArrayList<>(Sql.list(connection, OWN_RIGHTS, row -> row.getString(1)));
    missing.addAll(
        found.isPresent()
            ? Sql.list(connection, TABLE_RIGHTS, row -> row.getString(1), found.get().id())
            : Sql.list(connection, SCHEMA_RIGHTS, row -> row.getString(1), schema));
    return missing;
  }

  @Override
  public void create(Connection connection, TableDesign design) throws SQLException {
    var sql = new StringBuilder("CREATE TABLE ").append(dialect.quote(design.name())).append(" (");
    sql.append(dialect.quote(design.key().value()))
        .append(" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
    for (ColumnDesign column : design.columns()) {
      sql.append(", ").append(dialect.quote(column.name().value())).append(' ');
      sql.append(PostgresTypes.sql(column.type()));
      if (column.unique()) {
        sql.append(" UNIQUE");
      }
    }
    Sql.execute(connection, sql.append(')').toString());
    for (ColumnDesign column : design.columns()) {
      if (column.indexed() && !column.unique()) {
        deferredIndexes.note(connection, dialect.quote(design.name()), column.name());
      }
    }
  }

  @Override
  public List<String> addColumns(TableName table, List<ColumnDesign> columns) {
    return columns.stream()
        .map(
            column ->
                """
                -- A column of a field that is mapped. Gives up after five seconds.
                DO $syncline$ BEGIN
                  PERFORM set_config('lock_timeout', '5s', true);
                  ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;
                END $syncline$\
                """
                    .formatted(
                        dialect.quote(table),
                        dialect.quote(column.name().value()),
                        PostgresTypes.sql(column.type())))
        .toList();
  }

  @Override
  public boolean addDeferredIndex(Connection connection, TableName table) throws SQLException {
    return deferredIndexes.add(connection, dialect.quote(table));
  }

  private static List<ColumnName> columnNames(Connection connection, String sql, long table)
      throws SQLException {
    return Sql.list(connection, sql, row -> new ColumnName(row.getString(1)), table);
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong(1), new TableName(Optional.of(row.getString(2)), row.getString(3)));
  }

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        new ColumnName(row.getString("attname")),
        PostgresTypes.parse(row.getString("type"), row.getInt("modifier"), row.getString("words")),
        row.getBoolean("nullable"),
        row.getBoolean("has_default"),
        row.getBoolean("generated"));
  }
}
