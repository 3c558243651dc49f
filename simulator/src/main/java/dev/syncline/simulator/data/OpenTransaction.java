package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.RecordKey;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction whose writes wait in memory until it commits. */
final class OpenTransaction implements Transaction {
  private final OrgData org;
  private final Gate gate;
  private final Actor actor;
  private final Workspace space;
  private final RecycleBin bin;
  private boolean ended;

  OpenTransaction(OrgData org, Gate gate, Actor actor, Instant stamp) {
    this.org = org;
    this.gate = gate;
    this.actor = actor;
    this.space = new Workspace(org, gate, this, actor, stamp);
    this.bin = new RecycleBin(space);
  }

  Actor actor() {
    return actor;
  }

  PendingWrites writes() {
    return space.writes();
  }

  @Override
  public Instant stamp() {
    return space.stamp();
  }

  @Override
  public Snapshot view() {
    return space.view();
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended; begin another one");
    }
  }

  /** Does something of several steps; nothing is left of it when it is refused. */
  private <T> T whole(Supplier<T> work, Predicate<T> refused) {
    return gate.inside(
        () -> {
          requireOpen();
          int before = space.writes().steps();
          T result = work.get();
          if (refused.test(result)) {
            space.writes().undoTo(before);
          }
          return result;
        });
  }

  private WriteResult write(Supplier<WriteResult> work) {
    return whole(work, WriteResult.Refused.class::isInstance);
  }

  @Override
  public WriteResult insert(ObjectDefinition object, FieldValues values) {
    return write(() -> insertInside(object, values));
  }

  WriteResult insertInside(ObjectDefinition object, FieldValues values) {
    if (!object.is(ObjectDefinition.Flag.CREATEABLE)) {
      return unfit(object, "inserted");
    }
    long number = space.nextNumber(object);
    String id = space.ids(object).id(number);
    @Nullable Object[] cells = new @Nullable Object[object.fields().size()];
    var draft = new RecordDraft(object, cells);
    draft.take(values, Flag.CREATEABLE);
    draft.fillDefaults();
    space.system().fillNew(draft, id, number);
    draft.checkRequired();
    draft.checkReferences(space.view());
    return save(draft, new RecordKey(object, number), id, true);
  }

  private static WriteResult unfit(ObjectDefinition object, String done) {
    return Workspace.refused(
        "INVALID_TYPE_FOR_OPERATION", "entity type cannot be " + done + ": " + object.label());
  }

  @Override
  public WriteResult update(ObjectDefinition object, String id, FieldValues values) {
    return write(() -> updateInside(object, id, values));
  }

  WriteResult updateInside(ObjectDefinition object, String id, FieldValues values) {
    if (!object.is(ObjectDefinition.Flag.UPDATEABLE)) {
      return unfit(object, "updated");
    }
    return space.onRecord(
        object,
        id,
        (key, row) -> {
          if (row.isDeleted()) {
            return Workspace.refused("ENTITY_IS_DELETED", "entity is deleted");
          }
          if (LeadConversion.isConverted(object, row)) {
            return LeadConversion.converted();
          }
          RecordDraft draft = Workspace.draft(object, row);
          draft.take(values, Flag.UPDATEABLE);
          space.system().touch(draft, row);
          draft.checkRequired();
          draft.checkReferences(space.view());
          return save(draft, key, row.id(), false);
        });
  }

  private WriteResult save(RecordDraft draft, RecordKey key, String id, boolean isNew) {
    DerivedFields.fill(draft, space.view());
    if (draft.errors().isEmpty()) {
      space.unique().check(draft, id, isNew);
    }
    if (!draft.errors().isEmpty()) {
      return new WriteResult.Refused(draft.errors());
    }
    space.put(key, id, RecordState.LIVE, draft);
    return new WriteResult.Written(id, isNew);
  }

  @Override
  public UpsertTarget upsertTarget(ObjectDefinition object, FieldDefinition field, Object value) {
    return gate.inside(
        () -> {
          requireOpen();
          List<String> found = new ArrayList<>();
          Object wanted = field.type() == FieldType.ID ? wholeId(value) : value;
          Iterator<Row> rows = space.view().lookup(object, field, wanted);
          while (rows.hasNext() && found.size() < UpsertTarget.MAX_IDS) {
            Row row = rows.next();
            if (!row.isDeleted()) {
              found.add(row.id());
            }
          }
          return switch (found.size()) {
            case 0 -> new UpsertTarget.None();
            case 1 -> new UpsertTarget.One(found.getFirst());
            default -> new UpsertTarget.Several(found);
          };
        });
  }

  private static String wholeId(Object id) {
    return RecordIds.parse(id.toString()).orElse(RecordIds.NONE);
  }

  @Override
  public WriteResult delete(ObjectDefinition object, String id) {
    return write(
        () ->
            object.is(ObjectDefinition.Flag.DELETABLE)
                ? bin.delete(object, id)
                : undeletable(object));
  }

  private static WriteResult undeletable(ObjectDefinition object) {
    return Workspace.refused(
        "INSUFFICIENT_ACCESS_OR_READONLY", "entity type cannot be deleted: " + object.label());
  }

  @Override
  public WriteResult undelete(ObjectDefinition object, String id) {
    return write(
        () ->
            object.is(ObjectDefinition.Flag.UNDELETABLE)
                ? bin.undelete(object, id)
                : unfit(object, "undeleted"));
  }

  @Override
  public WriteResult purge(ObjectDefinition object, String id) {
    return write(
        () ->
            object.is(ObjectDefinition.Flag.DELETABLE)
                ? bin.purge(object, id)
                : undeletable(object));
  }

  @Override
  public MergeResult merge(
      ObjectDefinition object, String masterId, List<String> loserIds, FieldValues values) {
    return whole(
        () -> new RecordMerge(space, this, object).merge(masterId, loserIds, values),
        MergeResult.Refused.class::isInstance);
  }

  @Override
  public LeadConvertResult convert(LeadConvert order) {
    return whole(
        () -> new LeadConversion(space, this, order).convert(),
        LeadConvertResult.Refused.class::isInstance);
  }

  @Override
  public Savepoint savepoint() {
    return new Savepoint(space.writes().steps());
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    gate.inside(
        () -> {
          space.writes().undoTo(savepoint.writes());
          return true;
        });
  }

  @Override
  public void commit() {
    gate.inside(
        () -> {
          requireOpen();
          ended = true;
          org.apply(this);
          return true;
        });
    gate.release(this);
  }

  @Override
  public void rollback() {
    if (!ended) {
      ended = true;
      gate.release(this);
    }
  }
}
