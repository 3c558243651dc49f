package dev.syncline.jdbc.match;

import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MatchRuns;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.change.JdbcLinks.WordsOfMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Matching and linking in bulk by statements over whole sets. */
public final class JdbcMatchRuns implements MatchRuns {
  /** Ordinals of a run's pairs that a statement takes. */
  private static final String RANGE = "run_id = ? AND ordinal > ? AND ordinal <= ?";

  private final ConnectionPool pool;
  private final Dialect dialect;
  private final JdbcLeases leases;
  private final MappingTable mappings;
  private final WordsOfMapping wordsOfMapping;
  private final Tokens tokens;
  private final MatchSets sets;

  public JdbcMatchRuns(
      ConnectionPool pool,
      JdbcLeases leases,
      MappingTable mappings,
      WordsOfMapping wordsOfMapping) {
    this.pool = pool;
    this.dialect = pool.dialect();
    this.leases = leases;
    this.mappings = mappings;
    this.wordsOfMapping = wordsOfMapping;
    this.tokens = new Tokens(dialect);
    this.sets = new MatchSets(dialect);
  }

  private <T> T fenced(Lease lease, ConnectionPool.Work<T> work) {
    return pool.transact(
        c -> {
          T result = work.run(c);
          leases.hold(c, lease);
          return result;
        });
  }

  @Override
  public Optional<Run> find(MappingName mapping, long id) {
    return find(mapping, "r.id = " + id);
  }

  @Override
  public Optional<Run> unfinished(MappingName mapping) {
    return find(mapping, "r.state = 'LINKING'");
  }

