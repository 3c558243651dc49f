package dev.syncline.simulation.planted;

import dev.syncline.engine.database.MergeDecision;
import dev.syncline.model.RecordResult;
import dev.syncline.simulation.random.Tampering;
import java.util.function.UnaryOperator;

/** The bugs that the oracle must see, each a defect that some sync software has had. */
public enum PlantedBug {
  /** A row that changes while it is on its way does not go again. */
  CHANGE_IN_FLIGHT_IS_DONE(Bugs::newestVersion),
  /** What is about to be sent is not noted, so that a lost create is made twice. */
  CREATES_ARE_NOT_NOTED(Bugs::noIntent),
  /** A create whose answer was lost is not found again. */
  LOST_CREATES_ARE_NOT_FOUND(Bugs::findsNothing),
  /** An answer that was lost is taken for a yes. */
  LOST_ANSWERS_ARE_A_YES(
      Bugs.results(a -> a.result() instanceof RecordResult.Unanswered ? a.asDone() : a.result())),
  /** A refusal is taken for a yes. */
  REFUSALS_ARE_A_YES(
      Bugs.results(a -> a.result() instanceof RecordResult.Refused ? a.asDone() : a.result())),
  /** The answers of a batch are taken in another order. */
  ANSWERS_ARE_MIXED_UP(Bugs::otherOrder),
  /** Emptied fields are not sent. */
  NULLS_ARE_NOT_SENT(Bugs::noNulls),
  /** A push that is given up leaves no trace. */
  PARKS_SILENTLY(Bugs.settlement(Bugs::parksSilently)),
  /** A write whose answer was lost is given up. */
  LOST_WRITES_ARE_GIVEN_UP(Bugs.settlement(Bugs::forgetsBase)),
  /** A reference in a circle does not follow. */
  CIRCLES_STAY_OPEN(Bugs.settlement(Bugs::nothingRemains)),
  /** Rows with a record are taken for new ones. */
  LINKS_ARE_FORGOTTEN(Bugs::noLinks),
  /** Deletions in the org are not asked for. */
  DELETIONS_ARE_NOT_ASKED_FOR(Bugs::noDeletions),
  /** The last one of what changed is missed. */
  LAST_CHANGE_IS_MISSED(Bugs::lastIsLost),
  /** Reading by ids loses records. */
  READS_LOSE_RECORDS(Bugs::readsLose),
  /** The winner of a merge is not looked at. */
  MERGE_WINNERS_ARE_IGNORED(Bugs::noWinners),
  /** What is pulled writes over what is to be pushed. */
  PULL_OVERWRITES_PENDING(Bugs.merge(Bugs::withoutPending, UnaryOperator.identity())),
  /** A pull ends what is to be pushed. */
  PULL_ENDS_PENDING(Bugs.merge(UnaryOperator.identity(), Bugs::endsPending)),
  /** A reference to a row without a record is taken for none. */
  ORPHANS_ARE_NULL(Bugs.merge(Bugs::withoutOrphans, UnaryOperator.identity())),
  /** A merge forgets the row. */
  MERGES_WRITE_NO_ROW(Bugs.merge(UnaryOperator.identity(), Bugs::writesNothing)),
  /** A record that is to be made again is left. */
  DELETED_RECORDS_ARE_NOT_MADE_AGAIN(
      Bugs.merge(
          UnaryOperator.identity(),
          d -> d instanceof MergeDecision.Recreate ? new MergeDecision.Skip() : d));

  private final Bug bug;

  PlantedBug(Bug bug) {
    this.bug = bug;
  }

  /** How it is planted. */
  public Tampering tampering() {
    return bug;
  }
}
