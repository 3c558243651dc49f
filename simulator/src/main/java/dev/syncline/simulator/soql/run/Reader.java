package dev.syncline.simulator.soql.run;

import org.jspecify.annotations.Nullable;

/** Reads one value of a record, a group, or whatever rows are made of. */
@FunctionalInterface
interface Reader<S> {
  /** The value; null when empty. */
  @Nullable Object read(S subject);
}
