package dev.syncline.engine.sync;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one round came to.
 *
 * @param pulled records that were read, over all mappings
 * @param pushed rows that were claimed
 * @param whole whether every mapping was polled to the end of what the org knows
 * @param troubles what kept mappings from their turn; a round with one is no success
 * @param limited what was left undone since calls run short, or since a run may push no more; a
 *     round with one is no success
 * @param halted mappings of which a direction is paused, by a person or by a window of its schedule
 */
public record SyncRound(
    AppliedPage pulled,
    PushOutcome pushed,
    boolean whole,
    List<Problem> troubles,
    List<Problem> limited,
    Set<MappingName> halted) {
  /** The most records of one writing call: sObject Collections. */
  private static final int ONE_CALL = 200;

  /** A round over nothing. */
  public static final SyncRound NONE =
      new SyncRound(AppliedPage.NONE, PushOutcome.NONE, true, List.of(), List.of(), Set.of());

  /** A round in which the org or the database was left alone. */
  static final SyncRound RESTING =
      new SyncRound(AppliedPage.NONE, PushOutcome.NONE, false, List.of(), List.of(), Set.of());

  public SyncRound {
    troubles = List.copyOf(troubles);
    limited = List.copyOf(limited);
    halted = Set.copyOf(halted);
  }

  /** Whether something changed on either side, or is to be tried again. */
  public boolean moved() {
    var outcome = pulled.outcome();
    return outcome.inserted() + outcome.updated() + outcome.deleted() > 0
        || pulled.deferred() > 0
        || pushed.written() + pushed.retried() > 0;
  }

  /** Whether it carried so few that the next may carry more at the same cost. */
  public boolean isThin() {
    var read = pulled.outcome();
    return pushed.rows() + read.inserted() + read.updated() + read.deleted() < ONE_CALL;
  }

  /** Whether all was done that there was to do. */
  public boolean quiet() {
    return settled() && limited.isEmpty();
  }

  /** Whether all was done that limits allow. */
  boolean settled() {
    return !moved() && whole && troubles.isEmpty();
  }

  /** What both moved, and how it stands after the later one, which follows in the same run. */
  SyncRound followedBy(SyncRound later) {
    return new SyncRound(
        pulled.plus(later.pulled),
        pushed.plus(later.pushed),
        true,
        Stream.concat(
                troubles.stream().filter(GuardStop::is).filter(t -> !later.troubles.contains(t)),
                later.troubles.stream())
            .toList(),
        later.limited,
        later.halted);
  }

  /** The same, not at its end. */
  SyncRound notWhole() {
    return new SyncRound(pulled, pushed, false, troubles, limited, halted);
  }

  /** Both together; what halts and troubles either does so for both. */
  public SyncRound plus(SyncRound other) {
    var allTroubles = new ArrayList<>(troubles);
    allTroubles.addAll(other.troubles);
    var allLimited = new ArrayList<>(limited);
    allLimited.addAll(other.limited);
    var allHalted = new HashSet<>(halted);
    allHalted.addAll(other.halted);
    return new SyncRound(
        pulled.plus(other.pulled),
        pushed.plus(other.pushed),
        whole && other.whole,
        allTroubles,
        allLimited,
        allHalted);
  }
}
