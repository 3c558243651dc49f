package dev.syncline.jdbc.postgresql;

import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.model.MappingName;
import dev.syncline.model.MatchPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** How PostgreSQL says things. Syncline's own tables live in a schema of their own. */
public final class PostgresDialect implements Dialect {
  /** The schema beside the rows. */
  public static final String BESIDE_ROWS = "syncline";

  /** The schema of Syncline's own state, in its home database. */
  public static final String HOME = "syncline_home";

  /**
   * The least there is: whoever waits for one of our locks asks once, after {@code
   * deadlock_timeout}, whether it is in a deadlock, and must not find us waiting then.
   */
  private static final int LOCK_MILLIS = 1;

  private final String schema;

  private PostgresDialect(String schema) {
    this.schema = schema;
  }

  /** For the tables beside the rows. */
  public static PostgresDialect besideRows() {
    return new PostgresDialect(BESIDE_ROWS);
  }

  /** For the tables of Syncline's own state. */
  public static PostgresDialect home() {
    return new PostgresDialect(HOME);
  }

  @Override
  public String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String ownTable(String name) {
    return schema + "." + name;
  }

  @Override
  public String migrations() {
    return schema.equals(HOME) ? "home" : "postgresql";
  }

  @Override
  public String now() {
    return "clock_timestamp()";
  }

  @Override
  public String millisFromNow() {
    return "clock_timestamp() + ? * interval '1 millisecond'";
  }

  @Override
  public String ifAbsent(String insert, String keyColumn) {
    return insert + " ON CONFLICT DO NOTHING";
  }

  @Override
  public String deleteSome(String table, String where) {
    return sql(
        "DELETE FROM %1$s WHERE ctid = ANY (ARRAY (SELECT ctid FROM %1$s WHERE %2$s LIMIT ?))"
            .formatted(table, where));
  }

  @Override
  public String nextToken() {
    return "nextval('" + ownTable("token") + "')";
  }

  @Override
  public String mayReadIdentity() {
    return "SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')";
  }

  /** The number of a table is not in a dump, nor is that of the database. */
  @Override
  public String identity(boolean whole) {
    return """
    SELECT concat_ws('/', %s, (SELECT oid FROM pg_database WHERE datname = current_database()),
      '%s'::regclass::oid)
    """
        .formatted(
            whole ? "(SELECT system_identifier FROM pg_control_system())" : "0",
            ownTable("database_identity"));
  }

  @Override
  public String beginWriting(MappingName mapping) {
    return """
    SELECT set_config('syncline.writing', %s, true), set_config('lock_timeout', '%dms', true)\
    """
        .formatted(CaptureNames.mark(mapping), LOCK_MILLIS);
  }

  @Override
  public String momentLiteral(Instant instant, boolean withZone) {
    String text = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString().replace('T', ' ');
    return withZone ? "TIMESTAMP WITH TIME ZONE '" + text + "+00'" : "TIMESTAMP '" + text + "'";
  }

  /** PostgreSQL Documentation, "Error Codes": {@code lock_not_available}. */
  @Override
  public boolean isLocked(SQLException cause) {
    return "55P03".equals(cause.getSQLState());
  }

  @Override
  public String endWriting() {
    return "";
  }

  @Override
  public Instant instant(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public Object moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public String matchForm(MatchPart part, String text) {
    return PostgresMatchForms.form(part, text);
  }

  @Override
  public String matchKey(List<String> parts) {
    return PostgresMatchForms.key(parts);
  }

  @Override
  public String plainText(String value) {
    return value + "::text";
  }

  @Override
  public String plainNumber(String number) {
    return "trim_scale(" + number + "::numeric)::text";
  }

  @Override
  public SqlFailure failure(SQLException cause) {
    return PostgresFailures.of(cause);
  }

  /** The schema of our own tables. */
  public String schema() {
    return schema;
  }
}
