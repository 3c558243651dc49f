package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;

/**
 * Which records of one object are found, in which order, and which part of them is shown.
 *
 * @param limit at most so many rows; {@link Long#MAX_VALUE} when unlimited
 * @param offset so many rows are left out at the start
 */
public record RecordPlan(
    ObjectDefinition object,
    Filter filter,
    List<SortKey> order,
    long limit,
    long offset,
    boolean includeDeleted) {
  public RecordPlan {
    order = List.copyOf(order);
  }

  /** Whether every record that may show is found. */
  public boolean unfiltered() {
    return filter.equals(new Filter.Constant(true));
  }

  /** Whether the order is the ascending one of ids, or none is asked. */
  public boolean inOrderOfIds() {
    if (order.isEmpty()) {
      return true;
    }
    SortKey first = order.getFirst();
    return !first.descending()
        && first.operand() instanceof Operand.Field field
        && field.hops().isEmpty()
        && field.member().name().equals("Id");
  }
}
