package dev.syncline.jdbc.pull;

import dev.syncline.engine.database.PullQueue;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.Ringer;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The pull queue, each call a transaction. */
public final class JdbcPullQueue implements PullQueue {
  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final PullQueueTable queue;
  private final Tokens tokens;
  private final Ringer ringer;

  public JdbcPullQueue(ConnectionPool pool, MappingTable mappings, Ringer ringer) {
    this.ringer = ringer;
    this.pool = pool;
    this.mappings = mappings;
    this.queue = new PullQueueTable(pool.dialect());
    this.tokens = new Tokens(pool.dialect());
  }

  @Override
  public long add(MappingName mapping, Collection<RecordId> records, Reason reason) {
    return pool.transact(
        c -> {
          ringer.ring(c);
          return queue.add(c, mappings.id(c, mapping), records, reason, tokens.next(c));
        });
  }

  @Override
  public List<RecordId> due(MappingName mapping, int max) {
    return ask(mapping, List.of(), (c, id) -> queue.due(c, id, max));
  }

  @Override
  public void defer(MappingName mapping, Collection<RecordId> records, Duration after) {
    ask(
        mapping,
        true,
        (c, id) -> {
          queue.defer(c, id, records, after);
          return true;
        });
  }

  @Override
  public void remove(MappingName mapping, Collection<RecordId> records) {
    ask(
        mapping,
        true,
        (c, id) -> {
          queue.remove(c, id, records, Long.MAX_VALUE);
          return true;
        });
  }

  @Override
  public Optional<Waiting> find(MappingName mapping, RecordId record) {
    return ask(mapping, Optional.empty(), (c, id) -> queue.find(c, id, record));
  }

  @Override
  public long count(MappingName mapping) {
    return ask(mapping, 0L, (c, id) -> queue.count(c, id, false));
  }

  @Override
  public long dueCount(MappingName mapping) {
    return ask(mapping, 0L, (c, id) -> queue.count(c, id, true));
  }

  private interface Question<T> {
    T ask(Connection connection, long mappingId) throws SQLException;
  }

  /** A mapping that has no number here has no records either. */
  private <T> T ask(MappingName mapping, T none, Question<T> question) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent() ? question.ask(c, id.get()) : none;
        });
  }
}
