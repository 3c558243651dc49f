package dev.syncline.engine.schedule;

import dev.syncline.model.LaneTiming;
import dev.syncline.model.TimeWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides by the windows of a lane whether something may begin. Pure. */
public final class Windows {
  /** A week, and a day on each side of it. */
  private static final int DAYS_AHEAD = 9;

  private Windows() {}

  /** Whether something may begin at a moment. */
  public static boolean open(LaneTiming timing, Instant moment) {
    boolean quiet = timing.quiet().stream().anyMatch(w -> contains(w, moment));
    boolean within =
        timing.within().isEmpty() || timing.within().stream().anyMatch(w -> contains(w, moment));
    return within && !quiet;
  }

  /** The first moment from this one on at which something may begin; empty if there is none. */
  public static Optional<Instant> opens(LaneTiming timing, Instant moment) {
    if (open(timing, moment)) {
      return Optional.of(moment);
    }
    List<Instant> changes = new ArrayList<>();
    Stream.concat(timing.quiet().stream(), timing.within().stream())
        .forEach(window -> addChanges(window, moment, changes));
    return changes.stream()
        .filter(change -> change.isAfter(moment) && open(timing, change))
        .min(Comparator.naturalOrder());
  }

  private static boolean contains(TimeWindow window, Instant moment) {
    return window.contains(moment.atZone(window.zone()));
  }

  private static void addChanges(TimeWindow window, Instant moment, List<Instant> changes) {
    LocalDate today = moment.atZone(window.zone()).toLocalDate();
    for (int day = -1; day < DAYS_AHEAD; day++) {
      changes.add(window.begins(today.plusDays(day)).toInstant());
      changes.add(window.ends(today.plusDays(day)).toInstant());
    }
  }
}
