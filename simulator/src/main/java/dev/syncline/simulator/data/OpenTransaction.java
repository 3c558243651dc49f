package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.RecordKey;
import dev.syncline.simulator.id.IdSpace;
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
import org.jspecify.annotations.Nullable;

/** A transaction whose writes wait in memory until it commits. */
final class OpenTransaction implements Transaction {
  private final OrgData org;
  private final Gate gate;
  private final Actor actor;
  private final Instant stamp;
  private final PendingWrites writes = new PendingWrites();
  private final OrgSnapshot view;
  private final SystemValues system;
  private final UniqueValues unique;
  private boolean ended;

  OpenTransaction(OrgData org, Gate gate, Actor actor, Instant stamp) {
    this.org = org;
    this.gate = gate;
    this.actor = actor;
    this.stamp = stamp;
    this.view = new OrgSnapshot(org.samples(), new PendingOverlay(org::committed, writes));
    this.system = new SystemValues(org, actor, stamp);
    this.unique = new UniqueValues(gate, this, view);
  }

  Actor actor() {
    return actor;
  }

  PendingWrites writes() {
    return writes;
  }

  @Override
  public Instant stamp() {
    return stamp;
  }

  @Override
  public Snapshot view() {
    return view;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended; begin another one");
    }
  }

  private IdSpace ids(ObjectDefinition object) {
    return org.samples().of(object).ids();
  }

  @Override
  public WriteResult insert(ObjectDefinition object, FieldValues values) {
    return gate.inside(() -> insertInside(object, values));
  }

  private WriteResult insertInside(ObjectDefinition object, FieldValues values) {
    requireOpen();
    if (!object.is(ObjectDefinition.Flag.CREATEABLE)) {
      return refused(
          "INVALID_TYPE_FOR_OPERATION", "entity type cannot be inserted: " + object.label());
    }
    long number = org.nextNumber(object);
    String id = ids(object).id(number);
    @Nullable Object[] cells = new @Nullable Object[object.fields().size()];
    var draft = new RecordDraft(object, cells);
    draft.take(values, Flag.CREATEABLE);
    draft.fillDefaults();
    system.fillNew(draft, id, number);
    draft.checkRequired();
    draft.checkReferences(view);
    return save(draft, new RecordKey(object, number), id, true);
  }

  @Override
  public WriteResult update(ObjectDefinition object, String id, FieldValues values) {
    return gate.inside(() -> updateInside(object, id, values));
  }

  private WriteResult updateInside(ObjectDefinition object, String id, FieldValues values) {
    requireOpen();
    if (!object.is(ObjectDefinition.Flag.UPDATEABLE)) {
      return refused(
          "INVALID_TYPE_FOR_OPERATION", "entity type cannot be updated: " + object.label());
    }
    return onRecord(
        object,
        id,
        (key, row) -> {
          if (row.isDeleted()) {
            return refused("ENTITY_IS_DELETED", "entity is deleted");
          }
          var draft = new RecordDraft(object, valuesOf(object, row));
          draft.take(values, Flag.UPDATEABLE);
          system.touch(draft, row);
          draft.checkRequired();
          draft.checkReferences(view);
          return save(draft, key, row.id(), false);
        });
  }

  private static @Nullable Object[] valuesOf(ObjectDefinition object, Row row) {
    if (row instanceof StoredRow stored) {
      return stored.copyValues();
    }
    @Nullable Object[] values = new @Nullable Object[object.fields().size()];
    for (FieldDefinition field : object.fields()) {
      values[field.position()] = field.isStored() ? row.value(field) : null;
    }
    return values;
  }

  @FunctionalInterface
  private interface RecordWork {
    WriteResult on(RecordKey key, Row row);
  }

  /** Finds and locks a record before work is done on it. */
  private WriteResult onRecord(ObjectDefinition object, String id, RecordWork work) {
    Optional<String> whole = RecordIds.parse(id);
    if (whole.isEmpty()) {
      return refused("MALFORMED_ID", "malformed id " + id);
    }
    if (!whole.get().startsWith(object.keyPrefix())) {
      return refused(
          "MALFORMED_ID", object.label() + " ID: id value of incorrect type: " + whole.get());
    }
    long number = ids(object).number(whole.get());
    if (number < 0 || view.row(object, number) == null) {
      return refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }
    var key = new RecordKey(object, number);
    if (!gate.claim(key, this)) {
      return locked(whole.get());
    }
    Row row = view.row(object, number);
    return row == null
        ? refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        : work.on(key, row);
  }

  private static WriteResult refused(String code, String message) {
    return WriteResult.Refused.because(RecordError.of(code, message));
  }

  private static WriteResult locked(String id) {
    return refused(
        "UNABLE_TO_LOCK_ROW",
        "unable to obtain exclusive access to this record or 1 records: " + RecordIds.shorten(id));
  }

  private WriteResult save(RecordDraft draft, RecordKey key, String id, boolean isNew) {
    DerivedFields.fill(draft, view);
    if (draft.errors().isEmpty()) {
      unique.check(draft, id, isNew);
    }
    if (!draft.errors().isEmpty()) {
      return new WriteResult.Refused(draft.errors());
    }
    put(key, id, RecordState.LIVE, draft.values());
    return new WriteResult.Written(id, isNew);
  }

  private void put(RecordKey key, String id, RecordState state, @Nullable Object[] values) {
    Row original = org.committed().row(key.object(), key.number());
    writes.put(key, new StoredRow(key.object(), id, key.number(), state, values), original);
  }

  @Override
  public UpsertTarget upsertTarget(ObjectDefinition object, FieldDefinition field, Object value) {
    return gate.inside(
        () -> {
          requireOpen();
          List<String> found = new ArrayList<>();
          Object wanted = field.type() == FieldType.ID ? wholeId(value) : value;
          Iterator<Row> rows = view.lookup(object, field, wanted);
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
    return gate.inside(() -> deleteInside(object, id));
  }

  private WriteResult deleteInside(ObjectDefinition object, String id) {
    requireOpen();
    if (!object.is(ObjectDefinition.Flag.DELETABLE)) {
      return refused(
          "INSUFFICIENT_ACCESS_OR_READONLY", "entity type cannot be deleted: " + object.label());
    }
    return onRecord(
        object,
        id,
        (key, row) ->
            row.isDeleted()
                ? refused("ENTITY_IS_DELETED", "entity is deleted")
                : move(key, row, RecordState.DELETED));
  }

  @Override
  public WriteResult undelete(ObjectDefinition object, String id) {
    return gate.inside(() -> undeleteInside(object, id));
  }

  private WriteResult undeleteInside(ObjectDefinition object, String id) {
    requireOpen();
    if (!object.is(ObjectDefinition.Flag.UNDELETABLE)) {
      return refused(
          "INVALID_TYPE_FOR_OPERATION", "entity type cannot be undeleted: " + object.label());
    }
    return onRecord(
        object,
        id,
        (key, row) -> {
          if (!row.isDeleted()) {
            return refused("UNDELETE_FAILED", "entity is not in the recycle bin");
          }
          var draft = new RecordDraft(object, valuesOf(object, row));
          unique.check(draft, row.id(), true);
          return draft.errors().isEmpty()
              ? move(key, row, RecordState.LIVE)
              : new WriteResult.Refused(draft.errors());
        });
  }

  @Override
  public WriteResult purge(ObjectDefinition object, String id) {
    return gate.inside(
        () -> {
          requireOpen();
          return object.is(ObjectDefinition.Flag.DELETABLE)
              ? onRecord(object, id, (key, row) -> move(key, row, RecordState.PURGED))
              : refused(
                  "INSUFFICIENT_ACCESS_OR_READONLY",
                  "entity type cannot be deleted: " + object.label());
        });
  }

  /** Into the recycle bin or out of it: a change by the system as well as by the user. */
  private WriteResult move(RecordKey key, Row row, RecordState state) {
    var draft = new RecordDraft(key.object(), valuesOf(key.object(), row));
    draft.set("IsDeleted", state != RecordState.LIVE);
    system.touch(draft, row);
    put(key, row.id(), state, draft.values());
    return new WriteResult.Written(row.id(), false);
  }

  @Override
  public Savepoint savepoint() {
    return new Savepoint(writes.steps());
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    gate.inside(
        () -> {
          writes.undoTo(savepoint.writes());
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
