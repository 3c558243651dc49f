package dev.syncline.engine.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.syncline.model.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The times of a cron expression. Where the clock on the wall is put forward, what was to happen in
 * the hour that is skipped happens once at its end; where it is put back, what is to happen at an
 * hour happens once, in the first of the two, and what happens every hour happens in both.
 *
 * <p>Source of the fields and of how a day of the month and one of the week add up: IEEE Std 1003.1
 * (POSIX), "crontab".
 */
public final class CronTimes {
  /** The most transitions that are looked beyond: some hundred years of them. */
  private static final int MAX_STEPS = 500;

  private static final LocalDateTime ANY = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final ExecutionTime times;
  private final ZoneId zone;
  private final boolean everyHour;

  private CronTimes(ExecutionTime times, ZoneId zone, boolean everyHour) {
    this.times = times;
    this.zone = zone;
    this.everyHour = everyHour;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException saying what is wrong with it, if it is none or names no time
   */
  public static CronTimes of(Schedule.Cron cron) {
    var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    ExecutionTime times = ExecutionTime.forCron(parser.parse(cron.expression()));
    String hours = cron.expression().strip().split("\\s+")[1];
    var read = new CronTimes(times, cron.zone(), hours.startsWith("*"));
    if (read.localAfter(ANY).isEmpty()) {
      throw new IllegalArgumentException("No day of any year fits it");
    }
    return read;
  }

  /** The first time after a moment; empty if there is none any more. */
  public Optional<Instant> after(Instant moment) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(moment);
    LocalDateTime local = LocalDateTime.ofInstant(moment, offset);
    Instant here = moment;
    for (int step = 0; step < MAX_STEPS; step++) {
      Optional<LocalDateTime> next = localAfter(local);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Instant at = next.get().toInstant(offset);
      ZoneOffsetTransition change = rules.nextTransition(here);
      if (change == null || at.isBefore(change.getInstant())) {
        if (everyHour || !isSecond(rules, next.get(), offset)) {
          return Optional.of(at);
        }
        local = next.get();
      } else if (change.isGap() && !everyHour && next.get().isBefore(change.getDateTimeAfter())) {
        return Optional.of(change.getInstant());
      } else {
        offset = change.getOffsetAfter();
        here = change.getInstant();
        local = change.getDateTimeAfter().minusNanos(1);
      }
    }
    return Optional.empty();
  }

  /** Whether the clock has shown this time before, on the same day. */
  private static boolean isSecond(ZoneRules rules, LocalDateTime local, ZoneOffset offset) {
    ZoneOffsetTransition change = rules.getTransition(local);
    return change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
  }

  /** By a clock that is never put forward or back. */
  private Optional<LocalDateTime> localAfter(LocalDateTime local) {
    return times.nextExecution(local.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }
}
