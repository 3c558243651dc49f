package dev.syncline.engine.compare;

import dev.syncline.engine.compare.Difference.FieldDifference;
import dev.syncline.engine.compare.Difference.Kind;
import dev.syncline.engine.database.Comparisons.Loose;
import dev.syncline.engine.database.Comparisons.Outgoing;
import dev.syncline.engine.database.Comparisons.Standing;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Direction;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a doubt is: on its way, set aside, or a difference, and what repairs it. Pure. What
 * moved after the look began is on its way; so nothing is called different that a queue, a poll or
 * a later look would settle.
 */
final class Judge {
  private static final Verdict AGREES = new Verdict.Agrees();

  private final ResolvedMapping mapping;
  private final ComparedFields fields;
  private final RepairPlanner repairs;

  Judge(ResolvedMapping mapping, ComparedFields fields) {
    this.mapping = mapping;
    this.fields = fields;
    this.repairs = new RepairPlanner(mapping, fields);
  }

  /**
   * When and how far was looked.
   *
   * @param token from before the records were looked at
   * @param watermark how far changes of the mapping have been read; absent if never
   * @param readUntil the org's time after all records were read
   * @param spreading whether related rows have changed whose dependants are not all known
   */
  record Look(long token, Optional<Watermark> watermark, Instant readUntil, boolean spreading) {}

  /**
   * What a record is.
   *
   * @param rightful the row that holds the record's key, where the linked one does not
   */
  Verdict ofRecord(Sight sight, Standing now, Look look, Optional<RowKey> rightful) {
    return switch (sight) {
      case Sight.Here(RecordChange.Present record) ->
          now.link().isPresent()
              ? linked(record, now, now.link().get(), look, rightful)
              : unlinked(record, now, look);
      case Sight.Gone _ -> gone(now, look);
      case Sight.OutOfScope _ -> now.link().isPresent() ? new Verdict.OutOfScope() : AGREES;
      case Sight.Nowhere _ -> nowhere(now, look);
    };
  }

  private Verdict linked(
      RecordChange.Present record,
      Standing now,
      Links.Linked link,
      Look look,
      Optional<RowKey> rightful) {
    if (now.row().isEmpty()) {
      return aside(now, look)
          .orElseGet(
              () ->
                  unread(record, look)
                      .orElseGet(() -> new Verdict.Differs(lostRow(record.id(), link))));
    }
    List<Optional<Value>> ofRecord = fields.ofRecord(record);
    List<Optional<Value>> ofRow = fields.ofRow(now.row().get(), ofRecord);
    List<Integer> differing = ComparedFields.differing(ofRecord, ofRow);
    if (differing.isEmpty()) {
      return AGREES;
    }
    Optional<Verdict> known =
        aside(now, look).or(() -> unread(record, look)).or(() -> spreading(differing, look));
    if (known.isPresent()) {
      return known.get();
    }
    List<FieldDifference> values =
        differing.stream()
            .map(
                i ->
                    new FieldDifference(
                        fields.bindings().get(i).field().name(),
                        ofRecord.get(i).orElse(Value.NULL),
                        ofRow.get(i)))
            .toList();
    boolean wrong = rightful.filter(row -> !row.equals(link.row())).isPresent();
    Repair repair =
        wrong
            ? new Repair.Relink(record.id(), pushed(link.row()))
            : repairs.ofFields(link, differing, ofRecord, ofRow);
    return new Verdict.Differs(
        new Difference(
            wrong ? Kind.WRONG_LINK : Kind.FIELD_DIFFERS,
            way(differing),
            Optional.of(record.id()),
            Optional.of(link.row()),
            values,
            repair));
  }

  private Optional<RowKey> pushed(RowKey row) {
    return mapping.mapping().direction().pushes() ? Optional.of(row) : Optional.empty();
  }

  /** Fields that only pull make it a difference of the pull; all others of the push. */
  private Direction way(List<Integer> differing) {
    boolean pulls =
        differing.stream().map(fields.bindings()::get).anyMatch(b -> b.direction().pulls());
    return pulls ? Direction.PULL : Direction.PUSH;
  }

  private Difference lostRow(RecordId record, Links.Linked link) {
    return new Difference(
        Kind.MISSING_HERE,
        mapping.mapping().direction().pulls() ? Direction.PULL : Direction.PUSH,
        Optional.of(record),
        Optional.of(link.row()),
        List.of(),
        repairs.ofLostRow(record, link.row()));
  }

