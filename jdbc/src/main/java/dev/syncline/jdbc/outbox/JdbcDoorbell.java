package dev.syncline.jdbc.outbox;

import dev.syncline.engine.database.Doorbell;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at the tables {@code outbox}, {@code related_change} and {@code pull_queue}, and rings
 * where the database can.
 */
public final class JdbcDoorbell implements Doorbell {
  private static final String LOOK =
      """
      SELECT m.name,
        EXISTS (SELECT 1 FROM {outbox} o%1$s
          WHERE o.mapping_id = m.id AND o.state = 'READY' AND o.priority IN (0, 1)
            AND o.available_at <= %2$s)
          OR EXISTS (SELECT 1 FROM {related_change} r WHERE r.mapping_id = m.id),
        EXISTS (SELECT 1 FROM {pull_queue} q
          WHERE q.mapping_id = m.id AND q.available_at <= %2$s)
      FROM {mapping} m
      """;

  private static final String LEFT =
      """
      SELECT m.name FROM {mapping} m
      WHERE m.id IN (SELECT o.mapping_id FROM {outbox} o WHERE o.state = 'WAITING')
        OR m.id IN (SELECT c.mapping_id FROM {claim} c
          WHERE c.until_at < %1$s
            OR (c.owner_host = ? AND c.owner_process = ? AND c.owner_started = ?) IS NOT TRUE)
        OR m.id IN (SELECT u.mapping_id FROM {unsettled} u)
        OR m.id IN (SELECT j.mapping_id FROM {write_job} j WHERE j.kept_until < %1$s)
      """;

  private final ConnectionPool pool;
  private final Owner us;
  private final Ringer ringer;
  private final String look;
  private final String left;

  public JdbcDoorbell(ConnectionPool pool, SetWords words, Owner us, Ringer ringer) {
    this.pool = pool;
    this.us = us;
    this.ringer = ringer;
    this.look = words.dialect().sql(LOOK.formatted(words.readyHint(), words.statementTime()));
    this.left = words.dialect().sql(LEFT.formatted(words.dialect().now()));
  }

  @Override
  public Look look() {
    Set<MappingName> rows = new HashSet<>();
    Set<MappingName> records = new HashSet<>();
    pool.transact(
        c ->
            Sql.list(
                c,
                look,
                row -> {
                  var name = new MappingName(row.getString(1));
                  return (row.getBoolean(2) && rows.add(name))
                      | (row.getBoolean(3) && records.add(name));
                }));
    return new Look(rows, records);
  }

  @Override
  public Set<MappingName> left() {
    return Set.copyOf(
        pool.transact(
            c ->
                Sql.list(
                    c,
                    left,
                    row -> new MappingName(row.getString(1)),
                    us.host(),
                    us.process(),
                    us.started())));
  }

  @Override
  public boolean arm(Duration time) {
    if (!ringer.isHeard()) {
      return false;
    }
    return pool.transact(
        c -> {
          ringer.arm(c, time);
          return true;
        });
  }

  @Override
  public void disarm() {
    if (ringer.isHeard()) {
      pool.transact(
          c -> {
            ringer.disarm(c);
            return true;
          });
    }
  }

  @Override
  public Listening listen(Runnable bell) {
    return ringer.listen(bell);
  }
}
