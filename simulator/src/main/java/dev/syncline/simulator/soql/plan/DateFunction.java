package dev.syncline.simulator.soql.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/**
 * A part of a date. The fiscal year is the calendar year.
 *
 * <p>SOQL and SOSL Reference, date functions: weeks of a month and of a year are counted in sevens
 * from the first day; the first day of a week is Sunday.
 */
public enum DateFunction {
  CALENDAR_MONTH,
  CALENDAR_QUARTER,
  CALENDAR_YEAR,
  DAY_IN_MONTH,
  DAY_IN_WEEK,
  DAY_IN_YEAR,
  DAY_ONLY,
  FISCAL_MONTH,
  FISCAL_QUARTER,
  FISCAL_YEAR,
  HOUR_IN_DAY,
  WEEK_IN_MONTH,
  WEEK_IN_YEAR;

  /** Whether the function takes only a datetime, not a date. */
  public boolean needsTime() {
    return this == HOUR_IN_DAY || this == DAY_ONLY;
  }

  /** The part: a {@link LocalDate} for {@link #DAY_ONLY}, else a {@link BigDecimal}. */
  public Object of(LocalDateTime moment) {
    LocalDate day = moment.toLocalDate();
    return switch (this) {
      case CALENDAR_MONTH, FISCAL_MONTH -> BigDecimal.valueOf(day.getMonthValue());
      case CALENDAR_QUARTER, FISCAL_QUARTER ->
          BigDecimal.valueOf(day.get(IsoFields.QUARTER_OF_YEAR));
      case CALENDAR_YEAR, FISCAL_YEAR -> BigDecimal.valueOf(day.getYear());
      case DAY_IN_MONTH -> BigDecimal.valueOf(day.getDayOfMonth());
      case DAY_IN_WEEK -> BigDecimal.valueOf(day.getDayOfWeek().getValue() % 7 + 1L);
      case DAY_IN_YEAR -> BigDecimal.valueOf(day.getDayOfYear());
      case DAY_ONLY -> day;
      case HOUR_IN_DAY -> BigDecimal.valueOf(moment.truncatedTo(ChronoUnit.HOURS).getHour());
      case WEEK_IN_MONTH -> BigDecimal.valueOf((day.getDayOfMonth() - 1) / 7 + 1L);
      case WEEK_IN_YEAR -> BigDecimal.valueOf((day.getDayOfYear() - 1) / 7 + 1L);
    };
  }
}
