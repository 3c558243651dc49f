package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.soql.plan.Operand;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One group while its records pass, and afterwards. */
final class Group {
  private final int level;
  private final @Nullable Object[] keys;
  private final List<Accumulator> accumulators;

  /**
   * @param level a bit per key that counts here; the others are subtotals
   * @param keys the values of the keys
   */
  Group(int level, @Nullable Object[] keys, List<Accumulator> accumulators) {
    this.level = level;
    this.keys = keys;
    this.accumulators = accumulators;
  }

  void add(int aggregate, Object value) {
    accumulators.get(aggregate).add(value);
  }

  /** The reader of an operand over groups. */
  static Reader<Group> reader(Operand operand, ZoneId zone) {
    return switch (operand) {
      case Operand.GroupKey key ->
          group -> group.counts(key.index()) ? group.keys[key.index()] : null;
      case Operand.Grouping grouping ->
          group -> group.counts(grouping.index()) ? BigDecimal.ZERO : BigDecimal.ONE;
      case Operand.Aggregated aggregated ->
          group -> group.accumulators.get(aggregated.index()).result();
      case Operand.Formatted formatted -> {
        Reader<Group> argument = reader(formatted.argument(), zone);
        yield group -> {
          Object value = argument.read(group);
          return value == null ? null : Formats.format(value, formatted.argument().type(), zone);
        };
      }
      case Operand.Field field -> throw overRecords(field);
      case Operand.DatePart part -> throw overRecords(part);
      case Operand.Label label -> throw overRecords(label);
      case Operand.Distance distance -> throw overRecords(distance);
    };
  }

  private static IllegalArgumentException overRecords(Operand operand) {
    return new IllegalArgumentException("Read from records, not from groups: " + operand);
  }

  private boolean counts(int key) {
    return (level >> key & 1) == 1;
  }
}
