package dev.syncline.simulator.soql.plan;

import java.util.List;
import java.util.Set;

/**
 * A condition with typed values. Every filter is true or false for a record: a comparison with an
 * empty field is false and its negation true. Real orgs were seen to answer {@code NOT} so; that
 * {@code !=} and {@code NOT IN} find empty fields too, and that {@code < null} finds nothing, is
 * unverified.
 */
public sealed interface Filter {
  /** All of the parts. */
  record All(List<Filter> parts) implements Filter {}

  /** One of the parts at least. */
  record Any(List<Filter> parts) implements Filter {}

  /** Not the part. */
  record Not(Filter part) implements Filter {}

  /** Always or never true. */
  record Constant(boolean value) implements Filter {}

  /** The operand is empty. */
  record Missing(Operand operand) implements Filter {}

  /** The operand equals the value. */
  record Equal(Operand operand, Object value) implements Filter {}

  /** The operand lies on this side of the value. */
  record Beyond(Operand operand, Side side, Object value) implements Filter {}

  /**
   * The operand lies in a range.
   *
   * @param from the first value inside
   * @param to the first value behind
   */
  record Within(Operand operand, Object from, Object to) implements Filter {}

  /**
   * The operand is one of the values.
   *
   * @param values {@linkplain Comparison#normal normal} values
   */
  record OneOf(Operand operand, Set<Object> values) implements Filter {
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /** The operand matches the pattern. */
  record Like(Operand operand, LikePattern pattern) implements Filter {}

  /**
   * INCLUDES: one of the choices has all its entries in the operand.
   *
   * @param choices sets of {@linkplain TextOrder#fold folded} entries
   */
  record Includes(Operand operand, List<Set<String>> choices) implements Filter {}

  /** The operand is among what a query of another object selects. Compared by identity. */
  final class InQuery implements Filter {
    private final Operand operand;
    private final RecordPlan inner;
    private final Operand selected;

    public InQuery(Operand operand, RecordPlan inner, Operand selected) {
      this.operand = operand;
      this.inner = inner;
      this.selected = selected;
    }

    public Operand operand() {
      return operand;
    }

    /** The records of the inner query. */
    public RecordPlan inner() {
      return inner;
    }

    /** The field that the inner query selects. */
    public Operand selected() {
      return selected;
    }
  }

  /** A side of a value. */
  enum Side {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Whether a comparison that came out like this lies on this side. */
    public boolean holds(int comparison) {
      return switch (this) {
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
      };
    }
  }
}
