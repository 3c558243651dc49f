package dev.syncline.app.operation;

import dev.syncline.app.operation.RowVerdicts.State;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.sync.Halts;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the application ask for rows to be pushed now. They go through the outbox as every change
 * does, and whoever works on it carries them; this only enters and watches them. For many threads.
 */
public final class AskedPush {
  /** The most rows of one call. */
  public static final int MAX_ROWS = 200;

  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LAST_LOOK = Duration.ofMillis(250);

  private final OpenMapping mapping;
  private final RowVerdicts verdicts;
  private final Pace pace;
  private final StopSignal stop;

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
    Map<String, RowKey> known = new LinkedHashMap<>();
    Map<String, Verdict> answer = new LinkedHashMap<>();
    for (String key : keys) {
      Optional<RowKey> row = mapping.rowKey(key).filter(verdicts::isKnown);
      row.ifPresent(there -> known.put(key, there));
      answer.put(key, RowVerdicts.unknown(new RowKey(key)));
    }
    enter(known.values().stream().distinct().toList());
    watch(known, answer, end);
    return answer;
  }

  private void enter(List<RowKey> rows) {
    List<RowKey> absent = new ArrayList<>();
    for (RowKey row : rows) {
      Optional<OutboxEntry.State> state = verdicts.entry(row).map(OutboxEntry::state);
      if (state.isEmpty() || state.get() == OutboxEntry.State.PARKED) {
        absent.add(row);
      }
    }
    if (!absent.isEmpty()) {
      mapping.database().outbox().add(mapping.resolved(), absent);
    }
  }

  private void watch(Map<String, RowKey> open, Map<String, Verdict> answer, Instant end)
      throws InterruptedException {
    Duration look = FIRST_LOOK;
    Map<String, RowKey> left = open;
    while (true) {
      Map<String, RowKey> queued = new LinkedHashMap<>();
      left.forEach(
          (key, row) -> {
            Verdict verdict = verdicts.of(row);
            answer.put(key, verdict);
            if (verdict.state() == State.QUEUED) {
              queued.put(key, row);
            }
          });
      left = queued;
      boolean over = !pace.clock().instant().isBefore(end) || stop.isRequested();
      if (left.isEmpty() || over || isHalted()) {
        return;
      }
      pace.waiter().await(look);
      Duration longer = look.multipliedBy(2);
      look = longer.compareTo(LAST_LOOK) < 0 ? longer : LAST_LOOK;
    }
  }

  /** Whether pushing is paused, so that waiting brings nothing. */
  public boolean isHalted() {
    Database database = mapping.database();
    ResolvedMapping resolved = mapping.resolved();
    return Halts.push(database.pauses().active(), resolved.mapping());
  }
}
