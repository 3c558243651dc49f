package dev.syncline.jdbc.outbox;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.run.JdbcRuns;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The transactions of a settlement: one for all entries, and one for each row that goes, because
 * the application may hold on to it.
 */
final class SettleRounds {
  /** Tries of one transaction; what stands against it passes. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(6, Duration.ofMillis(20), Duration.ofSeconds(1));

  private static final Duration ROW_IS_BUSY = Duration.ofSeconds(1);

  private final ConnectionPool pool;
  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;
  private final HoldTable holds;
  private final JdbcRuns runs;
  private final Pace pace;

  SettleRounds(
      ConnectionPool pool, SetWords words, MappingTable mappings, Pace pace, JdbcRuns runs) {
    this.pool = pool;
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
    this.holds = new HoldTable(words);
    this.pace = pace;
    this.runs = runs;
  }

  void settle(ResolvedMapping mapping, Claim claim, Collection<Settlement> settlements) {
    List<Settlement> plain = settlements.stream().filter(s -> !removesRow(s)).toList();
    beginRun(mapping, settlements);
    if (!plain.isEmpty()) {
      again(
          () ->
              pool.transact(
                  c -> {
                    settle(c, mapping, claim, plain);
                    return true;
                  }));
    }
    settlements.stream().filter(SettleRounds::removesRow).forEach(s -> remove(mapping, claim, s));
  }

  /** A run begins outside of the transactions, which would wait for each other's connections. */
  private void beginRun(ResolvedMapping mapping, Collection<Settlement> settlements) {
    boolean writes =
        settlements.stream()
            .anyMatch(s -> s instanceof Settlement.Linked || s instanceof Settlement.Unlinked);
    if (writes) {
      runs.open(mapping, Runs.Kind.PUSH).number();
    }
  }

  private static boolean removesRow(Settlement settlement) {
    return settlement instanceof Settlement.Unlinked unlinked && unlinked.removesRow();
  }

  private void settle(
      Connection connection, ResolvedMapping mapping, Claim claim, List<Settlement> settlements)
      throws SQLException {
    long holder = holds.holder(connection, claim.id());
    settle(connection, mapping, holder, settlements);
  }

  private void settle(
      Connection connection, ResolvedMapping mapping, long holder, List<Settlement> settlements)
      throws SQLException {
    long mappingId = mappings.id(connection, mapping.mapping().name());
    OpenRun run = runs.open(mapping, Runs.Kind.PUSH);
    new Settling(words, mappings, mapping, new SettleWrites(words, mappingId, holder, run))
        .settle(connection, settlements);
  }

  /** Removes one row with its link; a row that is busy is tried again, one that is held parked. */
  private void remove(ResolvedMapping mapping, Claim claim, Settlement settlement) {
    Settlement instead;
    try {
      if (again(() -> pool.transact(c -> removeFree(c, mapping, claim, settlement)))) {
        return;
      }
      Problem busy = Trouble.CONFLICT.problem("The application is changing the row");
      instead =
          new Settlement.Retry(
              settlement.key(), settlement.version(), busy, ROW_IS_BUSY, false, true);
    } catch (DatabaseException e) {
      if (e.problem().errorClass() != ErrorClass.DATA) {
        throw e;
      }
      Problem refused = Trouble.DELETE_REFUSED.problem(e.problem().message());
      instead = new Settlement.Park(settlement.key(), settlement.version(), refused);
    }
    Settlement settled = instead;
    again(
        () ->
            pool.transact(
                c -> {
                  settle(c, mapping, claim, List.of(settled));
                  return true;
                }));
  }

  /** Whether it is done: the row was free, or there is none. */
  private boolean removeFree(
      Connection connection, ResolvedMapping mapping, Claim claim, Settlement settlement)
      throws SQLException {
    long mappingId = mappings.id(connection, mapping.mapping().name());
    long holder = holds.holder(connection, claim.id());
    String key = settlement.key().value();
    String find =
        "SELECT 1 FROM %s t WHERE %s"
            .formatted(dialect.quote(mapping.table().name()), sameKey(connection, mapping));
    boolean free =
        Sql.first(connection, find + words.lockFree("t"), row -> true, key, key).isPresent();
    if (!free && Sql.first(connection, find, row -> true, key, key).isPresent()) {
      return false;
    }
    String entry =
        dialect.sql(
                "SELECT o.version FROM {outbox} o"
                    + " WHERE o.row_key = ? AND o.mapping_id = ? AND o.claim_id = ?")
            + words.lockFree("o");
    long version =
        Sql.first(connection, entry, row -> row.getLong(1), key, mappingId, holder).orElse(-1L);
    if (free && version == settlement.version()) {
      deleteRow(connection, mapping, key);
    }
    List<Settlement> settled =
        version == settlement.version()
            ? List.of(settlement)
            : List.of(new Settlement.Release(settlement.key(), settlement.version()));
    settle(connection, mapping, holder, settled);
    return true;
  }

  /** The row by its key alone, so that no other is locked; the parameter comes twice. */
  private String sameKey(Connection connection, ResolvedMapping mapping) throws SQLException {
    String key = "t." + dialect.quote(mapping.rowKey().name().value());
    return "%s = %s AND %s = ?"
        .formatted(key, words.asKey(connection, mapping, "?"), words.asText(key));
  }

  /** Whatever the delete reaches besides, it waits for nobody. */
  private void deleteRow(Connection connection, ResolvedMapping mapping, String key)
      throws SQLException {
    String delete =
        words.deleteFrom(dialect.quote(mapping.table().name()), "t", sameKey(connection, mapping));
    try {
      words.waitForNobody(connection);
      words.writeBegins(connection, mapping);
      Sql.update(connection, delete, key, key);
    } finally {
      words.writeEnds(connection);
      words.waitAgain(connection);
    }
  }

  private <T> T again(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (DatabaseException e) {
        boolean passing =
            e.problem().code().equals(Trouble.CONFLICT.code())
                || e.problem().code().equals(Trouble.DUPLICATE.code());
        if (!passing || !RETRIES.allowsAfter(attempt)) {
          throw e;
        }
        pause(attempt, e);
      }
    }
  }

  private void pause(int attempt, DatabaseException cause) {
    try {
      pace.waiter().await(RETRIES.pauseAfter(attempt, pace.random()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
