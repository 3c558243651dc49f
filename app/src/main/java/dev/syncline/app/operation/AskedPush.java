package dev.syncline.app.operation;

import dev.syncline.app.operation.RowVerdicts.State;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.sync.Halts;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Lets the application ask for rows to be pushed now. They go through the outbox as every change
 * does, and whoever works on it carries them; this only enters and watches them. For many threads,
 * of which a few at a time ask the database, so that the sync has its connections. The one class of
 * this package with a lock.
 */
public final class AskedPush {
  /** The most rows of one call. */
  public static final int MAX_ROWS = 200;

  /** How many threads ask the database at a time. */
  private static final int MAX_LOOKS = 2;

  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LAST_LOOK = Duration.ofMillis(250);

  private final OpenMapping mapping;
  private final RowVerdicts verdicts;
  private final Pace pace;
  private final StopSignal stop;
  private final Semaphore looks = new Semaphore(MAX_LOOKS, true);

  public AskedPush(OpenMapping mapping, Pace pace, StopSignal stop) {
    this.mapping = mapping;
    this.verdicts = new RowVerdicts(mapping.database(), mapping.resolved());
    this.pace = pace;
    this.stop = stop;
  }

  /** The mapping's name. */
  public MappingName mapping() {
    return mapping.name();
  }

  /**
   * Enters rows that are not on their way yet, and waits for what becomes of them. Asking again for
   * a row that is on its way changes nothing; a row that is set aside is tried once more.
   *
   * @param keys each once, at most {@link #MAX_ROWS}
   * @param patience how long rows are waited for that are still on their way
   * @return one verdict per key, in their order
   */
  public Map<String, Verdict> ask(List<String> keys, Duration patience)
      throws InterruptedException {
    if (keys.size() > MAX_ROWS) {
      throw new IllegalArgumentException("At most " + MAX_ROWS + " rows at once");
    }
    Instant end = pace.clock().instant().plus(patience);
    Map<String, Verdict> answer = new LinkedHashMap<>();
    keys.forEach(key -> answer.put(key, RowVerdicts.unknown(new RowKey(key))));
    Map<String, RowKey> open = new LinkedHashMap<>();
    looking(() -> enter(keys, open));
    Duration pause = FIRST_LOOK;
    while (true) {
      looking(() -> watch(open, answer));
      boolean over = !pace.clock().instant().isBefore(end) || stop.isRequested();
      if (open.isEmpty() || over || isHalted()) {
        return answer;
      }
      pace.waiter().await(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LAST_LOOK) < 0 ? longer : LAST_LOOK;
    }
  }

  private void looking(Runnable work) throws InterruptedException {
    looks.acquire();
    try {
      work.run();
    } finally {
      looks.release();
    }
  }

  /** Enters the rows that are known; they are open then. */
  private void enter(List<String> keys, Map<String, RowKey> open) {
    Set<RowKey> absent = new LinkedHashSet<>();
    for (String key : keys) {
      Optional<RowKey> row = mapping.rowKey(key).filter(verdicts::isKnown);
      if (row.isPresent()) {
        open.put(key, row.get());
        verdicts.entry(row.get()).ifPresentOrElse(this::again, () -> absent.add(row.get()));
      }
    }
    if (!absent.isEmpty()) {
      mapping.database().outbox().add(mapping.resolved(), absent);
    }
  }

  /** Tries a row once more that is set aside, be it there or deleted. */
  private void again(OutboxEntry entry) {
    if (entry.state() == OutboxEntry.State.PARKED) {
      mapping
          .database()
          .outbox()
          .retry(
              new EntryFilter(
                  mapping.name(),
                  Optional.of(OutboxEntry.State.PARKED),
                  Optional.empty(),
                  Optional.of(entry.row())));
    }
  }

  /** Notes how the open rows stand; those that are settled are not open any more. */
  private void watch(Map<String, RowKey> open, Map<String, Verdict> answer) {
    open.forEach((key, row) -> answer.put(key, verdicts.of(row)));
    open.keySet()
        .removeIf(
            key -> {
              Verdict verdict = answer.get(key);
              return verdict == null || verdict.state() != State.QUEUED;
            });
  }

  /** Whether pushing is paused, so that waiting brings nothing. */
  public boolean isHalted() {
    Database database = mapping.database();
    ResolvedMapping resolved = mapping.resolved();
    return Halts.push(database.pauses().active(), resolved.mapping());
  }
}
