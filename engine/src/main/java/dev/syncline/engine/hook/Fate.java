package dev.syncline.engine.hook;

import dev.syncline.model.Problem;

/**
 * What hooks have made of one item that they were asked about.
 *
 * @param <I> the kind of item
 */
public sealed interface Fate<I> {
  /** It goes on, perhaps changed. */
  record Going<I>(I item) implements Fate<I> {}

  /** It does not go on, for this reason. */
  record Stopped<I>(Problem problem, How how) implements Fate<I> {}

  /** How an item was stopped. */
  enum How {
    /** A hook has said no. */
    VETOED,
    /** A hook has failed, and is asked again. */
    AGAIN,
    /** A hook has failed, and a person must look. */
    PARKED
  }
}
