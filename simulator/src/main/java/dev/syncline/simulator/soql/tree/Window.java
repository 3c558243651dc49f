package dev.syncline.simulator.soql.tree;

import org.jspecify.annotations.Nullable;

/** LIMIT and OFFSET; null where the statement has none. */
public record Window(@Nullable Bound limit, @Nullable Bound offset) {
  /** A whole number that is not negative, and its place. */
  public record Bound(long value, int at) {}
}
