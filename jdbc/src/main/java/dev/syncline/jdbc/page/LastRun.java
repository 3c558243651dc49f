package dev.syncline.jdbc.page;

import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** The refresh of a mapping that was started last. */
public final class LastRun {
  private LastRun() {}

  /**
   * Its number, 0 without one. Links are marked with the refresh that runs, if one does: it need
   * not ask for their records.
   */
  public static long of(Connection connection, RowWords words) throws SQLException {
    String sql =
        words.dialect().sql("SELECT COALESCE(MAX(id), 0) FROM {refresh_run} WHERE mapping_id = ?");
    return Sql.first(connection, sql, row -> row.getLong(1), words.mappingId()).orElse(0L);
  }
}
