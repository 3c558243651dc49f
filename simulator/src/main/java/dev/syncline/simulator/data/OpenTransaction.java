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
import java.util.Optional;
import java.util.function.Function;
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
  private final UserRights rights;
  private final SaveOptions options;
  private final boolean restricted;
  private final List<DuplicateResult> duplicates = new ArrayList<>();
  private boolean ended;

  OpenTransaction(OrgData org, Gate gate, Actor actor, SaveOptions options, Instant stamp) {
    this.org = org;
    this.gate = gate;
    this.actor = actor;
    this.space = new Workspace(org, gate, this, actor, stamp);
    this.bin = new RecycleBin(space);
    this.options = options;
    this.restricted =
        !actor.changeOrigin().isEmpty() && actor.userId().equals(org.integrationUserId());
    this.rights = new UserRights(space.view(), restricted, stamp);
  }

  @Override
  public List<DuplicateResult> duplicates() {
    return List.copyOf(duplicates);
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
    return SeenSnapshot.of(space.view(), restricted, space.stamp());
  }

  /** The object with all of its fields, however much of it the caller sees. */
  private ObjectDefinition whole(ObjectDefinition object) {
    return space.view().schema().object(object.name()).orElse(object);
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
  public void lock(ObjectDefinition object, FieldDefinition key, List<FieldValues> writes) {
    gate.inside(
        () -> {
          requireOpen();
          new LockOrder(space, whole(object)).lock(key, writes);
          return true;
        });
  }

  @Override
  public WriteResult insert(ObjectDefinition object, FieldValues values) {
    return write(() -> insertInside(object, values));
  }

  WriteResult insertInside(ObjectDefinition seen, FieldValues asked) {
    ObjectDefinition object = whole(seen);
    FieldValues values = asked.of(object);
    Optional<WriteResult> refused =
        rights
            .refused(object, ObjectDefinition.Flag.CREATEABLE)
            .or(() -> ordered(RowFaults.Operation.INSERT, object, values));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!object.is(ObjectDefinition.Flag.CREATEABLE)) {
      return unfit(object, "inserted");
    }
    long number = space.nextNumber(object);
    String id = space.ids(object).id(number);
    @Nullable Object[] cells = new @Nullable Object[object.fields().size()];
    var draft = new RecordDraft(object, cells);
    draft.take(values, rights.readOnly(object, values, Flag.CREATEABLE), options);
    draft.fillDefaults();
    space.system().fillNew(draft, id, number);
    return save(draft, new RecordKey(object, number), id, null);
  }

  /** Gives a record another number and with it another id; the old one was never there. */
  String renumber(String objectName, String id) {
    return gate.inside(
        () -> {
          ObjectDefinition object = space.view().schema().object(objectName).orElseThrow();
          Row row = space.view().find(object, id).orElseThrow();
          var key = new RecordKey(object, space.nextNumber(object));
          String next = space.ids(object).id(key.number());
          RecordDraft draft = Workspace.draft(object, row);
          draft.set("Id", next);
          space.system().touchBySystem(draft, row);
          space.put(key, next, RecordState.LIVE, draft);
          space.put(space.key(object, row), id, RecordState.PURGED, Workspace.draft(object, row));
          return next;
        });
  }

  private Optional<WriteResult> ordered(
      RowFaults.Operation operation, ObjectDefinition object, FieldValues values) {
    return actor.changeOrigin().isEmpty()
        ? Optional.empty()
        : org.rowFaults().fault(operation, object, values).map(WriteResult.Refused::because);
  }

  private static WriteResult unfit(ObjectDefinition object, String done) {
    return Workspace.refused(
        "INVALID_TYPE_FOR_OPERATION", "entity type cannot be " + done + ": " + object.label());
  }

  @Override
  public WriteResult update(ObjectDefinition object, String id, FieldValues values) {
    return write(() -> updateInside(object, id, values));
  }

  WriteResult updateInside(ObjectDefinition seen, String id, FieldValues asked) {
    ObjectDefinition object = whole(seen);
    FieldValues values = asked.of(object);
    Optional<WriteResult> refused =
        rights
            .refused(object, ObjectDefinition.Flag.UPDATEABLE)
            .or(() -> ordered(RowFaults.Operation.UPDATE, object, values));
    if (refused.isPresent()) {
      return refused.get();
    }
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
          Optional<WriteResult> withheld = rights.refused(object, row);
          if (withheld.isPresent()) {
            return withheld.get();
          }
          RecordDraft draft = Workspace.draft(object, row);
          draft.take(values, rights.readOnly(object, values, Flag.UPDATEABLE), options);
          space.system().touch(draft, row);
          return save(draft, key, row.id(), row);
        });
  }

  private void note(List<RecordError> errors) {
    for (RecordError error : errors) {
      DuplicateResult found = error.duplicates();
      if (found != null) {
        duplicates.add(found);
      }
    }
  }

  /**
   * Checks a record and puts it down.
   *
   * @param before the record as it was; null for a new one
   */
  private WriteResult save(RecordDraft draft, RecordKey key, String id, @Nullable Row before) {
    Optional<String> kept = space.lockParents(draft, before);
    if (kept.isPresent()) {
      return Workspace.locked(kept.get());
    }
    var rules = new SaveRules(space, options, draft, key, id, before);
    rules.automate();
    draft.checkRequired();
    draft.checkReferences(space.view());
    rights.checkRecordType(draft);
    DerivedFields.fill(draft, space.view(), space.stamp());
    if (draft.errors().isEmpty()) {
      rules.validate();
    }
    if (draft.errors().isEmpty()) {
      rules.findDuplicates();
    }
    if (draft.errors().isEmpty()) {
      space.unique().check(draft, id, before == null);
    }
    if (!draft.errors().isEmpty()) {
      note(draft.errors());
      return new WriteResult.Refused(draft.errors());
    }
    Optional<RecordError> full =
        before == null ? org.insertQuota().refusal(draft.object()) : Optional.empty();
    if (full.isPresent()) {
      return new WriteResult.Refused(List.of(full.get()));
    }
    space.put(key, id, RecordState.LIVE, draft);
    return rules.automateParents(new WriteResult.Written(id, before == null));
  }

  @Override
  public UpsertTarget upsertTarget(ObjectDefinition object, FieldDefinition field, Object value) {
    return gate.inside(
        () -> {
          requireOpen();
          List<String> found = new ArrayList<>();
          Object wanted = field.type() == FieldType.ID ? wholeId(value) : value;
          Iterator<Row> rows = view().lookup(object, field, wanted);
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
    return write(() -> remove(object, id, whole -> bin.delete(whole, id)));
  }

  /** Removes a record if the object and the caller's rights let it go. */
  private WriteResult remove(
      ObjectDefinition seen, String id, Function<ObjectDefinition, WriteResult> work) {
    ObjectDefinition object = whole(seen);
    if (!object.is(ObjectDefinition.Flag.DELETABLE)) {
      return undeletable(object);
    }
    return rights
        .refused(object, ObjectDefinition.Flag.DELETABLE)
        .or(
            () ->
                RecordIds.parse(id)
                    .flatMap(whole -> space.view().find(object, whole))
                    .flatMap(row -> rights.refused(object, row)))
        .or(() -> ordered(RowFaults.Operation.DELETE, object, FieldValues.values().build()))
        .orElseGet(() -> work.apply(object));
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
                ? bin.undelete(whole(object), id)
                : unfit(object, "undeleted"));
  }

  @Override
  public WriteResult purge(ObjectDefinition object, String id) {
    return write(() -> remove(object, id, whole -> bin.purge(whole, id)));
  }

  @Override
  public MergeResult merge(
      ObjectDefinition object, String masterId, List<String> loserIds, FieldValues values) {
    return whole(
        () -> new RecordMerge(space, this, whole(object)).merge(masterId, loserIds, values),
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
