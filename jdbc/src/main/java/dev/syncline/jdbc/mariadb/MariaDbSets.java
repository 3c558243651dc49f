package dev.syncline.jdbc.mariadb;

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

/** How MariaDB works on many entries by one statement. */
public final class MariaDbSets implements SetWords {
  private final Dialect dialect;

  public MariaDbSets(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String rows(List<RowColumn> columns) {
    return columns.stream()
        .map(c -> c.name() + " " + type(c.kind()) + " PATH '$." + c.name() + "'")
        .collect(Collectors.joining(", ", "JSON_TABLE(?, '$[*]' COLUMNS (", ")) AS v"));
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case KEY -> "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
      case RECORD -> "char(18) CHARACTER SET ascii COLLATE ascii_bin";
      case WHOLE -> "bigint";
      case TEXT -> "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
      case MOMENT -> "datetime(6)";
    };
  }

  @Override
  public String join() {
    return "STRAIGHT_JOIN";
  }

  @Override
  public String update(String table, String set, String rows, String where) {
    return "UPDATE "
        + rows
        + " STRAIGHT_JOIN "
        + table
        + keyHint()
        + " ON "
        + where
        + " SET "
        + set;
  }

  @Override
  public String updateRows(String table, String set, String rows, String where) {
    return "UPDATE " + rows + " STRAIGHT_JOIN " + table + " ON " + where + " SET " + set;
  }

  @Override
  public String delete(String table, String alias, String rows, String where) {
    return "DELETE %2$s FROM %3$s STRAIGHT_JOIN %1$s %2$s%5$s ON %4$s"
        .formatted(table, alias, rows, where, keyHint());
  }

  @Override
  public String deleteFrom(String table, String alias, String where) {
    return "DELETE " + alias + " FROM " + table + " " + alias + " WHERE " + where;
  }

  @Override
  public String insertInto(String table) {
    return "INSERT INTO " + table;
  }

  @Override
  public String present(String column) {
    return column;
  }

  @Override
  public String ifPresent(String key, String set) {
    return " ON DUPLICATE KEY UPDATE " + set;
  }

  @Override
  public String excluded(String column) {
    return "VALUES(" + column + ")";
  }

  @Override
  public String fromNow(String millis) {
    return "(UTC_TIMESTAMP(6) + INTERVAL ((" + millis + ") * 1000) MICROSECOND)";
  }

  @Override
  public String statementTime() {
    return dialect.now();
  }

  @Override
  public List<String> keyedTables() {
    return List.of("{link}");
  }

  @Override
  public String lockFree(String alias) {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  public String lock(String alias) {
    return " FOR UPDATE";
  }

  @Override
  public String readyHint() {
    return " FORCE INDEX (ready)";
  }

  @Override
  public String keyHint() {
    return " FORCE INDEX (PRIMARY)";
  }

  @Override
  public String asColumn(Connection connection, TableName table, Column column, String text)
      throws SQLException {
    return KeyText.as(connection, table, column, text);
  }

  @Override
  public String asText(String key) {
    return "CAST(" + key + " AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin";
  }

  /** Single-precision numbers lose digits on their way as text. */
  @Override
  public String asRead(Column column, String name) {
    return column.type() instanceof ColumnType.Floating ? "CAST(" + name + " AS DOUBLE)" : name;
  }

  @Override
  public String nextToken() {
    return dialect.sql("SELECT NEXTVAL({token})");
  }

  @Override
  public String asJson(String text) {
    return text;
  }

  /** The server looks for deadlocks at once; who never waits is in none. */
  @Override
  public String withNull(String json, String member) {
    return "JSON_COMPACT(JSON_SET(%s, %s, NULL))".formatted(json, path(member));
  }

  @Override
  public String lacks(String json, String member) {
    return "NOT JSON_EXISTS(%s, %s) AND %s".formatted(json, path(member), knows(json));
  }

  @Override
  public String knows(String json) {
    return json + " <> '{}'";
  }

  private static String path(String member) {
    return CaptureNames.literal("$.\"" + member + "\"");
  }

  @Override
  public void waitForNobody(Connection connection) throws SQLException {
    Sql.execute(connection, "SET SESSION innodb_lock_wait_timeout = 0");
  }

  @Override
  public void waitAgain(Connection connection) throws SQLException {
    Sql.execute(connection, "SET SESSION innodb_lock_wait_timeout = DEFAULT");
  }

  @Override
  public void writeBegins(Connection connection, ResolvedMapping mapping) throws SQLException {
    String mark = CaptureNames.mark(mapping.mapping().name());
    Sql.execute(connection, "SET @syncline_writing = " + mark);
  }

  @Override
  public void writeEnds(Connection connection) throws SQLException {
    Sql.execute(connection, "SET @syncline_writing = NULL");
  }
}
