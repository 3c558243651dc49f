package dev.syncline.engine.merge;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeCase.Pending;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Operation;
import dev.syncline.model.Problem;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Triggers;
import java.util.List;
import java.util.Optional;

/** The three-way merge of one record with its row. Pure. */
public final class RecordMerge implements MergeRule {
  private final ResolvedMapping mapping;
  private final Triggers triggers;
  private final FieldMerge fields;

  public RecordMerge(ResolvedMapping mapping) {
    this(mapping, mapping.mapping().rules().scope().triggers());
  }

  /**
   * @param triggers the kinds of changes to carry, whatever the mapping says
   */
  RecordMerge(ResolvedMapping mapping, Triggers triggers) {
    this.mapping = mapping;
    this.triggers = triggers;
    this.fields = new FieldMerge(mapping);
  }

  @Override
  public MergeDecision decide(MergeCase mergeCase) {
    if (mergeCase.pending().filter(Pending::inFlight).isPresent()) {
      return new MergeDecision.Defer(Reason.PENDING_CHANGE);
    }
    return switch (mergeCase.inbound()) {
      case Inbound.Gone gone -> gone(mergeCase, gone);
      case Inbound.Here(PlannedChange.Park park) ->
          isOlder(mergeCase) || !isCarried(mergeCase)
              ? new MergeDecision.Skip()
              : new MergeDecision.Park(park.problem());
      case Inbound.Here(PlannedChange.Write(RowWrite.Put put)) -> here(mergeCase, put);
    };
  }

  /** Whether a later reading has been taken in, or a deletion carried, since this one began. */
  static boolean isOlder(MergeCase mergeCase) {
    boolean outread = mergeCase.link().filter(l -> l.readToken() > mergeCase.token()).isPresent();
    boolean deleted = mergeCase.tombstone().filter(t -> t > mergeCase.token()).isPresent();
    return outread || deleted;
  }

  /** What the row would lose, were it removed. */
  List<MergeDecision.Loss> losses(MergeCase mergeCase) {
    Optional<LinkedRecord> link = mergeCase.link();
    Optional<CurrentRow> row = mergeCase.row();
    boolean pending = mergeCase.pending().filter(p -> !p.gone()).isPresent();
    return pending && link.isPresent() && row.isPresent()
        ? fields.losses(link.get(), row.get())
        : List.of();
  }

  /** Whether a record's change is carried at all, be it new or known. */
  private boolean isCarried(MergeCase mergeCase) {
    return triggers.pulls(mergeCase.link().isPresent() ? Operation.UPDATE : Operation.CREATE);
  }

  private MergeDecision gone(MergeCase mergeCase, Inbound.Gone gone) {
    Optional<LinkedRecord> link = mergeCase.link();
    if (link.isEmpty() || isOlder(mergeCase)) {
      return new MergeDecision.Skip();
    }
    Optional<Pending> pending = mergeCase.pending().filter(p -> !p.gone());
    if (pending.isEmpty() || mergeCase.row().isEmpty()) {
      return new MergeDecision.Remove(List.of());
    }
    List<MergeDecision.Loss> losses = fields.losses(link.get(), mergeCase.row().get());
    boolean changed = fields.rowChanged(link.get(), mergeCase.row().get());
    if (!changed || gone.winner().isPresent()) {
      return new MergeDecision.Remove(losses);
    }
    return switch (mapping.mapping().rules().deleteConflict()) {
      case DELETE -> new MergeDecision.Remove(losses);
      case UPDATE -> new MergeDecision.Recreate();
      case PARK ->
          new MergeDecision.Park(
              conflict(
                  "CONFLICT-DELETED",
                  "%s is deleted in Salesforce and was changed in row %s"
                      .formatted(gone.id(), mergeCase.row().get().key()),
                  "Delete the row, or remove the link so that a new record is made of it"));
    };
  }

  private MergeDecision here(MergeCase mergeCase, RowWrite.Put put) {
    if (isOlder(mergeCase)) {
      return new MergeDecision.Skip();
    }
    return mergeCase.link().isPresent()
        ? linked(mergeCase, put, mergeCase.link().get())
        : unlinked(mergeCase, put);
  }

  private MergeDecision linked(MergeCase mergeCase, RowWrite.Put put, LinkedRecord link) {
    if (link.writtenToken() > mergeCase.token()) {
      return new MergeDecision.Defer(Reason.STALE_READ);
    }
    if (put.systemModstamp().isBefore(link.systemModstamp())) {
      return new MergeDecision.Skip();
    }
    boolean carried =
        triggers.pulls(mergeCase.row().isPresent() ? Operation.UPDATE : Operation.CREATE);
    if (!carried) {
      return new MergeDecision.Skip();
    }
    return mergeCase.row().isPresent()
        ? fields.merge(Optional.empty(), Optional.of(link), mergeCase.row().get(), put, mergeCase)
        : rowGone(mergeCase, put, link);
  }

  /** The row is deleted: what the record's change is worth then. */
  private MergeDecision rowGone(MergeCase mergeCase, RowWrite.Put put, LinkedRecord link) {
    if (mergeCase.pending().isEmpty()) {
      return new MergeDecision.Insert(false);
    }
    if (!fields.recordChanged(link, put)) {
      return new MergeDecision.Skip();
    }
    return switch (mapping.mapping().rules().deleteConflict()) {
      case DELETE -> new MergeDecision.Skip();
      case UPDATE -> new MergeDecision.Insert(true);
      case PARK ->
          new MergeDecision.Park(
              conflict(
                  "CONFLICT-DELETED",
                  put.id() + " was changed in Salesforce and its row is deleted",
                  "Delete the record, or drop the row's entry with 'syncline queue clear' so that"
                      + " the row is made again"));
    };
  }

  private MergeDecision unlinked(MergeCase mergeCase, RowWrite.Put put) {
    if (mergeCase.unknownCreates()) {
      return new MergeDecision.Defer(Reason.UNKNOWN_CREATE);
    }
    Optional<CurrentRow> lookalike = mergeCase.lookalike();
    if (lookalike.isPresent()) {
      return fields.merge(
          Optional.of(lookalike.get().key()), Optional.empty(), lookalike.get(), put, mergeCase);
    }
    return triggers.pulls(Operation.CREATE)
        ? new MergeDecision.Insert(false)
        : new MergeDecision.Skip();
  }

  static Problem conflict(String code, String message, String action) {
    return new Problem(code, ErrorClass.DATA, message, action);
  }
}
