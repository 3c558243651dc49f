package dev.syncline.engine.schedule;

import java.time.Instant;
import java.util.Optional;

/** Whether a lane has its turn. */
public sealed interface Due {
  /** It has. */
  record Now() implements Due {}

  /**
   * It has not.
   *
   * @param until when it has, as far as that is known; absent if nobody knows or never
   */
  record Later(Why why, Optional<Instant> until) implements Due {}

  /** Why a lane has to wait. */
  enum Why {
    /** Its schedule is off. */
    OFF,
    /** It is not yet time again. */
    SCHEDULE,
    /** Somebody halted it. */
    PAUSED,
    /** A window forbids it. */
    OFF_HOURS,
    /** The org's calls run short. */
    BUDGET
  }
}
