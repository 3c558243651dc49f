package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.RecordKey;
import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of one open transaction share: its view, its writes and its locks. */
final class Workspace {
  /** References that the org keeps itself; no delete and no merge changes them. */
  private static final Set<String> KEPT =
      Set.of("CreatedById", "LastModifiedById", "OwnerId", "RecordTypeId", "MasterRecordId");

  private final OrgData org;
  private final Gate gate;
  private final Object owner;
  private final PendingWrites writes = new PendingWrites();
  private final OrgSnapshot view;
  private final SystemValues system;
  private final UniqueValues unique;
  private final Instant stamp;
  private final Set<RecordKey> missed = new HashSet<>();

  /**
   * @param owner the transaction, in whose name records are locked
   */
  Workspace(OrgData org, Gate gate, Object owner, Actor actor, Instant stamp) {
    this.org = org;
    this.gate = gate;
    this.owner = owner;
    this.stamp = stamp;
    this.view =
        new OrgSnapshot(org.samples(), org.views(), new PendingOverlay(org::committed, writes));
    this.system = new SystemValues(org, actor, stamp);
    this.unique = new UniqueValues(gate, owner, view);
  }

  PendingWrites writes() {
    return writes;
  }

  OrgSnapshot view() {
    return view;
  }

  SystemValues system() {
    return system;
  }

  UniqueValues unique() {
    return unique;
  }

  Instant stamp() {
    return stamp;
  }

  IdSpace ids(ObjectDefinition object) {
    return org.samples().of(object).ids();
  }

  long nextNumber(ObjectDefinition object) {
    return org.nextNumber(object);
  }

  /** Work on a record that has been found and locked. */
  @FunctionalInterface
  interface RecordWork {
    WriteResult on(RecordKey key, Row row);
  }

  /** Finds and locks a record before work is done on it. */
  WriteResult onRecord(ObjectDefinition object, String id, RecordWork work) {
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
    if (!claim(key)) {
      return locked(whole.get());
    }
    Row row = view.row(object, number);
    return row == null
        ? refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        : work.on(key, row);
  }

  /** Locks a record; one that was waited for in vain before is not waited for again. */
  boolean claim(RecordKey key) {
    if (missed.contains(key)) {
      return gate.hold(key, owner) && missed.remove(key);
    }
    return gate.claim(key, owner) || !missed.add(key);
  }

  /**
   * Locks the records that a write of another one locks too: its masters, and parents that it comes
   * to or leaves (Salesforce Help, record locking).
   *
   * @param before the record as it was; null for a new one
   * @return the id of a record that somebody else keeps; empty when there is none
   */
  Optional<String> lockParents(RecordDraft draft, @Nullable Row before) {
    for (FieldDefinition field : draft.object().fields()) {
      if (!locksParent(field)) {
        continue;
      }
      Object old = before == null ? null : before.value(field);
      Object now = draft.value(field);
      boolean master = !field.is(FieldDefinition.Flag.NILLABLE);
      if (master || !Objects.equals(old, now)) {
        Optional<String> kept = keptByOthers(old).or(() -> keptByOthers(now));
        if (kept.isPresent()) {
          return kept;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a write of a record that has this reference may lock what it points to. */
  static boolean locksParent(FieldDefinition field) {
    return field.is(FieldDefinition.Flag.CASCADE_DELETE)
        || field.is(FieldDefinition.Flag.RESTRICTED_DELETE);
  }

  private Optional<String> keptByOthers(@Nullable Object id) {
    if (id == null) {
      return Optional.empty();
    }
    String parent = id.toString();
    return key(parent).filter(key -> !claim(key)).map(key -> parent);
  }

  /** The record of an id of 18 characters; empty when no object has its prefix. */
  Optional<RecordKey> key(String id) {
    return view.schema()
        .objectOfPrefix(id.substring(0, 3))
        .map(object -> new RecordKey(object, ids(object).number(id)));
  }

  RecordKey key(ObjectDefinition object, Row row) {
    return new RecordKey(object, ids(object).number(row.id()));
  }

  /** The record with its values, to be changed. */
  static RecordDraft draft(ObjectDefinition object, Row row) {
    return new RecordDraft(object, valuesOf(object, row));
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

  void put(RecordKey key, String id, RecordState state, RecordDraft draft) {
    Row original = org.committed().row(key.object(), key.number());
    writes.put(key, new StoredRow(key.object(), id, key.number(), state, draft.values()), original);
  }

  /** Changes fields of a record along with another one: no person saved it. */
  WriteResult changeBySystem(
      ObjectDefinition object, Row row, Map<FieldDefinition, @Nullable Object> values) {
    RecordKey key = key(object, row);
    if (!claim(key)) {
      return locked(row.id());
    }
    RecordDraft draft = draft(object, row);
    values.forEach(draft::set);
    system.touchBySystem(draft, row);
    put(key, row.id(), RecordState.LIVE, draft);
    return new WriteResult.Written(row.id(), false);
  }

  /** A record that points to another one by a reference. */
  record Child(ChildRelationship relationship, Row row) {
    ObjectDefinition object() {
      return relationship.child();
    }
  }

  /** Whether more records hang on one than a transaction takes. */
  static final int MAX_CHILDREN = 40_000;

  /**
   * The records that point to a record by references which a delete or a merge has to do with,
   * those in the recycle bin included; more than {@link #MAX_CHILDREN} are cut off behind one more.
   */
  List<Child> children(ObjectDefinition object, Row parent) {
    var children = new ArrayList<Child>();
    for (ChildRelationship relationship : view.schema().childRelationships(object)) {
      FieldDefinition field = relationship.field();
      if (KEPT.contains(field.name()) || !field.isStored()) {
        continue;
      }
      Iterator<Row> rows = view.lookup(relationship.child(), field, parent.id());
      while (rows.hasNext() && children.size() <= MAX_CHILDREN) {
        children.add(new Child(relationship, rows.next()));
      }
    }
    return children;
  }

  /** A record as it is now, which may have changed since it was read. */
  Optional<Row> again(ObjectDefinition object, Row row) {
    return view.find(object, row.id());
  }

  static WriteResult refused(String code, String message, String... fields) {
    return WriteResult.Refused.because(RecordError.of(code, message, fields));
  }

  static WriteResult locked(String id) {
    return WriteResult.Refused.because(kept(id));
  }

  /** What a write is told that needs what another transaction keeps. */
  static RecordError kept(String id) {
    return RecordError.of(
        "UNABLE_TO_LOCK_ROW",
        "unable to obtain exclusive access to this record or 1 records: " + RecordIds.shorten(id));
  }
}
