package dev.syncline.jdbc.run;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this process, and the table of all. The only class of this package with a lock: under
 * it a run begins and is counted.
 */
public final class JdbcRuns implements Runs {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcRuns.class);

  /** Counts are written down that often. */
  private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

  /** What is forgotten by one statement, and how many of them a beginning run waits for. */
  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private static final int MAX_PORTIONS = 10;

  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final RunTable table;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Going> going = new HashMap<>();

  /** What one run is about. */
  private record Key(MappingName mapping, Kind kind) {}

  /** A run that goes on, with what is not written down of it. */
  private static final class Going {
    private final long number;
    private final Instant began;
    private Instant noted;
    private long created;
    private long updated;
    private long deleted;

    Going(long number, Instant began) {
      this.number = number;
      this.began = began;
      this.noted = began;
    }
  }

  public JdbcRuns(ConnectionPool pool, MappingTable mappings, InstantSource clock) {
    this.pool = pool;
    this.mappings = mappings;
    this.table = new RunTable(pool.dialect());
    this.clock = clock;
  }

  /** The run under which a mapping is written from now on. */
  public OpenRun open(ResolvedMapping mapping, Kind kind) {
    return new OpenRun(
        this, mapping.mapping().name(), kind, mapping.mapping().rules().safeguards().history());
  }

  long number(MappingName mapping, Kind kind, Duration kept) {
    var key = new Key(mapping, kind);
    lock.lock();
    try {
      Going now = going.get(key);
      if (now != null && !isOver(now, kind)) {
        return now.number;
      }
      if (now != null) {
        note(now);
      }
      long number = begin(mapping, kind, kept);
      going.put(key, new Going(number, clock.instant()));
      return number;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver(Going now, Kind kind) {
    return kind != Kind.REFRESH && now.began.plus(LONGEST).isBefore(clock.instant());
  }

  private long begin(MappingName mapping, Kind kind, Duration kept) {
    long mappingId = pool.transact(c -> mappings.id(c, mapping));
    for (int portion = 0; portion < MAX_PORTIONS; portion++) {
      Optional<Long> old = pool.transact(c -> table.outlived(c, mappingId, kept));
      if (old.isEmpty()) {
        break;
      }
      pool.transact(
          c -> {
            table.forget(c, old.get(), FORGOTTEN_AT_ONCE);
            return true;
          });
    }
    return pool.transact(c -> table.begin(c, mappingId, kind));
  }

  void wrote(MappingName mapping, Kind kind, long created, long updated, long deleted) {
    lock.lock();
    try {
      Going now = going.get(new Key(mapping, kind));
      if (now == null) {
        return;
      }
      now.created += created;
      now.updated += updated;
      now.deleted += deleted;
      if (!now.noted.plus(NOTED_EVERY).isAfter(clock.instant())) {
        note(now);
      }
    } finally {
      lock.unlock();
    }
  }

  private void note(Going run) {
    if (run.created + run.updated + run.deleted > 0) {
      pool.transact(
          c -> {
            table.add(c, run.number, run.created, run.updated, run.deleted);
            return true;
          });
    }
    run.created = 0;
    run.updated = 0;
    run.deleted = 0;
    run.noted = clock.instant();
  }

  @Override
  public List<Run> endAll() {
    lock.lock();
    try {
      List<Run> ended = new ArrayList<>();
      for (Going run : going.values()) {
        note(run);
        find(run.number)
            .filter(r -> r.created() + r.updated() + r.deleted() > 0)
            .ifPresent(ended::add);
      }
      going.clear();
      return List.copyOf(ended);
    } finally {
      lock.unlock();
    }
  }

  /** Writes down what is only noted, if that can be. */
  public void close() {
    try {
      endAll();
    } catch (DatabaseException e) {
      LOG.debug("what the last runs came to is not noted: {}", e.toString());
    }
  }

  @Override
  public List<Run> list(Optional<MappingName> mapping, int max) {
    return pool.transact(
        c -> {
          if (mapping.isEmpty()) {
            return table.list(c, Optional.empty(), max);
          }
          Optional<Long> id = mappings.find(c, mapping.get());
          return id.isPresent() ? table.list(c, id, max) : List.of();
        });
  }

  @Override
  public Optional<Run> find(long number) {
    return pool.transact(c -> table.find(c, number));
  }
}
