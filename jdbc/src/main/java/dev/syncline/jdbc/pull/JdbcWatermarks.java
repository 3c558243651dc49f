package dev.syncline.jdbc.pull;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.database.Watermark.Position;
import dev.syncline.engine.database.Watermarks;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watermarks in the table {@code watermark}. */
public final class JdbcWatermarks implements Watermarks {
  private static final String COLUMNS =
      "updated_to, deleted_to, window_date, window_record_id, window_until";

  private final ConnectionPool pool;
  private final JdbcLeases leases;
  private final MappingTable mappings;
  private final Dialect dialect;

  public JdbcWatermarks(ConnectionPool pool, JdbcLeases leases, MappingTable mappings) {
    this.pool = pool;
    this.leases = leases;
    this.mappings = mappings;
    this.dialect = pool.dialect();
  }

  @Override
  public Optional<Watermark> find(MappingName mapping) {
    String sql = dialect.sql("SELECT " + COLUMNS + " FROM {watermark} WHERE mapping_id = ?");
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent()
              ? Sql.first(c, sql, this::watermark, id.get())
              : Optional.<Watermark>empty();
        });
  }

  @Override
  public void set(Lease lease, MappingName mapping, Watermark watermark) {
    fenced(
        lease,
        c -> {
          move(c, mappings.id(c, mapping), watermark);
          return true;
        });
  }

  @Override
  public void reset(Lease lease, MappingName mapping) {
    String sql = dialect.sql("DELETE FROM {watermark} WHERE mapping_id = ?");
    fenced(lease, c -> Sql.update(c, sql, mappings.id(c, mapping)));
  }

  /** Sets a watermark within the caller's transaction; forgets tombstones that are too old. */
  public void move(Connection connection, long mappingId, Watermark watermark) throws SQLException {
    new OldTombstones(dialect).forget(connection, mappingId);
    Optional<Position> window = watermark.window();
    @Nullable Object[] values = {
      dialect.moment(watermark.updated()),
      dialect.moment(watermark.deleted()),
      window.map(w -> dialect.moment(w.date())).orElse(null),
      window.map(w -> w.id().value()).orElse(null),
      window.map(w -> dialect.moment(w.until())).orElse(null),
      mappingId
    };
    String update =
        dialect.sql(
            """
            UPDATE {watermark} SET updated_to = ?, deleted_to = ?, window_date = ?,
              window_record_id = ?, window_until = ? WHERE mapping_id = ?
            """);
    if (Sql.update(connection, update, values) == 0) {
      String insert =
          dialect.sql(
              "INSERT INTO {watermark} (" + COLUMNS + ", mapping_id) VALUES (?, ?, ?, ?, ?, ?)");
      Sql.update(connection, insert, values);
    }
  }

  private Watermark watermark(ResultSet row) throws SQLException {
    String record = row.getString("window_record_id");
    Optional<Position> window =
        record == null
            ? Optional.empty()
            : Optional.of(
                new Position(
                    dialect.instant(row, "window_date"),
                    new RecordId(record),
                    dialect.instant(row, "window_until")));
    return new Watermark(
        dialect.instant(row, "updated_to"), dialect.instant(row, "deleted_to"), window);
  }

  private void fenced(Lease lease, ConnectionPool.Work<?> work) {
    pool.transact(
        connection -> {
          work.run(connection);
          leases.hold(connection, lease);
          return true;
        });
  }
}
