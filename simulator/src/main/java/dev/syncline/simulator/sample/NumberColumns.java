package dev.syncline.simulator.sample;

import java.util.function.LongUnaryOperator;

/** Columns of numbers, dates and times. */
final class NumberColumns {
  private static final long MAX_INT = Integer.MAX_VALUE;

  private NumberColumns() {}

  /**
   * Mostly some digits, one in a hundred times as many as fit; some zeros.
   *
   * @param precision the most digits, at most 18
   */
  static DecimalColumn decimal(int precision, int scale, boolean negative, long salt) {
    int usual = Math.max(1, Math.min(precision, scale + 9));
    return new DecimalColumn(
        index -> {
          long bits = Draw.bits(index, salt);
          int digits =
              Draw.chance(bits, 1) ? precision : 1 + (int) Draw.below(Draw.mix(bits), usual);
          long drawn = Draw.next(bits);
          long unscaled = Draw.below(drawn, DigitParts.power(digits));
          return negative && Draw.chance(Draw.mix(drawn), 12) ? -unscaled : unscaled;
        },
        scale);
  }

  /** Numbers that others can ask for. */
  record DecimalColumn(LongUnaryOperator numbers, int scale) implements Column {
    long unscaled(long index) {
      return numbers.applyAsLong(index);
    }

    @Override
    public void emit(long index, ValueSink sink) {
      sink.number(unscaled(index), scale);
    }
  }

  static Column integer(int digits, boolean negative, long salt) {
    int most = Math.min(10, Math.max(1, digits));
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      int drawnDigits =
          Draw.chance(bits, 1) ? most : 1 + (int) Draw.below(Draw.mix(bits), Math.min(most, 6));
      long drawn = Draw.next(bits);
      long number = Math.min(MAX_INT, Draw.below(drawn, DigitParts.power(drawnDigits)));
      boolean minus = negative && Draw.chance(Draw.mix(drawn), 12);
      sink.integer(minus ? -number : number);
    };
  }

  /** Whole percent from 0 to 100, now and then with a fraction. */
  static Column percent(int scale, long salt) {
    int fraction = Math.min(4, scale);
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      long percent = Draw.below(bits, 101);
      if (fraction > 0 && percent < 100 && Draw.chance(Draw.mix(bits), 30)) {
        long unit = DigitParts.power(fraction);
        sink.number(percent * unit + Draw.below(Draw.next(bits), unit), fraction);
      } else {
        sink.number(percent, 0);
      }
    };
  }

  /**
   * Days between two, the last not included.
   *
   * @param extremes whether one in 200 lies at the ends of what a date can be: 1700 and 4000
   */
  static DayColumn date(long firstDay, long endDay, boolean extremes, long salt) {
    long earliest = -98_615;
    long latest = 741806;
    return new DayColumn(
        index -> {
          long bits = Draw.bits(index, salt);
          if (extremes && Draw.below(bits, 200) == 0) {
            return Draw.chance(Draw.mix(bits), 50) ? earliest : latest;
          }
          return firstDay + Draw.below(Draw.next(bits), endDay - firstDay);
        });
  }

  /** Days that others can ask for. */
  record DayColumn(LongUnaryOperator days) implements Column {
    long epochDay(long index) {
      return days.applyAsLong(index);
    }

    @Override
    public void emit(long index, ValueSink sink) {
      sink.date(epochDay(index));
    }
  }

  static Column datetime(DayColumn days, long salt) {
    return (index, sink) ->
        sink.datetime(days.epochDay(index) * 86_400 + Draw.below(Draw.bits(index, salt), 86_400));
  }

  /** Whole minutes mostly, now and then down to the millisecond. */
  static Column time(long salt) {
    return (index, sink) -> {
      long bits = Draw.bits(index, salt);
      if (Draw.chance(Draw.mix(bits), 20)) {
        sink.time(Draw.below(bits, 86_400_000));
      } else {
        sink.time(Draw.below(bits, 1_440) * 60_000);
      }
    };
  }

  static Column checkbox(int truePercent, long salt) {
    return (index, sink) -> sink.truth(Draw.chance(Draw.bits(index, salt), truePercent));
  }
}
