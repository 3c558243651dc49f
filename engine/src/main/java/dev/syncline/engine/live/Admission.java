package dev.syncline.engine.live;

import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.schedule.Windows;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which mappings take events in: those that were read once, are not halted, and whose windows are
 * open. Looked up now and then; used by one thread.
 */
final class Admission {
  private final LiveWork work;
  private final List<ResolvedMapping> mappings;
  private final Map<MappingName, Watermark> read = new LinkedHashMap<>();
  private Instant looked = Instant.MIN;

  Admission(LiveWork work, List<ResolvedMapping> mappings) {
    this.work = work;
    this.mappings = mappings;
  }

  /**
   * Looks again if it is time.
   *
   * @param now whether it is, whatever the time
   * @return whether it looked
   */
  boolean look(boolean now) {
    Instant time = work.pace().clock().instant();
    boolean due =
        looked.equals(Instant.MIN)
            || time.isBefore(looked)
            || !time.isBefore(looked.plus(work.settings().times().look()));
    if (!due && !now) {
      return false;
    }
    looked = time;
    List<Pause> pauses = work.database().pauses().active();
    read.clear();
    for (ResolvedMapping resolved : mappings) {
      Mapping mapping = resolved.mapping();
      boolean halted =
          pauses.stream().anyMatch(p -> p.haltsPull(mapping))
              || !Windows.open(mapping.rules().timing().pull(), time);
      if (!halted) {
        work.database()
            .watermarks()
            .find(mapping.name())
            .ifPresent(watermark -> read.put(mapping.name(), watermark));
      }
    }
    return true;
  }

  /** The mappings that take events in. */
  Set<MappingName> mappings() {
    return read.keySet();
  }

  /** Up to when a mapping was complete when it was looked up. */
  Optional<Instant> completeUntil(MappingName mapping) {
    return Optional.ofNullable(read.get(mapping))
        .map(w -> w.updated().isBefore(w.deleted()) ? w.updated() : w.deleted());
  }
}
