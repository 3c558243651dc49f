package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.soql.plan.Aggregate;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.GroupPlan;
import dev.syncline.simulator.soql.plan.Operand;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorts records into groups. The groups come out by level, then by their keys, nulls first. */
final class Grouping {
  /** A statement whose groups are more than these needs a filter. */
  static final int MAX_GROUPS = 200_000;

  private final GroupPlan plan;
  private final List<Reader<Row>> keyReaders;
  private final List<Reader<Row>> argumentReaders;
  private final Map<ByteBuffer, Group> groups = new TreeMap<>(Grouping::compare);
  private final Accumulator.DistinctBudget budget = new Accumulator.DistinctBudget();
  private final KeyBuffer buffer = new KeyBuffer();

  Grouping(GroupPlan plan, RecordReaders readers) {
    this.plan = plan;
    this.keyReaders = plan.keys().stream().map(readers::reader).toList();
    this.argumentReaders =
        plan.aggregates().stream().map(aggregate -> argument(aggregate, readers)).toList();
    if (plan.keys().isEmpty()) {
      group(0, new @Nullable Object[0]);
    }
  }

  private static int compare(ByteBuffer left, ByteBuffer right) {
    return Arrays.compareUnsigned(left.array(), right.array());
  }

  private static Reader<Row> argument(Aggregate aggregate, RecordReaders readers) {
    Operand operand = aggregate.argument();
    return operand == null ? row -> row : readers.reader(operand);
  }

  void add(Row row) {
    @Nullable Object[] keys = new @Nullable Object[keyReaders.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = keyReaders.get(i).read(row);
    }
    @Nullable Object[] values = new @Nullable Object[argumentReaders.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = argumentReaders.get(i).read(row);
    }
    for (int level = 0; level < plan.levels().size(); level++) {
      add(group(level, keys), values);
    }
  }

  private static void add(Group group, @Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        group.add(i, value);
      }
    }
  }

  private Group group(int level, @Nullable Object[] keys) {
    int counting = plan.levels().get(level);
    buffer.clear();
    buffer.appendShort(level);
    for (int i = 0; i < keys.length; i++) {
      Object key = keys[i];
      if ((counting >> i & 1) == 1) {
        buffer.append(key == null ? 0 : 1);
        if (key != null) {
          buffer.appendValue(Comparison.of(plan.keys().get(i)), key);
        }
      }
    }
    return groups.computeIfAbsent(ByteBuffer.wrap(buffer.copy()), made -> newGroup(counting, keys));
  }

  private Group newGroup(int counting, @Nullable Object[] keys) {
    if (groups.size() >= MAX_GROUPS) {
      throw TooMuch.of("a statement makes at most " + MAX_GROUPS + " groups");
    }
    List<Accumulator> accumulators =
        plan.aggregates().stream().map(aggregate -> Accumulator.of(aggregate, budget)).toList();
    return new Group(counting, keys, accumulators);
  }

  List<Group> groups() {
    return List.copyOf(groups.values());
  }
}
