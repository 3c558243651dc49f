package dev.syncline.jdbc.refresh;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.RefreshStore;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs and pages in the tables {@code refresh_run} and {@code refresh_page}. */
public final class JdbcRefreshStore implements RefreshStore {
  private static final String COLUMNS =
      """
      SELECT r.id, m.name, r.method, r.handle, r.fingerprint, r.page_cursor, r.pages_listed,
             r.records, r.inserted, r.updated, r.unchanged, r.deleted, r.parked, r.state,
             r.started_at, r.ended_at
      FROM {refresh_run} r JOIN {mapping} m ON m.id = r.mapping_id
      """;

  /**
   * A record that the run did not park again is well by now, or gone; only of deletes no run can
   * say so, as nobody knows of a record that left the recycle bin. Parameters: run, run, code.
   */
  private static final String FORGET_PARKED =
      """
      DELETE FROM {parked}
      WHERE mapping_id = (SELECT mapping_id FROM {refresh_run} WHERE id = ?)
        AND parked_at < (SELECT started_at FROM {refresh_run} WHERE id = ?) AND code <> ?
      """;

  private final ConnectionPool pool;
  private final JdbcLeases leases;
  private final MappingTable mappings;
  private final Dialect dialect;

  public JdbcRefreshStore(ConnectionPool pool, JdbcLeases leases, MappingTable mappings) {
    this.pool = pool;
    this.leases = leases;
    this.mappings = mappings;
    this.dialect = pool.dialect();
  }

  @Override
  public Optional<RefreshRun> findUnfinished(MappingName mapping) {
    return findLast(mapping).filter(run -> run.state() == RefreshRun.State.RUNNING);
  }

  @Override
  public Optional<RefreshRun> findLast(MappingName mapping) {
    String sql = dialect.sql(COLUMNS + " WHERE m.name = ? ORDER BY r.id DESC LIMIT 1");
    return pool.transact(c -> Sql.first(c, sql, this::run, mapping.value()));
  }

  @Override
  public RefreshRun start(Lease lease, MappingName mapping, NewRun started) {
    String insert =
        dialect.sql(
            """
            INSERT INTO {refresh_run} (mapping_id, method, handle, fingerprint, rewrites, token)
            VALUES (?, ?, ?, ?, ?, ?)
            """);
    String find = dialect.sql(COLUMNS + " WHERE r.id = ?");
    return fenced(
        lease,
        c -> {
          long mappingId = mappings.id(c, mapping);
          long id =
              Sql.insert(
                  c,
                  insert,
                  "id",
                  mappingId,
                  started.method().name(),
                  started.handle(),
                  started.fingerprint(),
                  isRemapped(c, mappingId, started.fingerprint()),
                  started.token());
          return Sql.first(c, find, this::run, id).orElseThrow();
        });
  }

