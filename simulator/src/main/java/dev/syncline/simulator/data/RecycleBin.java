package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.RecordKey;
import dev.syncline.simulator.data.Workspace.Child;
import dev.syncline.simulator.data.WriteResult.Refused;
import dev.syncline.simulator.data.WriteResult.Written;
import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of records into the recycle bin, out of it and past it, with those that hang on them. A
 * lookup is cleared, details go along, and a restricting lookup forbids (Object Reference,
 * relationships among objects).
 */
final class RecycleBin {
  private final Workspace space;

  RecycleBin(Workspace space) {
    this.space = space;
  }

  /** Moves a record, and what it takes along, into the recycle bin. */
  WriteResult delete(ObjectDefinition object, String id) {
    return space.onRecord(
        object,
        id,
        (key, row) ->
            row.isDeleted()
                ? Workspace.refused("ENTITY_IS_DELETED", "entity is deleted")
                : remove(key, row, RecordState.DELETED));
  }

  /** Removes a record, and what it takes along, for good. */
  WriteResult purge(ObjectDefinition object, String id) {
    return space.onRecord(object, id, (key, row) -> remove(key, row, RecordState.PURGED));
  }

  /** Parents first, each once; the details of what has been removed come next. */
  private WriteResult remove(RecordKey key, Row row, RecordState state) {
    boolean purge = state == RecordState.PURGED;
    List<Leaving> leaving = new ArrayList<>(List.of(new Leaving(key.object(), row)));
    for (int next = 0; next < leaving.size(); next++) {
      Leaving parent = leaving.get(next);
      RecordState stateNow =
          next == 0 ? state : purge ? RecordState.PURGED : RecordState.DELETED_WITH_PARENT;
      WriteResult removed = removeOne(parent, stateNow, next == 0);
      if (removed instanceof Refused) {
        return removed;
      }
      List<Child> children = space.children(parent.object(), parent.row());
      if (children.size() + leaving.size() > Workspace.MAX_CHILDREN) {
        return tooMany(parent.row());
      }
      for (Child child : children) {
        Optional<WriteResult> refused = follow(child, purge, leaving);
        if (refused.isPresent()) {
          return refused.get();
        }
      }
    }
    return new Written(row.id(), false);
  }

  private record Leaving(ObjectDefinition object, Row row) {}

  private static WriteResult tooMany(Row row) {
    return Workspace.refused(
        "DELETE_FAILED", "too many records depend on " + row.id() + " to be deleted with it");
  }

  /** What becomes of a record whose parent leaves; a refusal when it forbids that. */
  private Optional<WriteResult> follow(Child child, boolean purge, List<Leaving> leaving) {
    Row row = space.again(child.object(), child.row()).orElse(null);
    if (row == null || (row.isDeleted() && !purge)) {
      return Optional.empty();
    }
    ChildRelationship relationship = child.relationship();
    if (relationship.cascadeDelete()) {
      leaving.add(new Leaving(child.object(), row));
      return Optional.empty();
    }
    if (row.isDeleted()) {
      return Optional.empty();
    }
    if (relationship.restrictedDelete()) {
      return Optional.of(
          Workspace.refused(
              "DELETE_FAILED",
              "Your attempt to delete the record could not be completed because it is associated"
                  + " with the following "
                  + child.object().labelPlural().toLowerCase(Locale.ROOT)
                  + ".: "
                  + row.id()));
    }
    Map<FieldDefinition, @Nullable Object> cleared =
        Collections.singletonMap(relationship.field(), null);
    return Optional.of(space.changeBySystem(child.object(), row, cleared))
        .filter(Refused.class::isInstance);
  }

  private WriteResult removeOne(Leaving leaving, RecordState state, boolean byUser) {
    Row now = space.again(leaving.object(), leaving.row()).orElse(null);
    if (now == null || (now.isDeleted() && state != RecordState.PURGED)) {
      return new Written(leaving.row().id(), false);
    }
    RecordKey key = space.key(leaving.object(), now);
    return space.claim(key) ? move(key, now, state, byUser) : Workspace.locked(now.id());
  }

  private WriteResult move(RecordKey key, Row row, RecordState state, boolean byUser) {
    RecordDraft draft = Workspace.draft(key.object(), row);
    draft.set("IsDeleted", state != RecordState.LIVE);
    if (byUser) {
      space.system().touch(draft, row);
    } else {
      space.system().touchBySystem(draft, row);
    }
    space.put(key, row.id(), state, draft);
    return new Written(row.id(), false);
  }

  /** Brings a record back, and what went into the recycle bin with it. */
  WriteResult undelete(ObjectDefinition object, String id) {
    return space.onRecord(
        object,
        id,
        (key, row) -> {
          if (!row.isDeleted()) {
            return Workspace.refused("UNDELETE_FAILED", "entity is not in the recycle bin");
          }
          if (deletedMaster(object, row)) {
            return Workspace.refused(
                "UNDELETE_FAILED", "the record that it belongs to is in the recycle bin");
          }
          return restore(key, row);
        });
  }

  private boolean deletedMaster(ObjectDefinition object, Row row) {
    for (FieldDefinition field : object.fields()) {
      boolean master =
          field.is(FieldDefinition.Flag.CASCADE_DELETE)
              && !field.is(FieldDefinition.Flag.NILLABLE)
              && row.value(field) != null;
      if (master && space.view().findAny(String.valueOf(row.value(field))).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private WriteResult restore(RecordKey key, Row row) {
    List<Leaving> coming = new ArrayList<>(List.of(new Leaving(key.object(), row)));
    for (int next = 0; next < coming.size(); next++) {
      Leaving back = coming.get(next);
      WriteResult restored = restoreOne(back, next == 0);
      if (restored instanceof Refused) {
        return restored;
      }
      for (Child child : space.children(back.object(), back.row())) {
        boolean along =
            child.relationship().cascadeDelete()
                && child.row() instanceof StoredRow stored
                && stored.state() == RecordState.DELETED_WITH_PARENT
                && !deletedMaster(child.object(), child.row());
        if (along) {
          coming.add(new Leaving(child.object(), child.row()));
        }
      }
    }
    return new Written(row.id(), false);
  }

  private WriteResult restoreOne(Leaving back, boolean byUser) {
    Row now = space.again(back.object(), back.row()).orElse(back.row());
    RecordKey key = space.key(back.object(), now);
    if (!now.isDeleted()) {
      return new Written(now.id(), false);
    }
    if (!space.claim(key)) {
      return Workspace.locked(now.id());
    }
    RecordDraft draft = Workspace.draft(back.object(), now);
    draft.set("MasterRecordId", null);
    dropDeadReferences(draft);
    space.unique().check(draft, now.id(), true);
    if (!draft.errors().isEmpty()) {
      return new Refused(draft.errors());
    }
    return move(
        key,
        new StoredRow(back.object(), now.id(), key.number(), RecordState.DELETED, draft.values()),
        RecordState.LIVE,
        byUser);
  }

  /** A reference whose record has gone meanwhile comes back empty. */
  private void dropDeadReferences(RecordDraft draft) {
    for (FieldDefinition field : draft.object().fields()) {
      if (field.type() == FieldType.REFERENCE
          && field.is(FieldDefinition.Flag.NILLABLE)
          && draft.value(field) instanceof String id
          && space.view().isGone(id)) {
        draft.set(field, null);
      }
    }
  }
}
