package dev.syncline.jdbc.history;

import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Pauses;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Halts in the table {@code pause}, on the database's time. */
public final class JdbcPauses implements Pauses {
  private final ConnectionPool pool;
  private final Dialect dialect;

  public JdbcPauses(ConnectionPool pool) {
    this.pool = pool;
    this.dialect = pool.dialect();
  }

  @Override
  public List<Pause> active() {
    String sql =
        dialect.sql(
            """
            SELECT org_name, mapping_name, direction, reason, since, until_at FROM {pause}
            WHERE until_at IS NULL OR until_at > %s
            ORDER BY since, org_name, mapping_name, direction
            """
                .formatted(dialect.now()));
    return pool.transact(c -> Sql.list(c, sql, this::pause));
  }

  @Override
  public void add(
      Optional<OrgName> org,
      Optional<MappingName> mapping,
      Direction direction,
      String reason,
      Optional<Duration> length) {
    String insert =
        dialect.sql(
            """
            INSERT INTO {pause} (until_at, org_name, mapping_name, direction, reason)
            VALUES (%s, ?, ?, ?, ?)
            """
                .formatted(length.isPresent() ? dialect.millisFromNow() : "NULL"));
    pool.transact(
        c -> {
          delete(c, org, mapping, direction);
          String of = org.map(OrgName::value).orElse("");
          String what = mapping.map(MappingName::value).orElse("");
          return length.isPresent()
              ? Sql.update(c, insert, length.get().toMillis(), of, what, direction.name(), reason)
              : Sql.update(c, insert, of, what, direction.name(), reason);
        });
  }

  @Override
  public boolean remove(Optional<OrgName> org, Optional<MappingName> mapping, Direction direction) {
    return pool.transact(c -> delete(c, org, mapping, direction));
  }

  private boolean delete(
      Connection connection,
      Optional<OrgName> org,
      Optional<MappingName> mapping,
      Direction direction)
      throws SQLException {
    return Sql.update(
            connection,
            dialect.sql(
                "DELETE FROM {pause} WHERE org_name = ? AND mapping_name = ? AND direction = ?"),
            org.map(OrgName::value).orElse(""),
            mapping.map(MappingName::value).orElse(""),
            direction.name())
        > 0;
  }

  private Pause pause(ResultSet row) throws SQLException {
    String org = row.getString("org_name");
    String mapping = row.getString("mapping_name");
    boolean ends = row.getObject("until_at") != null;
    return new Pause(
        org.isEmpty() ? Optional.empty() : Optional.of(new OrgName(org)),
        mapping.isEmpty() ? Optional.empty() : Optional.of(new MappingName(mapping)),
        Direction.valueOf(row.getString("direction")),
        row.getString("reason"),
        dialect.instant(row, "since"),
        ends ? Optional.of(dialect.instant(row, "until_at")) : Optional.empty());
  }
}
