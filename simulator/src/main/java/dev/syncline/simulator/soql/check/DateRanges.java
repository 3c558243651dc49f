package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.soql.tree.RangeName;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/**
 * The days that a named range covers. Weeks start on Sunday, as in the locale en_US; fiscal periods
 * are those of the calendar.
 *
 * <p>SOQL and SOSL Reference, date literals: {@code LAST_N_DAYS} and {@code LAST_90_DAYS} run up to
 * and with today; all other ranges leave the current unit out.
 */
record DateRanges(LocalDate today) {
  /** From the first day inside to the first day behind. */
  record Days(LocalDate from, LocalDate to) {}

  /**
   * The days of a range.
   *
   * @param count how many units; 1 where the name takes no number
   */
  Days days(RangeName name, int count) {
    int many = name.counted() ? count : name.fixedCount();
    RangeName.Unit unit = name.unit();
    LocalDate current = start(unit);
    return switch (name.direction()) {
      case THIS -> new Days(current, plus(current, unit, 1));
      case AGO -> new Days(plus(current, unit, -many), plus(current, unit, 1L - many));
      case NEXT -> new Days(plus(current, unit, 1), plus(current, unit, 1L + many));
      case LAST -> {
        LocalDate end = unit == RangeName.Unit.DAY ? current.plusDays(1) : current;
        yield new Days(plus(current, unit, -many), end);
      }
    };
  }

  private LocalDate start(RangeName.Unit unit) {
    return switch (unit) {
      case DAY -> today;
      case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      case MONTH -> today.withDayOfMonth(1);
      case QUARTER, FISCAL_QUARTER -> today.with(IsoFields.DAY_OF_QUARTER, 1);
      case YEAR, FISCAL_YEAR -> today.withDayOfYear(1);
    };
  }

  private static LocalDate plus(LocalDate start, RangeName.Unit unit, long count) {
    return switch (unit) {
      case DAY -> start.plusDays(count);
      case WEEK -> start.plusWeeks(count);
      case MONTH -> start.plusMonths(count);
      case QUARTER, FISCAL_QUARTER -> start.plusMonths(3 * count);
      case YEAR, FISCAL_YEAR -> start.plusYears(count);
    };
  }
}
