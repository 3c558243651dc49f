package dev.syncline.simulator.data;

import dev.syncline.simulator.data.Workspace.Child;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes up to three records one: what pointed to the others points to the one that stays, and they
 * go to the recycle bin with its id (SOAP API Developer Guide, merge()).
 */
final class RecordMerge {
  /** How many records can go into another one at once. */
  private static final int MAX_LOSERS = 2;

  private final Workspace space;
  private final OpenTransaction transaction;
  private final ObjectDefinition object;
  private final Set<String> related = new LinkedHashSet<>();

  RecordMerge(Workspace space, OpenTransaction transaction, ObjectDefinition object) {
    this.space = space;
    this.transaction = transaction;
    this.object = object;
  }

  MergeResult merge(String masterId, List<String> loserIds, FieldValues values) {
    if (!object.is(ObjectDefinition.Flag.MERGEABLE)) {
      return refused(
          "INVALID_TYPE_FOR_OPERATION", "entity type does not support merge: " + object.label());
    }
    List<String> losers =
        loserIds.stream().map(id -> RecordIds.parse(id).orElse(id)).distinct().toList();
    String master = RecordIds.parse(masterId).orElse(masterId);
    if (losers.isEmpty() || losers.size() > MAX_LOSERS || losers.size() < loserIds.size()) {
      return refused(
          "INVALID_ID_FIELD", "one or two different records can be merged into the master record");
    }
    if (losers.contains(master)) {
      return refused("INVALID_ID_FIELD", "the master record cannot be merged into itself");
    }
    WriteResult saved = transaction.updateInside(object, master, values);
    if (saved instanceof WriteResult.Refused(List<RecordError> errors)) {
      return new MergeResult.Refused(errors);
    }
    for (String loser : losers) {
      WriteResult moved = lose(loser, master);
      if (moved instanceof WriteResult.Refused(List<RecordError> errors)) {
        return new MergeResult.Refused(errors);
      }
    }
    related.removeAll(losers);
    return new MergeResult.Merged(master, losers, List.copyOf(related));
  }

  private static MergeResult refused(String code, String message) {
    return new MergeResult.Refused(List.of(RecordError.of(code, message)));
  }

  private WriteResult lose(String loser, String master) {
    return space.onRecord(
        object,
        loser,
        (key, row) -> {
          if (row.isDeleted()) {
            return Workspace.refused("ENTITY_IS_DELETED", "entity is deleted");
          }
          WriteResult moved = moveChildren(row, master);
          if (moved instanceof WriteResult.Refused) {
            return moved;
          }
          Row now = space.again(object, row).orElse(row);
          RecordDraft draft = Workspace.draft(object, now);
          draft.set("IsDeleted", true);
          draft.set("MasterRecordId", master);
          space.system().touch(draft, now);
          space.put(key, now.id(), RecordState.DELETED, draft);
          return new WriteResult.Written(now.id(), false);
        });
  }

  private WriteResult moveChildren(Row loser, String master) {
    List<Child> children = new ArrayList<>(space.children(object, loser));
    if (children.size() > Workspace.MAX_CHILDREN) {
      return Workspace.refused(
          "DELETE_FAILED", "too many records depend on " + loser.id() + " to be merged with it");
    }
    for (Child child : children) {
      Row row = space.again(child.object(), child.row()).orElse(child.row());
      if (row.isDeleted() || !loser.id().equals(row.value(child.relationship().field()))) {
        continue;
      }
      boolean itself = row.id().equals(master);
      Map<FieldDefinition, @Nullable Object> values =
          Collections.singletonMap(child.relationship().field(), itself ? null : master);
      WriteResult moved = space.changeBySystem(child.object(), row, values);
      if (moved instanceof WriteResult.Refused) {
        return moved;
      }
      related.add(row.id());
    }
    return new WriteResult.Written(master, false);
  }
}
