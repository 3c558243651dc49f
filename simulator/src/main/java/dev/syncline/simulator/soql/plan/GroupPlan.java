package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.soql.api.Column;
import java.util.List;

/**
 * How records become groups, and groups rows.
 *
 * @param keys what is grouped by; empty makes one group of all records
 * @param levels which keys count on each level, a bit per key; subtotals have fewer bits
 * @param aggregates what is computed per group
 * @param outputs one operand per column, over groups
 * @param columns what the caller is told
 * @param having which groups are shown
 * @param order the order of the groups, over groups
 */
public record GroupPlan(
    List<Operand> keys,
    List<Integer> levels,
    List<Aggregate> aggregates,
    List<Operand> outputs,
    List<Column> columns,
    Filter having,
    List<SortKey> order) {}