  private Optional<Run> find(MappingName mapping, String which) {
    String sql =
        dialect.sql(
            "SELECT r.id, r.state FROM {match_run} r WHERE r.mapping_id = ? AND "
                + which
                + " ORDER BY r.id DESC LIMIT 1");
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isEmpty()
              ? Optional.empty()
              : Sql.first(
                  c,
                  sql,
                  row -> new Run(row.getLong(1), State.valueOf(row.getString(2))),
                  id.get());
        });
  }

  @Override
  public Run start(Lease lease, ResolvedMapping mapping) {
    return fenced(
        lease,
        c -> {
          long mappingId = mappings.id(c, mapping.mapping().name());
          forget(c, mappingId);
          String insert =
              dialect.sql("INSERT INTO {match_run} (mapping_id, state) VALUES (?, 'READING')");
          return new Run(Sql.insert(c, insert, "id", mappingId), State.READING);
        });
  }

  /** The subqueries stand in others, as MariaDB reads no table that it deletes from. */
  private void forget(Connection connection, long mappingId) throws SQLException {
    String runs = "SELECT id FROM {match_run} WHERE mapping_id = ?";
    Sql.update(
        connection,
        dialect.sql("DELETE FROM {match_key} WHERE run_id IN (" + runs + ")"),
        mappingId);
    Sql.update(
        connection,
        dialect.sql(
            "DELETE FROM {match_pair} WHERE run_id IN ("
                + runs
                + " AND state IN ('READING', 'MATCHED'))"),
        mappingId);
    String old =
        "SELECT o.id FROM ("
            + runs
            + " ORDER BY id DESC LIMIT 1000 OFFSET "
            + (MAX_RUNS - 1)
            + ") o";
    for (String table : List.of("{match_pair} WHERE run_id", "{match_run} WHERE id")) {
      Sql.update(connection, dialect.sql("DELETE FROM " + table + " IN (" + old + ")"), mappingId);
    }
  }

  @Override
  public void stage(Lease lease, Run run, Collection<Staged> records) {
    if (records.size() > MAX_STAGED) {
      throw new IllegalArgumentException("At most " + MAX_STAGED + " records");
    }
    fenced(
        lease,
        c -> {
          sets.stage(c, run.id(), records);
          return true;
        });
  }

  @Override
  public Counts match(Lease lease, ResolvedMapping mapping, Run run) {
    return fenced(
        lease,
        c -> {
          RowWords words = wordsOfMapping.of(c, mapping);
          sets.dropLinked(c, run.id(), words);
          sets.stageRows(c, run.id(), words);
          sets.decide(c, run.id());
          sets.pair(c, run.id());
          note(c, run, State.MATCHED);
          return sets.counts(c, run.id());
        });
  }

  @Override
  public Samples samples(Run run, int max) {
    return pool.transact(
        c ->
            new Samples(
                sets.pairs(c, run.id(), max),
                sets.ambiguous(c, run.id(), "R", max).stream().map(RecordId::new).toList(),
                sets.ambiguous(c, run.id(), "D", max).stream().map(RowKey::new).toList(),
                sets.alone(c, run.id(), "R", max).stream().map(RecordId::new).toList(),
                sets.alone(c, run.id(), "D", max).stream().map(RowKey::new).toList()));
  }

  @Override
  public void note(Lease lease, Run run, State state) {
    fenced(
        lease,
        c -> {
          note(c, run, state);
          return true;
        });
  }

  private void note(Connection connection, Run run, State state) throws SQLException {
    Sql.update(
        connection,
        dialect.sql("UPDATE {match_run} SET state = ? WHERE id = ?"),
        state.name(),
        run.id());
  }

  @Override
  public List<RowKey> rowsToLink(Run run, long after, int max) {
    String sql =
        dialect.sql("SELECT row_key FROM {match_pair} WHERE " + RANGE + " AND state = 'MATCHED'");
    return pool.transact(
        c -> Sql.list(c, sql, row -> new RowKey(row.getString(1)), run.id(), after, after + max));
  }

  /** Whether a run has pairs behind an ordinal. */
  private boolean more(Connection connection, Run run, long after) throws SQLException {
    return Sql.first(
            connection,
            dialect.sql("SELECT 1 FROM {match_pair} WHERE run_id = ? AND ordinal > ? LIMIT 1"),
            row -> true,
            run.id(),
            after)
        .isPresent();
  }

  @Override
  public Portion link(Lease lease, ResolvedMapping mapping, Run run, long after, int max) {
    long last = after + max;
    return fenced(
        lease,
        c -> {
          RowWords words = wordsOfMapping.of(c, mapping);
          long linked = insertLinks(c, words, run, after, last);
          mark(c, words, run, after, last);
          if (mapping.mapping().direction().pulls()) {
            queue(c, words, run, after, last);
          }
          tell(c, words, run, HistoryEntry.Event.LINKED, after, last);
          return new Portion(last, linked, more(c, run, last));
        });
  }

  private long insertLinks(Connection connection, RowWords words, Run run, long after, long last)
      throws SQLException {
    String insert =
        """
        INSERT INTO {link} (mapping_id, record_id, row_key, base, system_modstamp, seen_run)
        SELECT %d, p.record_id, p.row_key, %s, ?, 0
        FROM {match_pair} p JOIN %s t ON t.%s = %s
        WHERE p.run_id = ? AND p.ordinal > ? AND p.ordinal <= ? AND p.state = 'MATCHED'
        """
            .formatted(
                words.mappingId(),
                words.baseParameter().replace("?", "'{}'"),
                words.table(),
                words.key(),
                words.keyParameter().replace("?", "p.row_key"));
    return Sql.update(
        connection,
        dialect.sql(dialect.ifAbsent(insert, "{link}.row_key")),
        dialect.moment(Instant.EPOCH),
        run.id(),
        after,
        last);
  }

  private void mark(Connection connection, RowWords words, Run run, long after, long last)
      throws SQLException {
    String linked =
        """
        EXISTS (SELECT 1 FROM {link} k WHERE k.mapping_id = %d
          AND k.record_id = {match_pair}.record_id AND k.row_key = {match_pair}.row_key)
        """
            .formatted(words.mappingId());
    Sql.update(
        connection,
        dialect.sql(
            "UPDATE {match_pair} SET state = CASE WHEN "
                + linked
                + " THEN 'LINKED' ELSE 'SKIPPED' END WHERE "
                + RANGE
                + " AND state = 'MATCHED'"),
        run.id(),
        after,
        last);
  }

  private void queue(Connection connection, RowWords words, Run run, long after, long last)
      throws SQLException {
    String insert =
        """
        INSERT INTO {pull_queue} (mapping_id, record_id, token, reason, available_at)
        SELECT %d, p.record_id, ?, '%s', %s FROM {match_pair} p
        WHERE p.run_id = ? AND p.ordinal > ? AND p.ordinal <= ? AND p.state = 'LINKED'
        """
            .formatted(words.mappingId(), Reason.ASKED, dialect.now());
    Sql.update(
        connection,
        dialect.sql(dialect.ifAbsent(insert, "{pull_queue}.record_id")),
        tokens.next(connection),
        run.id(),
        after,
        last);
  }

  private void tell(
      Connection connection,
      RowWords words,
      Run run,
      HistoryEntry.Event event,
      long after,
      long last)
      throws SQLException {
    String insert =
        """
        INSERT INTO {history} (mapping_id, record_id, row_key, event, detail)
        SELECT %d, record_id, row_key, '%s', '{"by":"match","run":%d}' FROM {match_pair}
        WHERE %s AND state = '%s'
        """
            .formatted(
                words.mappingId(),
                event,
                run.id(),
                RANGE,
                event == HistoryEntry.Event.LINKED ? "LINKED" : "UNDOING");
    Sql.update(connection, dialect.sql(insert), run.id(), after, last);
  }

  @Override
  public Portion undo(Lease lease, ResolvedMapping mapping, Run run, long after, int max) {
    long last = after + max;
    return fenced(
        lease,
        c -> {
          RowWords words = wordsOfMapping.of(c, mapping);
          String pairs = " FROM {match_pair} WHERE " + RANGE + " AND state = ";
          Sql.update(
              c,
              dialect.sql(
                  "UPDATE {match_pair} SET state = 'UNDOING' WHERE "
                      + RANGE
                      + " AND state = 'LINKED' AND EXISTS (SELECT 1 FROM {link} k"
                      + " WHERE k.mapping_id = ? AND k.record_id = {match_pair}.record_id"
                      + " AND k.row_key = {match_pair}.row_key)"),
              run.id(),
              after,
              last,
              words.mappingId());
          tell(c, words, run, HistoryEntry.Event.UNLINKED, after, last);
          for (String table : List.of("{waiting_reference}", "{pull_queue}", "{link}")) {
            Sql.update(
                c,
                dialect.sql(
                    "DELETE FROM "
                        + table
                        + " WHERE mapping_id = ? AND record_id IN (SELECT record_id"
                        + pairs
                        + "'UNDOING')"),
                words.mappingId(),
                run.id(),
                after,
                last);
          }
          int undone =
              Sql.update(
                  c,
                  dialect.sql(
                      "UPDATE {match_pair} SET state = 'UNDONE' WHERE "
                          + RANGE
                          + " AND state = 'UNDOING'"),
                  run.id(),
                  after,
                  last);
          return new Portion(last, undone, more(c, run, last));
        });
  }
}
