package dev.syncline.engine.live;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one record into what its row is to hold. Pure; of one batch. Deletions and
 * whatever an event leaves open end the fold: the record is to be read.
 */
final class RecordFold {
  private final RecordId id;
  private final LiveFields fields;
  private final Optional<SeenLink> link;
  private @Nullable List<Value> values;
  private @Nullable EventPlace newest;
  private @Nullable Told last;
  private Instant stamp = Instant.EPOCH;
  private boolean own;
  private boolean deleted;
  private boolean open;

  RecordFold(RecordId id, LiveFields fields, Optional<SeenLink> link) {
    this.id = id;
    this.fields = fields;
    this.link = link;
    link.ifPresent(
        l -> {
          values = fields.of(l.record()).orElse(null);
          stamp = l.record().systemModstamp();
        });
  }

  /** What the events of a record come to. */
  sealed interface Result {
    /** Nothing new. */
    record Nothing() implements Result {}

    /** The record is to be read. */
    record Read(Reason reason) implements Result {}

    /** Its row takes these values, or has them already. */
    record Take(RecordChange.Present record, EventPlace place, boolean own) implements Result {}
  }

  /**
   * Folds.
   *
   * @param events in the order of {@link Told#ORDER}
   */
  Result of(List<Told> events) {
    for (Told told : events) {
      boolean again = last != null && told.repeats(last);
      last = told;
      if (!again) {
        next(told);
      }
    }
    if (deleted) {
      return new Result.Read(Reason.DELETED);
    }
    if (open) {
      return new Result.Read(Reason.UNTOLD);
    }
    return newest == null || values == null
        ? new Result.Nothing()
        : new Result.Take(new RecordChange.Present(id, stamp, values), newest, own);
  }

  private void next(Told told) {
    switch (told.type()) {
      case DELETE -> deleted = true;
      case UNDELETE -> open = true;
      case CREATE, UPDATE -> {
        if (fields.readsAlways() || fields.mayLeave(told.fields())) {
          open = true;
        } else if (link.isEmpty() && newest == null) {
          begin(told);
        } else {
          change(told);
        }
      }
    }
  }

  /** The first event of a record without a link must tell all of it. */
  private void begin(Told told) {
    Optional<List<Value>> all = fields.of(id, told.fields());
    Optional<Instant> made = LiveFields.stamp(told.fields());
    if (told.type() != ChangeType.CREATE
        || all.isEmpty()
        || made.isEmpty()
        || !fields.mapping().mapping().recordTypes().isEmpty()) {
      open = true;
      return;
    }
    stamp = made.get();
    take(all.get(), told);
  }

  private void change(Told told) {
    List<Value> before = values;
    if (before == null) {
      beforeUnknown(told);
      return;
    }
    Optional<List<Value>> after = fields.overlaid(before, told.fields());
    if (after.isEmpty()) {
      open = true;
      return;
    }
    boolean agrees = fields.same(before, after.get());
    boolean echo = told.own() && fields.sameInPushed(before, after.get());
    var said = new EventOrder.Said(told.place(), agrees, echo);
    switch (link.map(l -> EventOrder.of(asOf(l), said)).orElse(EventOrder.Verdict.NEWER)) {
      case NEWER -> take(after.get(), told);
      case CONFIRMS -> take(before, told);
      case OLDER -> {
        // What it says is in the base, or was overtaken by what is.
      }
      case UNDECIDED -> open = true;
    }
  }

  /**
   * The base lacks fields, as after a push that made the record: the event of that push tells them.
   */
  private void beforeUnknown(Told told) {
    LinkedRecord known = link.orElseThrow().record();
    Optional<List<Value>> all = fields.of(id, told.fields());
    if (all.isEmpty() || !told.own() || !fields.confirms(known, all.get())) {
      open = true;
      return;
    }
    take(all.get(), told);
  }

  /** The link with the newest event of this batch taken in. */
  private SeenLink asOf(SeenLink before) {
    return newest == null
        ? before
        : new SeenLink(before.record(), before.version(), Optional.of(newest));
  }

  private void take(List<Value> now, Told told) {
    values = now;
    newest = told.place();
    own = told.own();
  }
}
