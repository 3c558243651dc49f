package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;
import static dev.syncline.jdbc.outbox.SetWords.Kind.MOMENT;
import static dev.syncline.jdbc.outbox.SetWords.Kind.TEXT;
import static dev.syncline.jdbc.outbox.SetWords.Kind.WHOLE;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.RowChoice;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.EntryTable.Taken;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.run.JdbcRuns;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The table {@code outbox} and all that moves in it. */
public final class JdbcOutbox implements Outbox {
  private final ConnectionPool pool;
  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;
  private final Owner us;
  private final DeadHolders deadHolders;
  private final Map<Which, ClaimLook> looks = new EnumMap<>(Which.class);
  private final HoldTable holds;
  private final EntryTable entries;
  private final RowReading reading;
  private final EntryList list;
  private final Additions additions;
  private final SettleRounds rounds;

  public JdbcOutbox(
      ConnectionPool pool,
      SetWords words,
      MappingTable mappings,
      Owner us,
      Pace pace,
      JdbcRuns runs,
      Ringer ringer) {
    this.us = us;
    this.deadHolders = new DeadHolders(words, us);
    for (Which which : Which.values()) {
      looks.put(which, new ClaimLook(words, which, us));
    }
    this.pool = pool;
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
    this.holds = new HoldTable(words);
    this.entries = new EntryTable(words);
    this.reading = new RowReading(words, mappings);
    this.list = new EntryList(pool, words, mappings);
    this.additions = new Additions(pool, words, mappings, pace, ringer);
    this.rounds = new SettleRounds(pool, words, mappings, pace, runs);
  }

  @Override
  public Claim newClaim() {
    return pool.alone(
        c -> new Claim(Sql.first(c, words.nextToken(), row -> row.getLong(1)).orElseThrow()));
  }

  @Override
  public List<ClaimedRow> claim(
      ResolvedMapping mapping, Claim claim, Which which, int max, Duration hold) {
    if (max < 1 || max > MAX_CLAIM) {
      throw new IllegalArgumentException("1 to " + MAX_CLAIM + " entries to a claim");
    }
    ClaimLook.Found look = prepare(mapping, which);
    if (look.isNothing()) {
      return List.of();
    }
    List<Taken> taken =
        pool.transact(
            c -> {
              holds.begin(c, claim.id(), look.mappingId(), us, hold);
              List<Taken> found = entries.take(c, claim.id(), look, which, max);
              if (found.isEmpty()) {
                holds.forget(c, claim.id());
              }
              return found;
            });
    return read(mapping, look.mappingId(), taken);
  }

  @Override
  public List<ClaimedRow> claimRows(
      ResolvedMapping mapping, Claim claim, Collection<RowKey> rows, Duration hold) {
    long mappingId = prepare(mapping, Which.ALL).mappingId();
    additions.addAbsent(mappingId, rows);
    List<Taken> taken =
        pool.transact(
            c -> {
              holds.begin(c, claim.id(), mappingId, us, hold);
              return entries.takeRows(c, mappingId, claim.id(), rows);
            });
    return read(mapping, mappingId, taken);
  }

  /** What there is to claim, when all that stood in the way has been put right. */
  private ClaimLook.Found prepare(ResolvedMapping mapping, Which which) {
    ClaimLook look = Objects.requireNonNull(looks.get(which));
    MappingName name = mapping.mapping().name();
    ClaimLook.Found found =
        pool.alone(c -> look.look(c, name))
            .orElseGet(() -> new ClaimLook.Found(number(name), false, false, false, false));
    if (!found.isHeld() && !found.isRenamed()) {
      return found;
    }
    putRight(found);
    return pool.alone(c -> look.look(c, name)).orElse(found);
  }

  private long number(MappingName mapping) {
    return pool.transact(c -> mappings.id(c, mapping));
  }

  private void putRight(ClaimLook.Found found) {
    if (found.isHeld()) {
      ifFree(
          c -> {
            deadHolders.endClaims(c, found.mappingId());
            holds.freeExpired(c, found.mappingId());
            return true;
          });
    }
    if (found.isRenamed()) {
      ifFree(
          c -> {
            try {
              words.waitForNobody(c);
              entries.followRenamed(c, found.mappingId());
              return true;
            } finally {
              words.waitAgain(c);
            }
          });
    }
  }

  /** What meets the locks of others, who perhaps do just that, is done with a later claim. */
  private void ifFree(ConnectionPool.Work<Boolean> work) {
    try {
      pool.transact(work);
    } catch (DatabaseException e) {
      if (e.problem().errorClass() != ErrorClass.TRANSIENT) {
        throw e;
      }
    }
  }

  private List<ClaimedRow> read(ResolvedMapping mapping, long mappingId, List<Taken> taken) {
    if (taken.isEmpty()) {
      return List.of();
    }
    return pool.transact(c -> reading.read(c, mapping, mappingId, taken));
  }

