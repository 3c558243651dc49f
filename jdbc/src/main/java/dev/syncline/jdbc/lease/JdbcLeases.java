package dev.syncline.jdbc.lease;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Leases;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Leases in the table {@code lease}, one row per job; the fence counts its owners. */
public final class JdbcLeases implements Leases {
  private final ConnectionPool pool;
  private final Owner us;
  private final String make;
  private final String lock;
  private final String take;
  private final String renew;
  private final String release;
  private final String fence;
  private final String lockFence;

  private record Held(long fence, boolean running, Optional<Owner> owner) {}

  public JdbcLeases(ConnectionPool pool, Owner us) {
    this.pool = pool;
    this.us = us;
    Dialect dialect = pool.dialect();
    make =
        dialect.ifAbsent(
            dialect.sql(
                "INSERT INTO {lease} (job, fence, expires_at) VALUES (?, 0, "
                    + dialect.now()
                    + ")"),
            "job");
    lock =
        dialect.sql(
            """
            SELECT fence, owner_host, owner_process, owner_started,
                   CASE WHEN expires_at > %s THEN 1 ELSE 0 END AS running
            FROM {lease} WHERE job = ? FOR UPDATE
            """
                .formatted(dialect.now()));
    take =
        dialect.sql(
            """
            UPDATE {lease}
            SET fence = fence + 1, owner_host = ?, owner_process = ?, owner_started = ?,
                expires_at = %s
            WHERE job = ?
            """
                .formatted(dialect.millisFromNow()));
    renew =
        dialect.sql(
            "UPDATE {lease} SET expires_at = %s WHERE job = ? AND fence = ?"
                .formatted(dialect.millisFromNow()));
    release =
        dialect.sql(
            """
            UPDATE {lease}
            SET expires_at = %s, owner_host = NULL, owner_process = NULL, owner_started = NULL
            WHERE job = ? AND fence = ?
            """
                .formatted(dialect.now()));
    fence = dialect.sql("SELECT fence FROM {lease} WHERE job = ?");
    lockFence = fence + " FOR UPDATE";
  }

  @Override
  public Lease acquire(String job, Duration duration) {
    return pool.transact(
        connection -> {
          Sql.update(connection, make, job);
          Held held = Sql.first(connection, lock, JdbcLeases::held, job).orElseThrow();
          checkFree(job, held);
          Sql.update(
              connection, take, us.host(), us.process(), us.started(), duration.toMillis(), job);
          return new Lease(job, held.fence() + 1);
        });
  }

  @Override
  public void renew(Lease lease, Duration duration) {
    pool.transact(
        connection -> {
          int renewed =
              Sql.update(connection, renew, duration.toMillis(), lease.job(), lease.fence());
          if (renewed == 0) {
            throw lost(lease);
          }
          return renewed;
        });
  }

  @Override
  public void release(Lease lease) {
    pool.transact(connection -> Sql.update(connection, release, lease.job(), lease.fence()));
  }

  /**
   * Fails if the lease is another's by now. Cheap, but only a hint: it may be lost right after.
   *
   * @throws DatabaseException with code {@link Lease#LOST}
   */
  public void check(Connection connection, Lease lease) throws SQLException {
    requireFence(connection, fence, lease);
  }

  /**
   * Fails if the lease is another's, and keeps it from becoming so until the transaction ends. The
   * last statement before a commit, so that it is held for an instant only.
   *
   * @throws DatabaseException with code {@link Lease#LOST}
   */
  public void hold(Connection connection, Lease lease) throws SQLException {
    requireFence(connection, lockFence, lease);
  }

  private static void requireFence(Connection connection, String query, Lease lease)
      throws SQLException {
    Optional<Long> found = Sql.first(connection, query, row -> row.getLong(1), lease.job());
    if (found.isEmpty() || found.get() != lease.fence()) {
      throw lost(lease);
    }
  }

  private void checkFree(String job, Held held) {
    Optional<Owner> alive = held.owner().filter(owner -> !owner.isDead(us));
    if (held.running() && alive.isPresent()) {
      throw new DatabaseException(
          new Problem(
              Lease.HELD,
              ErrorClass.TRANSIENT,
              "The job " + job + " is being done by " + alive.get(),
              "Wait until it is done, or stop that process"));
    }
  }

  private static Held held(ResultSet row) throws SQLException {
    String host = row.getString("owner_host");
    Optional<Owner> owner =
        host == null
            ? Optional.empty()
            : Optional.of(
                new Owner(host, row.getLong("owner_process"), row.getLong("owner_started")));
    return new Held(row.getLong("fence"), row.getInt("running") == 1, owner);
  }

  private static DatabaseException lost(Lease lease) {
    return new DatabaseException(
        new Problem(
            Lease.LOST,
            ErrorClass.TRANSIENT,
            "Another process has taken the job " + lease.job() + " over",
            "Nothing: that process goes on with it, and nothing of ours was written"));
  }
}
