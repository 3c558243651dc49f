package dev.syncline.simulator.soql.tree;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** A value written in the statement. */
public sealed interface Literal extends Expression {
  /** {@code null}. */
  record Null(int at) implements Literal {}

  /** {@code TRUE} or {@code FALSE}. */
  record Truth(boolean value, int at) implements Literal {}

  /** A number. */
  record Number(BigDecimal value, int at) implements Literal {}

  /** An amount with its currency, such as {@code USD5000}. */
  record Money(String currency, BigDecimal amount, int at) implements Literal {}

  /**
   * Text in quotes.
   *
   * @param value the text with its escapes resolved
   * @param pattern the same for LIKE: {@code %} and {@code _} are wild unless a backslash precedes
   */
  record Text(String value, String pattern, int at) implements Literal {}

  /** A date such as {@code 2026-11-21}. */
  record Day(LocalDate value, int at) implements Literal {}

  /** A date with time and zone such as {@code 2026-11-21T08:00:00Z}. */
  record Moment(Instant value, int at) implements Literal {}

  /** A time of day such as {@code 08:30:00Z}. */
  record Clock(LocalTime value, int at) implements Literal {}

  /**
   * A named range of days.
   *
   * @param name the range, such as {@code LAST_N_DAYS}
   * @param count the number behind the colon; 1 where there is none
   */
  record NamedRange(RangeName name, int count, int at) implements Literal {}
}
