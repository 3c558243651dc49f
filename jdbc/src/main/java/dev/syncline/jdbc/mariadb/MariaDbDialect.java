package dev.syncline.jdbc.mariadb;

import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.model.MappingName;
import dev.syncline.model.MatchPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How MariaDB says things. It has no schemas inside a database, so Syncline's own tables stand
 * beside the user's with a prefix. Moments are kept as UTC without a zone.
 */
public final class MariaDbDialect implements Dialect {
  private static final String PREFIX = "syncline_";

  /**
   * The server looks for deadlocks at once, and may choose the other; who never waits is in none.
   */
  private static final int LOCK_SECONDS = 0;

  @Override
  public String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  @Override
  public String ownTable(String name) {
    return PREFIX + name;
  }

  @Override
  public String migrations() {
    return "mariadb";
  }

  @Override
  public String now() {
    return "UTC_TIMESTAMP(6)";
  }

  @Override
  public String millisFromNow() {
    return "UTC_TIMESTAMP(6) + INTERVAL (? * 1000) MICROSECOND";
  }

  @Override
  public String ifAbsent(String insert, String keyColumn) {
    return insert + " ON DUPLICATE KEY UPDATE " + keyColumn + " = " + keyColumn;
  }

  @Override
  public String deleteSome(String table, String where) {
    return sql("DELETE FROM " + table + " WHERE " + where + " LIMIT ?");
  }

  @Override
  public String nextToken() {
    return "NEXTVAL(" + ownTable("token") + ")";
  }

  @Override
  public String mayReadIdentity() {
    return "SELECT FALSE";
  }

  /** A dump makes the table anew, and putting back files gives these a new time. */
  @Override
  public String identity(boolean whole) {
    return """
    SELECT CONCAT_WS('/', DATABASE(), UNIX_TIMESTAMP(create_time)) FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name = 'syncline_database_identity'
    """;
  }

  @Override
  public String beginWriting(MappingName mapping) {
    return "SET @syncline_writing = %s, SESSION innodb_lock_wait_timeout = %d"
        .formatted(CaptureNames.mark(mapping), LOCK_SECONDS);
  }

  /**
   * With a wait of zero seconds, InnoDB takes a lock that was skipped for a failure of the commit.
   */
  @Override
  public String skippingLocked() {
    return "SET STATEMENT innodb_lock_wait_timeout = 1 FOR ";
  }

  /**
   * MariaDB Documentation, "Error Codes": ER_LOCK_WAIT_TIMEOUT undoes the statement alone, and so
   * does ER_AUTOINC_READ_FAILED, which is what waiting for the next key is told by.
   */
  @Override
  public boolean isLocked(SQLException cause) {
    return cause.getErrorCode() == 1205 || cause.getErrorCode() == 1467;
  }

  /** Connections are in UTC, so that columns of both kinds compare as UTC. */
  @Override
  public String momentLiteral(Instant instant, boolean withZone) {
    String text = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString().replace('T', ' ');
    return "TIMESTAMP '" + (text.length() == 16 ? text + ":00" : text) + "'";
  }

  @Override
  public String endWriting() {
    return "SET @syncline_writing = NULL, SESSION innodb_lock_wait_timeout = DEFAULT";
  }

  @Override
  public Instant instant(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  @Override
  public Object moment(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  @Override
  public String matchForm(MatchPart part, String text) {
    return MariaDbMatchForms.form(part, text);
  }

  @Override
  public String matchKey(List<String> parts) {
    return MariaDbMatchForms.key(parts);
  }

  @Override
  public String plainText(String value) {
    return "CONVERT(" + value + " USING utf8mb4) COLLATE utf8mb4_bin";
  }

  @Override
  public String plainNumber(String number) {
    String digits = plainText("CAST(" + number + " AS DECIMAL(65, 20))");
    return "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM " + digits + "))";
  }

  @Override
  public SqlFailure failure(SQLException cause) {
    return MariaDbFailures.of(cause);
  }
}
