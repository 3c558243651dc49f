package dev.syncline.engine.push;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.FieldName;
import dev.syncline.model.Operation;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the writes that would overwrite what somebody changed in the org since both sides last
 * agreed. The last poll may be a minute old: the records are read just before they are written.
 */
final class Contests {
  private final Org org;
  private final ResolvedMapping mapping;
  private final Optional<RecordPlanner> altering;

  Contests(Org org, Database database, ResolvedMapping mapping) {
    this.org = org;
    this.altering =
        RecordPlanner.alters(mapping)
            ? Optional.of(new RecordPlanner(database, mapping))
            : Optional.empty();
    this.mapping = mapping;
  }

  /** The rows whose records changed in a field that is to be written, or are gone. */
  Set<RowKey> among(List<PushPlan.Send> sends) {
    if (!takesUpdates(mapping)) {
      return Set.of();
    }
    Map<RecordId, PushPlan.Send> byRecord = new HashMap<>();
    for (PushPlan.Send send : sends) {
      if (asksFirst(send.write())) {
        send.row().link().ifPresent(link -> byRecord.put(link.id(), send));
      }
    }
    List<RecordId> ids = new ArrayList<>(byRecord.keySet());
    ids.sort(null);
    List<Integer> read = read(byRecord.values());
    List<FieldName> fields =
        altering.isPresent()
            ? mapping.readFields()
            : read.stream().map(i -> mapping.bindings().get(i).field().name()).toList();
    var query = new RecordQuery(mapping.mapping().object(), fields, Optional.empty(), List.of());
    Set<RowKey> contested = new HashSet<>();
    for (int from = 0; from < ids.size(); from += ChangeReader.MAX_IDS) {
      int to = Math.min(ids.size(), from + ChangeReader.MAX_IDS);
      ChangeReader.Found found = org.changes().read(query, ids.subList(from, to));
      for (RecordChange.Present record : compared(found.present(), read)) {
        PushPlan.Send send = byRecord.get(record.id());
        if (send != null && isContested(send, record, read)) {
          contested.add(send.row().key());
        }
      }
      for (RecordId gone : found.gone().keySet()) {
        PushPlan.Send send = byRecord.get(gone);
        if (send != null) {
          contested.add(send.row().key());
        }
      }
    }
    return contested;
  }

  /**
   * The records with the values that matter, as hooks alter them; where these could not be asked,
   * as they are, which leads to another look.
   */
  private List<RecordChange.Present> compared(
      List<RecordChange.Present> records, List<Integer> read) {
    if (altering.isEmpty()) {
      return records;
    }
    Map<RecordId, List<Value>> altered = altering.get().altered(records);
    return records.stream()
        .map(
            record -> {
              List<Value> whole = altered.getOrDefault(record.id(), mapping.bound(record.values()));
              return new RecordChange.Present(
                  record.id(), record.systemModstamp(), read.stream().map(whole::get).toList());
            })
        .toList();
  }

  /** The places of the bindings whose values matter: all for a deletion, else what is written. */
  private List<Integer> read(Collection<PushPlan.Send> sends) {
    var written = new HashSet<FieldName>();
    boolean all = false;
    for (PushPlan.Send send : sends) {
      all |= send.write() instanceof RecordWrite.Delete;
      written.addAll(send.agreed().keySet());
    }
    var read = new ArrayList<Integer>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      boolean wanted = all || written.contains(binding.field().name());
      if (binding.direction().pulls() && binding.hasField() && wanted) {
        read.add(i);
      }
    }
    return read;
  }

  /** Whether changes of records come into rows at all, so that they can stand in a push's way. */
  static boolean takesUpdates(ResolvedMapping mapping) {
    return mapping.mapping().direction().pulls()
        && mapping.mapping().rules().scope().triggers().pulls(Operation.UPDATE);
  }

  private boolean asksFirst(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create _ -> false;
      case RecordWrite.Update _, RecordWrite.Upsert _ -> true;
      case RecordWrite.Delete _ ->
          mapping.mapping().rules().deleteConflict() != DeleteConflict.DELETE;
    };
  }

  private boolean isContested(PushPlan.Send send, RecordChange.Present record, List<Integer> read) {
    Optional<LinkedRecord> link = send.row().link();
    if (link.isEmpty()) {
      return false;
    }
    Set<FieldName> written = send.agreed().keySet();
    boolean deletes = send.write() instanceof RecordWrite.Delete;
    for (int place = 0; place < read.size(); place++) {
      int i = read.get(place);
      FieldBinding binding = mapping.bindings().get(i);
      if (!deletes && !written.contains(binding.field().name())) {
        continue;
      }
      Value now = FieldForm.ofRecord(binding.field(), record.values().get(place));
      if (deletes && binding.kind() instanceof Kind.LocalKey && Value.NULL.equals(now)) {
        continue; // as in merging: what deleting a parent empties keeps no record alive
      }
      Value asked = send.agreed().getOrDefault(binding.field().name(), Value.NULL);
      boolean known =
          link.get().base().get(i).filter(base -> FieldForm.same(base, now)).isPresent();
      if (!known && (deletes || !FieldForm.same(asked, now))) {
        return true;
      }
    }
    return false;
  }
}
