package dev.syncline.engine.compare;

import dev.syncline.model.Direction;

/** What a doubt has turned out to be. */
sealed interface Verdict {
  /** Both sides agree by now. */
  record Agrees() implements Verdict {}

  /** A change is on its way. */
  record InFlight(Direction way) implements Verdict {}

  /** It is set aside with a reason. */
  record Parked(Direction way) implements Verdict {}

  /** The record is there, and the mapping does not mean it. */
  record OutOfScope() implements Verdict {}

  /** It is a difference. */
  record Differs(Difference difference) implements Verdict {}
}
