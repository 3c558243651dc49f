package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.OutboxEntry.State;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An outbox entry; its owner changes it in place. */
final class Entry {
  final RowKey row;
  final Instant firstChangedAt;
  long version;
  boolean gone;
  State state = State.READY;
  Instant changedAt;
  Instant availableAt;
  int attempts;
  long order;
  boolean split;
  @Nullable Claim claim;

  /** The version that whoever has it knows of, and settles. */
  long claimedVersion;

  Instant claimedUntil = Instant.MIN;
  @Nullable Long job;
  ClaimedRow.@Nullable Intent intent;
  OutboxEntry.@Nullable Parent waitsFor;
  @Nullable Problem problem;

  Entry(RowKey row, Instant now) {
    this.row = row;
    this.firstChangedAt = now;
    this.changedAt = now;
    this.availableAt = now;
  }

  /** The row has changed: what was refused before may be fit now. */
  void changed(boolean isGone, Instant now, long place) {
    version++;
    gone = isGone;
    changedAt = now;
    order = place;
    if (state == State.PARKED || state == State.WAITING) {
      attempts = 0;
      problem = null;
      ready(now);
    }
  }

  void ready(Instant at) {
    state = State.READY;
    availableAt = at;
    waitsFor = null;
    letGo();
  }

  void letGo() {
    claim = null;
    claimedUntil = Instant.MIN;
    job = null;
  }

  /**
   * Whether a worker has it whose time is not over; the entries of a job are held until its end.
   */
  boolean isHeld(Instant now) {
    return state == State.CLAIMED && (job != null || claimedUntil.isAfter(now));
  }

  boolean isClaimable(Instant now) {
    return switch (state) {
      case READY -> !availableAt.isAfter(now);
      case CLAIMED -> !isHeld(now);
      case WAITING, PARKED -> false;
    };
  }

  boolean isHeldBy(Claim by) {
    return state == State.CLAIMED && by.equals(claim);
  }
}