  @Override
  public void renew(Claim claim, Duration hold) {
    pool.transact(
        c -> {
          holds.renew(c, claim.id(), hold);
          return true;
        });
  }

  @Override
  public void intend(MappingName mapping, Claim claim, Collection<ClaimedRow.Intent> intents) {
    if (intents.isEmpty()) {
      return;
    }
    var rows = new RowSet();
    List<String> keys = new ArrayList<>();
    for (ClaimedRow.Intent intent : intents) {
      String key = intent.write().row().value();
      keys.add(key);
      rows.add(
          RowSet.row("key_v", key)
              .with("content_v", IntentText.of(intent.write()))
              .with("since_v", intent.since())
              .with("job_v", intent.job().orElse(null)));
    }
    pool.transact(
        c -> {
          long mappingId = mappings.id(c, mapping);
          requireHeld(c, mappingId, holds.holder(c, claim.id()), keys);
          return rows.update(c, noteIntents(mappingId));
        });
  }

  private void requireHeld(Connection connection, long mappingId, long holder, List<String> keys)
      throws SQLException {
    String sql =
        dialect.sql(
            "SELECT COUNT(*) FROM %s %s {outbox} o%s ON o.row_key = v.key_v"
                    .formatted(
                        words.rows(List.of(new RowColumn("key_v", KEY))),
                        words.join(),
                        words.keyHint())
                + " AND o.mapping_id = %d WHERE %s".formatted(mappingId, words.heldBy(holder)));
    long held = 0;
    for (String document : RowSet.of("key_v", keys).documents()) {
      held += Sql.first(connection, sql, row -> row.getLong(1), document).orElse(0L);
    }
    if (held < keys.size()) {
      throw new DatabaseException(
          new Problem(
              "CLAIM-LOST",
              ErrorClass.TRANSIENT,
              (keys.size() - held) + " of " + keys.size() + " entries are not held any more",
              "Nothing: nothing was sent, and the entries are taken again"));
    }
  }

  private String noteIntents(long mappingId) {
    return dialect.sql("INSERT INTO {intent} (mapping_id, row_key, content, since, job_id) SELECT ")
        + "%d, v.key_v, v.content_v, v.since_v, v.job_v FROM %s"
            .formatted(
                mappingId,
                words.rows(
                    List.of(
                        new RowColumn("key_v", KEY),
                        new RowColumn("content_v", TEXT),
                        new RowColumn("since_v", MOMENT),
                        new RowColumn("job_v", WHOLE))))
        + words.ifPresent(
            "row_key, mapping_id",
            "content = %s, since = %s, job_id = %s"
                .formatted(
                    words.excluded("content"), words.excluded("since"), words.excluded("job_id")));
  }

  @Override
  public void settle(ResolvedMapping mapping, Claim claim, Collection<Settlement> settlements) {
    if (settlements.size() > MAX_CLAIM) {
      throw new IllegalArgumentException("At most " + MAX_CLAIM + " entries are settled at once");
    }
    if (settlements.isEmpty()) {
      return;
    }
    rounds.settle(mapping, claim, settlements);
  }

  @Override
  public void release(Claim claim) {
    pool.transact(
        c -> {
          long holder = holds.holder(c, claim.id());
          holds.release(c, holder);
          return true;
        });
  }

  @Override
  public long releaseRead(ResolvedMapping mapping, Collection<RecordId> records) {
    if (records.size() > MAX_CLAIM) {
      throw new IllegalArgumentException("At most " + MAX_CLAIM + " records at once");
    }
    return list.releaseRead(mapping.mapping().name(), records);
  }

  @Override
  public long releaseWaiting(ResolvedMapping mapping) {
    return list.releaseWaiting(mapping.mapping().name());
  }

  @Override
  public List<WaitEdge> waits(MappingName mapping, int max) {
    return list.waits(mapping, max);
  }

  @Override
  public void split(MappingName mapping, Collection<RowKey> rows) {
    list.split(mapping, rows);
  }

  @Override
  public long ready(MappingName mapping, long atMost) {
    return list.ready(mapping, atMost);
  }

  @Override
  public OutboxCounts counts(MappingName mapping) {
    return list.counts(mapping);
  }

  @Override
  public List<OutboxEntry> list(EntryFilter filter, int max) {
    return list.list(filter, max);
  }

  @Override
  public long count(EntryFilter filter) {
    return list.count(filter);
  }

  @Override
  public long retry(EntryFilter filter) {
    return list.retry(filter);
  }

  @Override
  public long drop(EntryFilter filter) {
    return list.drop(filter);
  }

  @Override
  public long add(ResolvedMapping mapping, Collection<RowKey> rows) {
    return additions.add(mapping, rows, 0);
  }

  @Override
  public long addLater(ResolvedMapping mapping, Collection<RowKey> rows) {
    return additions.add(mapping, rows, 1);
  }

  @Override
  public long add(ResolvedMapping mapping, RowChoice choice) {
    return additions.add(mapping, choice);
  }
}
