package dev.syncline.jdbc.run;

import dev.syncline.engine.database.Runs.Kind;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table {@code run}, and what of {@code superseded} is kept for how long. */
final class RunTable {
  private static final String SELECT =
      """
      SELECT r.id, m.name, r.kind, r.began_at, r.last_at, r.created, r.updated, r.deleted
      FROM {run} r JOIN {mapping} m ON m.id = r.mapping_id
      """;

  private final Dialect dialect;

  RunTable(Dialect dialect) {
    this.dialect = dialect;
  }

  long begin(Connection connection, long mappingId, Kind kind) throws SQLException {
    String sql = dialect.sql("INSERT INTO {run} (mapping_id, kind) VALUES (?, ?)");
    return Sql.insert(connection, sql, "id", mappingId, kind.name());
  }

  void add(Connection connection, long run, long created, long updated, long deleted)
      throws SQLException {
    String sql =
        """
        UPDATE {run} SET created = created + ?, updated = updated + ?, deleted = deleted + ?,
          last_at = %s WHERE id = ?
        """
            .formatted(dialect.now());
    Sql.update(connection, dialect.sql(sql), created, updated, deleted, run);
  }

  List<Run> list(Connection connection, Optional<Long> mappingId, int max) throws SQLException {
    String which = mappingId.isPresent() ? " WHERE r.mapping_id = ?" : "";
    String sql = dialect.sql(SELECT + which + " ORDER BY r.id DESC LIMIT ?");
    return mappingId.isPresent()
        ? Sql.list(connection, sql, this::run, mappingId.get(), max)
        : Sql.list(connection, sql, this::run, max);
  }

  Optional<Run> find(Connection connection, long run) throws SQLException {
    return Sql.first(connection, dialect.sql(SELECT + " WHERE r.id = ?"), this::run, run);
  }

  /** The oldest run of a mapping that is not kept any longer. */
  Optional<Long> outlived(Connection connection, long mappingId, Duration kept)
      throws SQLException {
    String sql =
        """
        SELECT id FROM {run} WHERE mapping_id = ? AND last_at < %s ORDER BY id LIMIT 1
        """
            .formatted(dialect.millisFromNow());
    return Sql.first(
        connection, dialect.sql(sql), row -> row.getLong(1), mappingId, -kept.toMillis());
  }

  /** Forgets some of what a run wrote over, and the run when nothing of it is left. */
  void forget(Connection connection, long run, int most) throws SQLException {
    String some = dialect.deleteSome("{superseded}", "run_id = ?");
    if (Sql.update(connection, some, run, most) == 0) {
      Sql.update(connection, dialect.sql("DELETE FROM {run} WHERE id = ?"), run);
    }
  }

  private Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"),
        new MappingName(row.getString("name")),
        Kind.valueOf(row.getString("kind")),
        dialect.instant(row, "began_at"),
        dialect.instant(row, "last_at"),
        row.getLong("created"),
        row.getLong("updated"),
        row.getLong("deleted"));
  }
}
