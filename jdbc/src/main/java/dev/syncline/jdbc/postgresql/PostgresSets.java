package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.capture.CaptureNames.literal;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** How PostgreSQL works on many entries by one statement. */
public final class PostgresSets implements SetWords {
  private static final String KEY_TYPE =
      """
      SELECT format_type(a.atttypid, -1)
             || COALESCE(' COLLATE ' || quote_ident(s.nspname) || '.'
                         || quote_ident(c.collname), '')
      FROM pg_attribute a
      LEFT JOIN pg_collation c ON c.oid = a.attcollation
      LEFT JOIN pg_namespace s ON s.oid = c.collnamespace
      WHERE a.attrelid = to_regclass(?) AND a.attname = ? AND NOT a.attisdropped
      """;

  private final Dialect dialect;

  public PostgresSets(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String rows(List<RowColumn> columns) {
    return columns.stream()
        .map(c -> c.name() + " " + type(c.kind()))
        .collect(Collectors.joining(", ", "json_to_recordset(?::json) AS v (", ")"));
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case KEY, RECORD -> "text COLLATE \"C\"";
      case WHOLE -> "bigint";
      case TEXT -> "text";
      case MOMENT -> "timestamptz";
    };
  }

  @Override
  public String join() {
    return "JOIN";
  }

  @Override
  public String update(String table, String set, String rows, String where) {
    return "UPDATE " + table + " SET " + set + " FROM " + rows + " WHERE " + where;
  }

  @Override
  public String delete(String table, String alias, String rows, String where) {
    return "DELETE FROM " + table + " " + alias + " USING " + rows + " WHERE " + where;
  }

  @Override
  public String deleteFrom(String table, String alias, String where) {
    return "DELETE FROM " + table + " " + alias + " WHERE " + where;
  }

  @Override
  public String insertInto(String table) {
    return "INSERT INTO " + table + " AS o";
  }

  @Override
  public String present(String column) {
    return "o." + column;
  }

  @Override
  public String ifPresent(String key, String set) {
    return " ON CONFLICT (" + key + ") DO UPDATE SET " + set;
  }

  @Override
  public String excluded(String column) {
    return "excluded." + column;
  }

  @Override
  public String fromNow(String millis) {
    return "(clock_timestamp() + (" + millis + ") * interval '1 millisecond')";
  }

  @Override
  public String statementTime() {
    return "statement_timestamp()";
  }

  @Override
  public List<String> keyedTables() {
    return List.of("{link}", "{waiting_reference}");
  }

  @Override
  public String lockFree(String alias) {
    return " FOR UPDATE OF " + alias + " SKIP LOCKED";
  }

  @Override
  public String lock(String alias) {
    return " FOR UPDATE OF " + alias;
  }

  @Override
  public String readyHint() {
    return "";
  }

  @Override
  public String keyHint() {
    return "";
  }

  @Override
  public String asColumn(Connection connection, TableName table, Column column, String text)
      throws SQLException {
    String type =
        Sql.first(
                connection,
                KEY_TYPE,
                row -> row.getString(1),
                dialect.quote(table),
                column.name().value())
            .orElse("text");
    return text + "::" + type;
  }

  @Override
  public String asText(String key) {
    return key + "::text";
  }

  @Override
  public String asRead(Column column, String name) {
    return asJsonText(column, name);
  }

  /** A column as it is read; a list as JSON text. */
  static String asJsonText(Column column, String name) {
    return column.type() instanceof ColumnType.TextArray ? "to_json(" + name + ")::text" : name;
  }

  @Override
  public String nextToken() {
    return "SELECT " + dialect.nextToken();
  }

  @Override
  public String asJson(String text) {
    return text + "::json";
  }

  /** Well below the time after which the server looks for deadlocks and may choose another. */
  @Override
  public String withNull(String json, String member) {
    return "(%s::jsonb || jsonb_build_object(%s, null))::json".formatted(json, literal(member));
  }

  @Override
  public String lacks(String json, String member) {
    return "(%s -> %s) IS NULL AND %s".formatted(json, literal(member), knows(json));
  }

  @Override
  public String knows(String json) {
    return json + "::text <> '{}'";
  }

  @Override
  public void waitForNobody(Connection connection) throws SQLException {
    Sql.execute(connection, "SET LOCAL lock_timeout = '20ms'");
  }

  @Override
  public void waitAgain(Connection connection) {
    // The setting ends with the transaction.
  }

  @Override
  public void writeBegins(Connection connection, ResolvedMapping mapping) throws SQLException {
    String mark = CaptureNames.mark(mapping.mapping().name());
    Sql.execute(connection, "SET LOCAL syncline.writing = " + mark);
  }

  @Override
  public void writeEnds(Connection connection) {
    // The mark ends with the transaction.
  }
}
