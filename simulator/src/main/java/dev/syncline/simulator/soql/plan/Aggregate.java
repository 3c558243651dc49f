package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function over the records of a group.
 *
 * @param argument what is aggregated; null counts the records
 */
public record Aggregate(Function function, @Nullable Operand argument) {
  /** What is computed. */
  public enum Function {
    COUNT,
    COUNT_DISTINCT,
    SUM,
    AVG,
    MIN,
    MAX
  }

  /** The type of the outcome. */
  public FieldType type() {
    Operand operand = argument;
    if (operand == null) {
      return FieldType.INT;
    }
    return switch (function) {
      case COUNT, COUNT_DISTINCT -> FieldType.INT;
      case AVG -> FieldType.DOUBLE;
      case SUM, MIN, MAX -> operand.type();
    };
  }
}
