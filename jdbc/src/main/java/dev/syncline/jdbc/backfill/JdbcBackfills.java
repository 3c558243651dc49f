package dev.syncline.jdbc.backfill;

import dev.syncline.engine.backfill.FillRule;
import dev.syncline.engine.backfill.FillRule.Verdict;
import dev.syncline.engine.database.Backfills;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.change.JdbcLinks.WordsOfMapping;
import dev.syncline.jdbc.change.RowAccess;
import dev.syncline.jdbc.change.RowReader;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.LockRetries;
import dev.syncline.jdbc.sql.OwnWriting;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Back-fills in chunks, each a transaction: rows are locked first, and none is waited for. */
public final class JdbcBackfills implements Backfills {
  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final WordsOfMapping wordsOfMapping;
  private final SetWords sets;
  private final JdbcLeases leases;
  private final Queues queues;
  private final Pace pace;

  /**
   * @param queues take what needs a closer look
   */
  public JdbcBackfills(
      ConnectionPool pool,
      MappingTable mappings,
      WordsOfMapping wordsOfMapping,
      SetWords sets,
      JdbcLeases leases,
      Queues queues,
      Pace pace) {
    this.pool = pool;
    this.mappings = mappings;
    this.wordsOfMapping = wordsOfMapping;
    this.sets = sets;
    this.leases = leases;
    this.queues = queues;
    this.pace = pace;
  }

