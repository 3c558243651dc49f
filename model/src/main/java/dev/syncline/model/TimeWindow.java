package dev.syncline.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Some hours of some days, by a clock on the wall.
 *
 * @param days the days on which it begins
 * @param from inclusive
 * @param to exclusive; not after {@code from} means on the next day, so that equal ones are a whole
 *     day
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  public TimeWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("A window is on one day of the week at least");
    }
  }

  /** Whether a moment, as that clock shows it, lies in it. */
  public boolean contains(ZonedDateTime moment) {
    return begunOn(moment, moment.toLocalDate())
        || begunOn(moment, moment.toLocalDate().minusDays(1));
  }

  private boolean begunOn(ZonedDateTime moment, LocalDate day) {
    return days.contains(day.getDayOfWeek())
        && !moment.isBefore(begins(day))
        && moment.isBefore(ends(day));
  }

  /** When it begins on a day; a time that the clock skips is moved on by what it skips. */
  public ZonedDateTime begins(LocalDate day) {
    return ZonedDateTime.of(day, from, zone);
  }

  /** When what began on a day ends. */
  public ZonedDateTime ends(LocalDate day) {
    return ZonedDateTime.of(to.isAfter(from) ? day : day.plusDays(1), to, zone);
  }
}