  private Verdict unlinked(RecordChange.Present record, Standing now, Look look) {
    if (!mapping.mapping().direction().pulls()) {
      return AGREES; // what others made in the org is no matter of a mapping that only pushes
    }
    return aside(now, look)
        .or(() -> unread(record, look))
        .orElseGet(
            () ->
                new Verdict.Differs(
                    new Difference(
                        Kind.MISSING_HERE,
                        Direction.PULL,
                        Optional.of(record.id()),
                        Optional.empty(),
                        List.of(),
                        new Repair.Pull(record.id()))));
  }

  /** A deletion is found by the next poll, if it was after the last. */
  private Verdict gone(Standing now, Look look) {
    if (now.link().isEmpty()) {
      return AGREES;
    }
    Optional<Verdict> known = aside(now, look);
    if (known.isPresent()) {
      return known.get();
    }
    boolean pulls = mapping.mapping().direction().pulls();
    boolean polled =
        look.watermark().filter(w -> !w.deleted().isBefore(look.readUntil())).isPresent();
    return pulls && !polled
        ? new Verdict.InFlight(Direction.PULL)
        : new Verdict.Differs(removed(Kind.DELETED, now));
  }

  private Verdict nowhere(Standing now, Look look) {
    if (now.link().isEmpty()) {
      return AGREES;
    }
    return aside(now, look).orElseGet(() -> new Verdict.Differs(removed(Kind.HARD_DELETED, now)));
  }

  private Difference removed(Kind kind, Standing now) {
    return new Difference(
        kind,
        mapping.mapping().direction().pulls() ? Direction.PULL : Direction.PUSH,
        Optional.of(now.record()),
        now.link().map(Links.Linked::row),
        List.of(),
        repairs.ofGoneRecord(now));
  }

  /** What a row without a link is; a mapping that does not push leaves such rows alone. */
  Verdict ofRow(Loose loose, Optional<RecordId> claimed) {
    return switch (loose.outgoing()) {
      case ON_ITS_WAY -> new Verdict.InFlight(Direction.PUSH);
      case PARKED -> new Verdict.Parked(Direction.PUSH);
      case NOTHING -> new Verdict.Differs(loose(loose.row().key(), claimed));
    };
  }

  private Difference loose(RowKey row, Optional<RecordId> claimed) {
    return new Difference(
        claimed.isPresent() ? Kind.DUPLICATED_LINK : Kind.MISSING_THERE,
        Direction.PUSH,
        claimed,
        Optional.of(row),
        List.of(),
        claimed.isPresent()
            ? new Repair.Ask(
                "Delete one of the two rows, or empty the id in the copy so that it becomes a"
                    + " record of its own")
            : new Repair.Push(row, false));
  }

  /** What queues hold, or what was settled after the look began. */
  private static Optional<Verdict> aside(Standing now, Look look) {
    if (now.outgoing() == Outgoing.ON_ITS_WAY) {
      return Optional.of(new Verdict.InFlight(Direction.PUSH));
    }
    if (now.queued()) {
      return Optional.of(new Verdict.InFlight(Direction.PULL));
    }
    if (now.outgoing() == Outgoing.PARKED) {
      return Optional.of(new Verdict.Parked(Direction.PUSH));
    }
    if (now.parked()) {
      return Optional.of(new Verdict.Parked(Direction.PULL));
    }
    Optional<LinkedRecord> link = now.link().map(Links.Linked::record);
    if (link.filter(l -> l.writtenToken() > look.token()).isPresent()) {
      return Optional.of(new Verdict.InFlight(Direction.PUSH));
    }
    return link.filter(l -> l.readToken() > look.token()).isPresent()
        ? Optional.of(new Verdict.InFlight(Direction.PULL))
        : Optional.empty();
  }

  /** A change of a related row that is yet to reach the rows that refer to it. */
  private Optional<Verdict> spreading(List<Integer> differing, Look look) {
    boolean related =
        differing.stream()
            .map(fields.bindings()::get)
            .anyMatch(b -> b.kind() instanceof FieldBinding.Kind.Related);
    return related && look.spreading()
        ? Optional.of(new Verdict.InFlight(Direction.PUSH))
        : Optional.empty();
  }

  /** A change that the next poll will find. */
  private Optional<Verdict> unread(RecordChange.Present record, Look look) {
    boolean ahead =
        mapping.mapping().direction().pulls()
            && look.watermark()
                .filter(w -> !record.systemModstamp().isBefore(w.updated()))
                .isPresent();
    return ahead ? Optional.of(new Verdict.InFlight(Direction.PULL)) : Optional.empty();
  }

  /** The binding of the mapping's key, if it is compared. */
  Optional<FieldBinding> key() {
    return mapping
        .mapping()
        .rules()
        .key()
        .flatMap(
            key ->
                fields.bindings().stream()
                    .filter(b -> b.field().name().value().equalsIgnoreCase(key.value()))
                    .findFirst());
  }
}
