package dev.syncline.engine.merge;

import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.Pending;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.DeletePolicy;

/**
 * What becomes of a record that is there and outside of its mapping's scope. What somebody changed
 * in its row is merged with it as ever before anything else, so that no push goes over a change of
 * the record unseen; else row and link are treated as the mapping says. Pure.
 */
public final class OutsideMerge implements MergeRule {
  private final DeletePolicy onLeave;
  private final RecordMerge usual;

  public OutsideMerge(ResolvedMapping mapping) {
    this.onLeave = mapping.mapping().rules().scope().onLeave();
    this.usual = new RecordMerge(mapping);
  }

  @Override
  public MergeDecision decide(MergeCase mergeCase) {
    if (mergeCase.link().isEmpty() || RecordMerge.isOlder(mergeCase)) {
      return new MergeDecision.Skip();
    }
    if (mergeCase.pending().filter(Pending::inFlight).isPresent()) {
      return new MergeDecision.Defer(Reason.PENDING_CHANGE);
    }
    return switch (onLeave) {
      case KEEP ->
          mergeCase.pending().isPresent() ? usual.decide(mergeCase) : new MergeDecision.Skip();
      case UNLINK, DELETE -> new MergeDecision.Remove(usual.losses(mergeCase));
    };
  }

  /** Whether a record that is outside can matter at all where nobody has changed its row. */
  public static boolean treatsLeavers(ResolvedMapping mapping) {
    return mapping.narrowsRecords()
        && mapping.mapping().rules().scope().onLeave() != DeletePolicy.KEEP;
  }
}
