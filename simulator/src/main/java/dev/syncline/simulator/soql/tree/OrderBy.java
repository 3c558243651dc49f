package dev.syncline.simulator.soql.tree;

/**
 * One key of ORDER BY.
 *
 * @param nullsFirst whether nulls come before values; they do by default, also when descending
 */
public record OrderBy(Expression expression, boolean descending, boolean nullsFirst) {}
