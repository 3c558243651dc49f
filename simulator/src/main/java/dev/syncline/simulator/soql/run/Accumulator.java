package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.soql.plan.Aggregate;
import dev.syncline.simulator.soql.plan.Comparison;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects one aggregate of one group. Empty values are left out by the caller. */
abstract sealed class Accumulator {
  abstract void add(Object value);

  /** The outcome; null for no value, where that is not zero. */
  abstract @Nullable Object result();

  /** An accumulator for an aggregate; values of {@code COUNT()} may be anything. */
  static Accumulator of(Aggregate aggregate, DistinctBudget budget) {
    var operand = aggregate.argument();
    Comparison comparison = operand == null ? Comparison.NONE : Comparison.of(operand);
    return switch (aggregate.function()) {
      case COUNT -> new Count();
      case COUNT_DISTINCT -> new Distinct(comparison, budget);
      case SUM -> new Sum();
      case AVG -> new Average();
      case MIN -> new Extreme(comparison, -1);
      case MAX -> new Extreme(comparison, 1);
    };
  }

  /** An outcome that is known without a record being read. */
  static Accumulator known(BigDecimal outcome) {
    return new Known(outcome);
  }

  /** How many distinct values all groups of a statement may still keep. */
  static final class DistinctBudget {
    private static final int MAX_DISTINCT_VALUES = 2_000_000;

    private int left = MAX_DISTINCT_VALUES;

    private void spend() {
      if (--left < 0) {
        throw TooMuch.of(
            "COUNT_DISTINCT keeps at most " + MAX_DISTINCT_VALUES + " different values");
      }
    }
  }

  private static final class Known extends Accumulator {
    private final BigDecimal outcome;

    Known(BigDecimal outcome) {
      this.outcome = outcome;
    }

    @Override
    void add(Object value) {
      throw new IllegalStateException("The outcome is known: " + outcome);
    }

    @Override
    Object result() {
      return outcome;
    }
  }

  private static final class Count extends Accumulator {
    private long count;

    @Override
    void add(Object value) {
      count++;
    }

    @Override
    Object result() {
      return BigDecimal.valueOf(count);
    }
  }

  private static final class Distinct extends Accumulator {
    private final Set<ByteBuffer> values = new HashSet<>();
    private final KeyBuffer buffer = new KeyBuffer();
    private final Comparison comparison;
    private final DistinctBudget budget;

    Distinct(Comparison comparison, DistinctBudget budget) {
      this.comparison = comparison;
      this.budget = budget;
    }

    @Override
    void add(Object value) {
      buffer.clear();
      buffer.appendValue(comparison, value);
      if (values.add(ByteBuffer.wrap(buffer.copy()))) {
        budget.spend();
      }
    }

    @Override
    Object result() {
      return BigDecimal.valueOf(values.size());
    }
  }

  private static final class Sum extends Accumulator {
    private @Nullable BigDecimal sum;

    @Override
    void add(Object value) {
      BigDecimal before = sum;
      sum = before == null ? (BigDecimal) value : before.add((BigDecimal) value);
    }

    @Override
    @Nullable Object result() {
      return sum;
    }
  }

  private static final class Average extends Accumulator {
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    @Override
    void add(Object value) {
      sum = sum.add((BigDecimal) value);
      count++;
    }

    @Override
    @Nullable Object result() {
      return count == 0
          ? null
          : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64).stripTrailingZeros();
    }
  }

  private static final class Extreme extends Accumulator {
    private final Comparison comparison;
    private final int sign;
    private @Nullable Object best;

    Extreme(Comparison comparison, int sign) {
      this.comparison = comparison;
      this.sign = sign;
    }

    @Override
    void add(Object value) {
      Object before = best;
      if (before == null || comparison.compare(value, before) * sign > 0) {
        best = value;
      }
    }

    @Override
    @Nullable Object result() {
      return best;
    }
  }
}