  @Override
  public Optional<RecordId> portion(MappingName mapping, Optional<RecordId> after, int size) {
    String sql =
        sets.dialect()
            .sql(
                """
                SELECT max(p.record_id) FROM (
                  SELECT record_id FROM {link} WHERE mapping_id = ? AND record_id > ?
                  ORDER BY record_id LIMIT ?) p
                """);
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isEmpty()
              ? Optional.<RecordId>empty()
              : Sql.first(
                      c,
                      sql,
                      row -> Optional.ofNullable(row.getString(1)),
                      id.get(),
                      after.map(RecordId::value).orElse(""),
                      size)
                  .flatMap(last -> last)
                  .map(RecordId::new);
        });
  }

  /**
   * Where records and rows wait to be merged.
   *
   * @param rows takes the rows that say something else
   * @param records takes the records that need a closer look
   */
  public record Queues(Outbox rows, PullQueue records) {}

  /** What a chunk asks for, and by which rule. */
  private record Order(Narrowing narrowing, Lease lease, FillRule rule) {}

  @Override
  public Filled fill(Narrowing narrowing, Lease lease, long token, List<PlannedChange> changes) {
    if (changes.size() > MAX_CHUNK) {
      throw new IllegalArgumentException("A chunk has at most " + MAX_CHUNK + " records");
    }
    var order = new Order(narrowing, lease, new FillRule(narrowing.narrow(), token));
    Map<RecordId, PlannedChange> byRecord = new HashMap<>();
    changes.forEach(change -> byRecord.put(record(change), change));
    return byRecord.isEmpty() ? Filled.NONE : fill(order, byRecord);
  }

  private static RecordId record(PlannedChange change) {
    return switch (change) {
      case PlannedChange.Write write -> write.write().id();
      case PlannedChange.Park park -> park.record();
    };
  }

  /** Fills a chunk, or its halves where a row is refused or stays locked. */
  private Filled fill(Order order, Map<RecordId, PlannedChange> changes) {
    try {
      return new LockRetries(pace).run(() -> fillOnce(order, changes));
    } catch (DatabaseException e) {
      boolean ofRow =
          e.errorClass() == ErrorClass.DATA || e.problem().code().equals(Trouble.CONFLICT.code());
      if (!ofRow) {
        throw e;
      }
      return changes.size() == 1
          ? look(order, changes.keySet(), PullQueue.Reason.STALE_READ)
          : halves(order, changes);
    }
  }

  private Filled halves(Order order, Map<RecordId, PlannedChange> changes) {
    List<RecordId> records = new ArrayList<>(changes.keySet());
    int middle = records.size() / 2;
    Filled filled = Filled.NONE;
    for (List<RecordId> half :
        List.of(records.subList(0, middle), records.subList(middle, records.size()))) {
      Map<RecordId, PlannedChange> some = new HashMap<>(changes);
      some.keySet().retainAll(Set.copyOf(half));
      filled = filled.plus(fill(order, some));
    }
    return filled;
  }

  private Filled look(Order order, Collection<RecordId> records, PullQueue.Reason reason) {
    if (!records.isEmpty()) {
      queues.records().add(order.narrowing().whole().mapping().name(), records, reason);
    }
    return new Filled(0, 0, 0, records.size());
  }

  private Filled fillOnce(Order order, Map<RecordId, PlannedChange> changes) {
    Chunk chunk =
        pool.transact(
            connection ->
                OwnWriting.marked(
                    connection,
                    pool.dialect(),
                    order.narrowing().whole().mapping().name(),
                    c -> write(c, order, changes)));
    Filled looked =
        look(order, chunk.look(), PullQueue.Reason.STALE_READ)
            .plus(look(order, chunk.locked(), PullQueue.Reason.LOCKED));
    if (!chunk.contended().isEmpty()) {
      queues.rows().addLater(order.narrowing().whole(), chunk.contended());
    }
    return new Filled(chunk.written(), chunk.agreed(), chunk.left(), chunk.contended().size())
        .plus(looked);
  }

  /** What one transaction came to. */
  private record Chunk(
      long written,
      long agreed,
      long left,
      List<RecordId> look,
      List<RecordId> locked,
      List<RowKey> contended) {}

  private Chunk write(Connection connection, Order order, Map<RecordId, PlannedChange> changes)
      throws SQLException {
    leases.check(connection, order.lease());
    ResolvedMapping narrow = order.narrowing().narrow();
    RowWords words = wordsOfMapping.of(connection, narrow);
    var reader = new RowReader(connection, words);
    var access = new RowAccess(connection, words);
    Map<RecordId, RowReader.Linked> before = lacking(order, reader.links(changes.keySet()));
    List<String> keys = before.values().stream().map(RowReader.Linked::row).sorted().toList();
    Set<String> locked = access.lock(keys);
    Set<String> there = locked.size() == keys.size() ? locked : access.existing(keys);
    var rows = reader.rows(locked);
    Set<String> pending = access.pending(keys);
    // Others may have been at the links before the rows were locked.
    Map<RecordId, RowReader.Linked> links = lacking(order, reader.links(before.keySet()));
    List<RecordId> look = new ArrayList<>();
    List<RecordId> inUse = new ArrayList<>();
    List<RowKey> contended = new ArrayList<>();
    List<FilledRows.Taken> taken = new ArrayList<>();
    for (Map.Entry<RecordId, RowReader.Linked> old : before.entrySet()) {
      RowReader.Linked link = links.get(old.getKey());
      PlannedChange change = changes.get(old.getKey());
      String key = old.getValue().row();
      if (link == null || change == null || !there.contains(key)) {
        continue;
      }
      MergeCase.CurrentRow row = rows.get(key);
      if (row == null || !link.row().equals(key)) {
        inUse.add(old.getKey());
        continue;
      }
      switch (order.rule().judge(link.record(), row, pending.contains(key), change)) {
        case Verdict.Leave _ -> {}
        case Verdict.Look _ -> look.add(old.getKey());
        case Verdict.Contend _ -> contended.add(new RowKey(key));
        case Verdict.Take take -> taken.add(new FilledRows.Taken(link, change, take));
      }
    }
    var filled = new FilledRows(connection, sets, words, order.narrowing());
    List<FilledRows.Taken> whole = filled.withParents(taken, look);
    long written = filled.write(whole);
    long left = changes.size() - whole.size() - look.size() - inUse.size() - contended.size();
    return new Chunk(written, whole.size() - written, left, look, inUse, contended);
  }

  private static Map<RecordId, RowReader.Linked> lacking(
      Order order, Map<RecordId, RowReader.Linked> links) {
    Map<RecordId, RowReader.Linked> lacking = new HashMap<>(links);
    lacking.values().removeIf(link -> !order.rule().lacks(link.record()));
    return lacking;
  }

  @Override
  public List<RowKey> telling(ResolvedMapping narrow, Optional<RecordId> after, RecordId last) {
    return pool.transact(
        c -> {
          RowWords words = wordsOfMapping.of(c, narrow);
          String sql =
              sets.dialect()
                  .sql(
                      """
                      SELECT k.row_key FROM {link} k JOIN %s t ON t.%s = %s
                      WHERE k.mapping_id = ? AND k.record_id > ? AND k.record_id <= ? AND (%s)
                      """
                          .formatted(
                              words.table(),
                              words.key(),
                              sets.asKey(c, narrow, "k.row_key"),
                              saysSomething(narrow, words)));
          return Sql.list(
              c,
              sql,
              row -> new RowKey(row.getString(1)),
              words.mappingId(),
              after.map(RecordId::value).orElse(""),
              last.value());
        });
  }

  /** Lines without a column, such as constants, say something in every row. */
  private static String saysSomething(ResolvedMapping narrow, RowWords words) {
    return String.join(
        " OR ",
        narrow.bindings().stream()
            .filter(b -> b.direction().pushes() && !b.direction().pulls())
            .map(b -> saysSomething(b, words))
            .toList());
  }

  private static String saysSomething(FieldBinding binding, RowWords words) {
    Optional<Column> said =
        switch (binding.kind()) {
          case Kind.Computed _ -> Optional.empty();
          case Kind.Related related -> Optional.of(related.relation().through());
          case Kind.Direct _, Kind.LocalKey _, Kind.TypeName _, Kind.Derived _ ->
              Optional.of(binding.column());
        };
    return said.map(c -> "t." + words.dialect().quote(c.name().value()) + " IS NOT NULL")
        .orElse("1 = 1");
  }
}
