package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claims and plans the rows of one bulk job. A job takes one kind of write: the others, and what
 * needs a closer look, are given back for the calls.
 */
final class BulkSelection {
  private final Database database;
  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final StopSignal stop;
  private final PushPlanner planner;
  private final Contests contests;
  private final PushMatching matching;
  private final PushHooks hooks;
  private final ChosenByHooks chosen;
  private final PushGuard guard;

  BulkSelection(
      Org org,
      Database database,
      ResolvedMapping mapping,
      Set<MappingName> pushed,
      PushSettings settings,
      PushHooks hooks,
      StopSignal stop) {
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.stop = stop;
    this.planner = new PushPlanner(mapping, pushed);
    this.contests = new Contests(org, database, mapping);
    this.matching = new PushMatching(org, database, mapping);
    this.hooks = hooks;
    this.chosen = new ChosenByHooks(org, database, mapping);
    this.guard = new PushGuard(database, mapping);
  }

  /** One kind of write, as a bulk job takes it. */
  record Kind(BulkOperation.Kind operation, Optional<FieldName> keyField) {
    static Kind of(RecordWrite write) {
      return switch (write) {
        case RecordWrite.Create _ -> new Kind(BulkOperation.Kind.CREATE, Optional.empty());
        case RecordWrite.Upsert upsert ->
            new Kind(BulkOperation.Kind.UPSERT, Optional.of(upsert.keyField()));
        case RecordWrite.Update _ -> new Kind(BulkOperation.Kind.UPDATE, Optional.empty());
        case RecordWrite.Delete _ -> new Kind(BulkOperation.Kind.DELETE, Optional.empty());
      };
    }
  }

  /** What one job takes. */
  record OfOneKind(Kind kind, List<PushPlan.Send> sends) {}

  /** The rows of the kind that most of those claimed are of; empty if none can go by a job. */
  Optional<OfOneKind> select(Claim claim, PushPass pass) {
    Map<Kind, List<PushPlan.Send>> kinds = claimAndPlan(claim, pass);
    Optional<OfOneKind> most =
        kinds.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.size(), b.size())))
            .map(of -> new OfOneKind(of.getKey(), of.getValue()));
    kinds.forEach(
        (kind, sends) -> {
          if (!kind.equals(most.map(OfOneKind::kind).orElse(kind))) {
            sends.forEach(send -> pass.add(released(send.row())));
          }
        });
    pass.settle(database.outbox(), mapping, claim);
    most.ifPresent(of -> guard.admit(of.sends()));
    return most;
  }

  private Map<Kind, List<PushPlan.Send>> claimAndPlan(Claim claim, PushPass pass) {
    var kinds = new HashMap<Kind, List<PushPlan.Send>>();
    int claimed = 0;
    long bytes = 0;
    while (claimed < settings.bulkRows() && bytes < BulkWriting.MAX_BYTES && !stop.isRequested()) {
      int max = Math.min(Outbox.MAX_CLAIM, settings.bulkRows() - claimed);
      List<ClaimedRow> rows =
          database.outbox().claim(mapping, claim, Outbox.Which.CHANGES, max, settings.hold());
      if (rows.isEmpty()) {
        return kinds;
      }
      claimed += rows.size();
      var sends = new ArrayList<PushPlan.Send>();
      PushHooks asked = hooks.holding(database.outbox(), claim);
      for (PushPlan plan : asked.plan(rows, planner)) {
        ClaimedRow row = plan.row();
        switch (plan) {
          case PushPlan.Send send when fits(send) -> sends.add(send);
          case PushPlan.Settle settle -> pass.add(settle.settlement());
          case PushPlan.Send _, PushPlan.LookUp _, PushPlan.Confirm _ -> pass.add(released(row));
          case PushPlan.Read _, PushPlan.AskParents _ -> pass.add(released(row));
        }
      }
      List<PushPlan.Send> unmatched =
          matching.unmatched(chosen.others(asked.allowed(sends, pass), pass, asked), pass);
      Set<RowKey> contested = contests.among(unmatched);
      for (PushPlan.Send send : unmatched) {
        bytes += BulkWriting.bytes(send.write()) + mapping.bindings().size();
        if (bytes > BulkWriting.MAX_BYTES || contested.contains(send.row().key())) {
          pass.add(released(send.row()));
        } else {
          kinds.computeIfAbsent(Kind.of(send.write()), _ -> new ArrayList<>()).add(send);
        }
      }
      pass.settle(database.outbox(), mapping, claim);
    }
    return kinds;
  }

  /** Rows that something is left out of, or that CSV cannot carry, go by calls. */
  private static boolean fits(PushPlan.Send send) {
    return !send.remains() && BulkWriting.fits(send.write());
  }

  private static Settlement released(ClaimedRow row) {
    return new Settlement.Release(row.key(), row.change().version());
  }
}