  /**
   * Whether rows may have been written by another form of the mapping, since the last refresh that
   * met all of them: what a link's base says then need not stand in the columns of today.
   */
  private boolean isRemapped(Connection connection, long mapping, String fingerprint)
      throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT count(*) FROM {refresh_run} WHERE mapping_id = ? AND fingerprint <> ?
              AND id >= (SELECT COALESCE(MAX(id), 0) FROM {refresh_run}
                         WHERE mapping_id = ? AND state = 'COMPLETED')
            """);
    return Sql.first(connection, sql, row -> row.getLong(1) > 0, mapping, fingerprint, mapping)
        .orElse(false);
  }

  @Override
  public void recordTotal(Lease lease, long run, OptionalLong records) {
    @Nullable Long total = records.isPresent() ? records.getAsLong() : null;
    String sql = dialect.sql("UPDATE {refresh_run} SET records = ? WHERE id = ?");
    fenced(
        lease,
        c -> {
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setObject(1, total, Types.BIGINT);
            statement.setLong(2, run);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void addPages(Lease lease, long run, List<PageRef> pages, Optional<String> cursor) {
    String listed =
        dialect.sql("UPDATE {refresh_run} SET page_cursor = ?, pages_listed = ? WHERE id = ?");
    fenced(
        lease,
        c -> {
          addPages(c, run, pages);
          return Sql.update(c, listed, cursor.orElse(null), cursor.isEmpty(), run);
        });
  }

  @Override
  public List<PageTask> pendingPages(long run, long afterOrdinal, int max) {
    String sql =
        dialect.sql(
            """
            SELECT ordinal, page FROM {refresh_page}
            WHERE run_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?
            """);
    return pool.transact(
        c ->
            Sql.list(
                c,
                sql,
                row -> new PageTask(run, row.getLong(1), new PageRef(row.getString(2))),
                run,
                afterOrdinal,
                max));
  }

  @Override
  public void end(Lease lease, long run, RefreshRun.State state) {
    String forget = dialect.sql("DELETE FROM {refresh_page} WHERE run_id = ?");
    String end =
        dialect.sql(
            "UPDATE {refresh_run} SET state = ?, ended_at = %s WHERE id = ?"
                .formatted(dialect.now()));
    fenced(
        lease,
        c -> {
          Sql.update(c, forget, run);
          if (state == RefreshRun.State.COMPLETED) {
            Sql.update(c, dialect.sql(FORGET_PARKED), run, run, Trouble.DELETE_REFUSED.code());
          }
          return Sql.update(c, end, state.name(), run);
        });
  }

  /**
   * How old a run's pages are, and what they do to rows.
   *
   * @param rewrites whether rows are written although their base is equal
   * @param token from before the reading began
   */
  public record Standing(boolean rewrites, long token) {}

  /** How a run stands. */
  public Standing standing(Connection connection, long run) throws SQLException {
    String sql = dialect.sql("SELECT rewrites, token FROM {refresh_run} WHERE id = ?");
    return Sql.first(connection, sql, row -> new Standing(row.getBoolean(1), row.getLong(2)), run)
        .orElseThrow();
  }

  /**
   * Takes a page off the run's list and counts what it came to, within the caller's transaction.
   *
   * @param next a page that is now known
   * @return whether the page was still on the list; if not, it was committed before
   */
  public boolean commitPage(
      Connection connection, PageTask page, PullOutcome outcome, Optional<PageRef> next)
      throws SQLException {
    String take = dialect.sql("DELETE FROM {refresh_page} WHERE run_id = ? AND ordinal = ?");
    if (Sql.update(connection, take, page.run(), page.ordinal()) == 0) {
      return false;
    }
    addPages(connection, page.run(), next.stream().toList());
    String count =
        dialect.sql(
            """
            UPDATE {refresh_run}
            SET inserted = inserted + ?, updated = updated + ?, unchanged = unchanged + ?,
                deleted = deleted + ?, parked = parked + ?
            WHERE id = ?
            """);
    Sql.update(
        connection,
        count,
        outcome.inserted(),
        outcome.updated(),
        outcome.unchanged(),
        outcome.deleted(),
        outcome.parked(),
        page.run());
    return true;
  }

  private void addPages(Connection connection, long run, List<PageRef> pages) throws SQLException {
    if (pages.isEmpty()) {
      return;
    }
    String next = dialect.sql("SELECT next_ordinal FROM {refresh_run} WHERE id = ? FOR UPDATE");
    long ordinal = Sql.first(connection, next, row -> row.getLong(1), run).orElseThrow();
    String insert =
        dialect.sql("INSERT INTO {refresh_page} (run_id, ordinal, page) VALUES (?, ?, ?)");
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (PageRef page : pages) {
        Sql.bind(statement, run, ordinal++, page.value());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    String advance = dialect.sql("UPDATE {refresh_run} SET next_ordinal = ? WHERE id = ?");
    Sql.update(connection, advance, ordinal, run);
  }

  private <T> T fenced(Lease lease, ConnectionPool.Work<T> work) {
    return pool.transact(
        connection -> {
          T result = work.run(connection);
          leases.hold(connection, lease);
          return result;
        });
  }

  private RefreshRun run(ResultSet row) throws SQLException {
    long records = row.getLong("records");
    OptionalLong total = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(records);
    boolean ended = row.getObject("ended_at") != null;
    return new RefreshRun(
        row.getLong("id"),
        new MappingName(row.getString("name")),
        ReadingMethod.valueOf(row.getString("method")),
        row.getString("handle"),
        row.getString("fingerprint"),
        Optional.ofNullable(row.getString("page_cursor")),
        row.getBoolean("pages_listed"),
        total,
        new PullOutcome(
            row.getLong("inserted"),
            row.getLong("updated"),
            row.getLong("unchanged"),
            row.getLong("deleted"),
            row.getLong("parked")),
        RefreshRun.State.valueOf(row.getString("state")),
        dialect.instant(row, "started_at"),
        ended ? Optional.of(dialect.instant(row, "ended_at")) : Optional.empty());
  }
}
