package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Learns from the org whether creates were done whose answers were lost, so that no record is made
 * twice and none that was made is written over.
 */
final class LostCreates {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final RecordQuery query;

  LostCreates(Org org, Database database, ResolvedMapping mapping) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.query =
        new RecordQuery(mapping.object().name(), mapping.readFields(), Optional.empty(), List.of());
  }

  /** What becomes of the rows; at most {@link ChangeReader#MAX_IDS}. */
  List<Settlement> settle(List<PushPlan.LookUp> plans) {
    Set<RecordId> taken = new HashSet<>();
    List<Settlement> settlements = new ArrayList<>();
    List<PushPlan.LookUp> unfound = new ArrayList<>();
    for (PushPlan.LookUp plan : plans) {
      if (plan.intent().write() instanceof RecordWrite.Create create) {
        List<RecordId> found =
            unlinked(
                org.changes()
                    .createdByUs(mapping.object().name(), create.fields(), plan.intent().since()),
                taken);
        if (found.isEmpty()) {
          unfound.add(plan);
        } else {
          settlements.add(found(plan, create, found, taken));
        }
      }
    }
    settlements.addAll(alike(unfound, taken));
    settlements.addAll(keyed(plans));
    return settlements;
  }

  private List<RecordId> unlinked(List<RecordId> records, Set<RecordId> taken) {
    return records.stream()
        .filter(id -> !taken.contains(id) && database.links().ofRecord(mapping, id).isEmpty())
        .toList();
  }

  private Settlement found(
      PushPlan.LookUp plan, RecordWrite.Create create, List<RecordId> found, Set<RecordId> taken) {
    if (found.size() > 1) {
      return ambiguous(plan, found.size());
    }
    taken.add(found.getFirst());
    return linked(plan.row(), found.getFirst(), Agreement.by(mapping, create));
  }

  /**
   * Somebody may have changed the record since it was made: then it is the one that still holds
   * most of what was sent, and at least half.
   */
  private List<Settlement> alike(List<PushPlan.LookUp> plans, Set<RecordId> taken) {
    Optional<Instant> since =
        plans.stream().map(plan -> plan.intent().since()).min(Comparator.naturalOrder());
    if (since.isEmpty()) {
      return List.of();
    }
    List<ChangeReader.Created> created = org.changes().createdByUs(query, since.get());
    List<Settlement> settlements = new ArrayList<>();
    for (PushPlan.LookUp plan : plans) {
      if (plan.intent().write() instanceof RecordWrite.Create create) {
        settlements.add(alike(plan, create, created, taken));
      }
    }
    return settlements;
  }

  private Settlement alike(
      PushPlan.LookUp plan,
      RecordWrite.Create create,
      List<ChangeReader.Created> created,
      Set<RecordId> taken) {
    List<RecordId> best = new ArrayList<>();
    long most = 1;
    Map<FieldName, Value> sent = Agreement.sent(create);
    for (ChangeReader.Created one : created) {
      RecordChange.Present record = one.record();
      long held = held(record, sent);
      boolean changed = one.changed() || held + emptied(record, sent) == sent.size();
      if (!changed || held * 2 < sent.size() || held < most) {
        continue;
      }
      if (held > most) {
        best.clear();
        most = held;
      }
      best.add(record.id());
    }
    List<RecordId> free = unlinked(best, taken);
    return free.isEmpty() ? undone(plan, create, taken) : found(plan, create, free, taken);
  }

  private Settlement undone(PushPlan.LookUp plan, RecordWrite.Create create, Set<RecordId> taken) {
    return undone(
        plan,
        org.changes()
            .deletedOfOurs(mapping.object().name(), create.fields(), plan.intent().since()),
        taken);
  }

  /**
   * Somebody may have deleted the record before anything was known of it: it is linked, so that its
   * deletion is treated as that of any other. One that was known before has a history.
   */
  private Settlement undone(PushPlan.LookUp plan, List<RecordId> deleted, Set<RecordId> taken) {
    Optional<RecordId> unknown =
        unlinked(deleted, taken).stream().filter(this::hasNoHistory).findFirst();
    if (unknown.isEmpty()) {
      return again(plan.row());
    }
    taken.add(unknown.get());
    database
        .pullQueue()
        .add(mapping.mapping().name(), List.of(unknown.get()), PullQueue.Reason.DELETED);
    return linked(plan.row(), unknown.get(), Agreement.by(mapping, plan.intent().write()));
  }

  private boolean hasNoHistory(RecordId record) {
    return database
        .history()
        .of(mapping.mapping().name(), Optional.of(record), Optional.empty(), 1)
        .isEmpty();
  }

  private long held(RecordChange.Present record, Map<FieldName, Value> sent) {
    long held = 0;
    List<Value> values = mapping.bound(record.values());
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      Value value = sent.get(binding.field().name());
      Value now = FieldForm.ofRecord(binding.field(), values.get(i));
      if (value != null && FieldForm.same(value, now)) {
        held++;
      }
    }
    return held;
  }

  /** Records are found by their keys; what they hold otherwise is compared with the row. */
  private List<Settlement> keyed(List<PushPlan.LookUp> plans) {
    Map<String, PushPlan.LookUp> byKey = new HashMap<>();
    List<Settlement> settlements = new ArrayList<>();
    Optional<FieldName> field = Optional.empty();
    for (PushPlan.LookUp plan : plans) {
      if (plan.intent().write() instanceof RecordWrite.Upsert upsert) {
        field = Optional.of(upsert.keyField());
        Optional<PushPlan.LookUp> same =
            Optional.ofNullable(byKey.putIfAbsent(key(upsert.key()), plan));
        same.ifPresent(_ -> settlements.add(again(plan.row())));
      }
    }
    if (field.isEmpty()) {
      return settlements;
    }
    Map<String, List<RecordId>> ids =
        org.changes().byKey(mapping.object().name(), field.get(), byKey.keySet());
    Map<RecordId, RecordChange.Present> records = new HashMap<>();
    List<RecordId> all = ids.values().stream().flatMap(List::stream).distinct().toList();
    if (!all.isEmpty()) {
      org.changes().read(query, all).present().forEach(r -> records.put(r.id(), r));
    }
    Map<String, List<RecordId>> deleted =
        byKey.keySet().stream().allMatch(ids::containsKey)
            ? Map.of()
            : org.changes().deletedOfOurs(mapping.object().name(), field.get(), byKey.keySet());
    Set<RecordId> taken = new HashSet<>();
    byKey.forEach(
        (key, plan) -> {
          List<RecordId> found = ids.getOrDefault(key, List.of());
          settlements.add(
              found.isEmpty()
                  ? undone(plan, deleted.getOrDefault(key, List.of()), taken)
                  : keyed(plan, unlinked(found, Set.of()), records));
        });
    return settlements;
  }

  private Settlement keyed(
      PushPlan.LookUp plan, List<RecordId> found, Map<RecordId, RecordChange.Present> records) {
    RecordChange.Present record = found.size() == 1 ? records.get(found.getFirst()) : null;
    if (record == null) {
      return again(plan.row());
    }
    Map<FieldName, Value> agreed = new HashMap<>(Agreement.by(mapping, plan.intent().write()));
    List<Value> values = mapping.bound(record.values());
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      Value now = FieldForm.ofRecord(binding.field(), values.get(i));
      Value sent = agreed.get(binding.field().name());
      if (sent != null && !FieldForm.same(sent, now)) {
        agreed.remove(binding.field().name());
      }
    }
    return linked(plan.row(), record.id(), agreed);
  }

  /**
   * References that were sent and are empty now, as the org empties them when the parent is deleted
   * and may not tell by its stamps.
   */
  private long emptied(RecordChange.Present record, Map<FieldName, Value> sent) {
    long emptied = 0;
    List<Value> values = mapping.bound(record.values());
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      Value now = FieldForm.ofRecord(binding.field(), values.get(i));
      if (binding.kind() instanceof FieldBinding.Kind.LocalKey
          && sent.containsKey(binding.field().name())
          && Value.NULL.equals(now)) {
        emptied++;
      }
    }
    return emptied;
  }

  private static String key(Value key) {
    return key instanceof Value.Numeric(BigDecimal number)
        ? number.toPlainString()
        : ((Value.Text) key).text();
  }

  private static Settlement linked(ClaimedRow row, RecordId id, Map<FieldName, Value> agreed) {
    return new Settlement.Linked(row.key(), row.change().version(), id, agreed, true, true);
  }

  private static Settlement again(ClaimedRow row) {
    return new Settlement.Retry(
        row.key(), row.change().version(), PushProblems.unread(row), Duration.ZERO, false, false);
  }

  private static Settlement ambiguous(PushPlan.LookUp plan, int found) {
    return new Settlement.Park(
        plan.row().key(),
        plan.row().change().version(),
        PushProblems.ambiguousCreate(plan.row(), found));
  }
}
