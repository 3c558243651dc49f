package dev.syncline.engine.push;

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
import dev.syncline.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns from the records whether updates were done whose answers were lost, so that our own write
 * is not taken for somebody else's.
 */
final class Confirmations {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final RecordQuery query;

  Confirmations(Org org, Database database, ResolvedMapping mapping) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.query =
        new RecordQuery(mapping.object().name(), mapping.readFields(), Optional.empty(), List.of());
  }

  /** What becomes of the rows; at most {@link ChangeReader#MAX_IDS}. */
  List<Settlement> settle(List<PushPlan.Confirm> plans) {
    if (plans.isEmpty()) {
      return List.of();
    }
    List<RecordId> ids = plans.stream().map(plan -> plan.link().id()).distinct().toList();
    Map<RecordId, RecordChange.Present> present = new HashMap<>();
    org.changes().read(query, ids).present().forEach(r -> present.put(r.id(), r));
    List<Settlement> settlements = new ArrayList<>();
    for (PushPlan.Confirm plan : plans) {
      RecordChange.Present record = present.get(plan.link().id());
      settlements.add(record == null ? unknown(plan) : settle(plan, record));
    }
    return settlements;
  }

  private Settlement settle(PushPlan.Confirm plan, RecordChange.Present record) {
    Map<FieldName, Value> intended = Agreement.by(mapping, plan.update());
    if (holds(record, intended)) {
      return new Settlement.Linked(
          plan.row().key(), plan.row().change().version(), plan.link().id(), intended, true, true);
    }
    return unknown(plan);
  }

  private boolean holds(RecordChange.Present record, Map<FieldName, Value> intended) {
    List<Value> values = mapping.bound(record.values());
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      Value wanted = intended.get(binding.field().name());
      if (wanted != null
          && !FieldForm.same(wanted, FieldForm.ofRecord(binding.field(), values.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** It was not done, or was changed again since: the row is planned anew from what is known. */
  private Settlement unknown(PushPlan.Confirm plan) {
    database
        .pullQueue()
        .add(mapping.mapping().name(), List.of(plan.link().id()), PullQueue.Reason.PENDING_CHANGE);
    return new Settlement.Retry(
        plan.row().key(),
        plan.row().change().version(),
        PushProblems.unread(plan.row()),
        Duration.ZERO,
        false,
        false);
  }
}
