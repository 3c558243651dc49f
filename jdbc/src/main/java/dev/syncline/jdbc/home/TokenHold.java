package dev.syncline.jdbc.home;

import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.OrgName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The right of this process alone to use and replace an org's refresh token. It is a lock of the
 * connection, so it ends with the process, however that ends.
 */
public final class TokenHold implements AutoCloseable {
  private static final String FIND =
      "SELECT refresh_token, origin FROM {org_token} WHERE org_name = ?";
  private static final String KEEP =
      """
      INSERT INTO {org_token} (org_name, refresh_token, origin) VALUES (?, ?, ?)
      ON CONFLICT (org_name) DO UPDATE
      SET refresh_token = excluded.refresh_token, origin = excluded.origin,
          kept_at = clock_timestamp()
      """;

  /** Sets our locks apart from those of other programs in the same database. */
  private static final int LOCKS = 796_254;

  private final ConnectionPool pool;
  private final OrgName org;
  private final Connection connection;

  TokenHold(ConnectionPool pool, OrgName org) {
    this.pool = pool;
    this.org = org;
    this.connection = pool.open();
    try {
      pool.transact(
          connection,
          c -> Sql.first(c, "SELECT pg_advisory_lock(?, hashtext(?))", row -> 1, LOCKS, name()));
    } catch (RuntimeException e) {
      closeConnection();
      throw e;
    }
  }

  /** The token that was kept last; empty if none ever was. */
  public Optional<KeptToken> token() {
    return pool.transact(
        connection,
        c ->
            Sql.first(
                c,
                pool.dialect().sql(FIND),
                row -> new KeptToken(row.getString(1), Optional.ofNullable(row.getString(2))),
                name()));
  }

  /** Keeps another token; it is on disk when this returns. */
  public void keep(KeptToken token) {
    pool.transact(
        connection,
        c ->
            Sql.update(
                c,
                pool.dialect().sql(KEEP),
                name(),
                token.refreshToken(),
                token.origin().orElse(null)));
  }

  @Override
  public void close() {
    try {
      pool.transact(
          connection,
          c -> Sql.first(c, "SELECT pg_advisory_unlock(?, hashtext(?))", row -> 1, LOCKS, name()));
    } finally {
      closeConnection();
    }
  }

  private String name() {
    return org.value();
  }

  private void closeConnection() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw pool.translate(e);
    }
  }
}
