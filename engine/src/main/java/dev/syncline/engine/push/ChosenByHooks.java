package dev.syncline.engine.push;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.PushedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks hooks which records new rows are, before any is made. A row that is a record already is
 * linked with it and merged.
 */
final class ChosenByHooks {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final RowSides sides;

  ChosenByHooks(Org org, Database database, ResolvedMapping mapping) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.sides = new RowSides(mapping);
  }

  /** The writes without those whose records are there: these are settled. */
  List<PushPlan.Send> others(List<PushPlan.Send> sends, PushPass pass, PushHooks hooks) {
    if (!mapping.hooks().has(HookPoint.PUSH_RECORD)) {
      return sends;
    }
    List<PushPlan.Send> creates = sends.stream().filter(ChosenByHooks::makes).toList();
    List<Fate<PushedRow>> fates =
        hooks
            .asked()
            .ask(
                HookPoint.PUSH_RECORD,
                creates.stream().map(sides::sent).toList(),
                (h, some) -> h.pushRecord(some),
                (_, row, id) -> new Going<>(row.chosen(id)));
    Map<RowKey, Settlement> settled = new HashMap<>();
    Map<RecordId, PushPlan.Send> chosen = new HashMap<>();
    for (int i = 0; i < creates.size(); i++) {
      PushPlan.Send send = creates.get(i);
      switch (fates.get(i)) {
        case Stopped<PushedRow> stopped ->
            settled.put(send.row().key(), hooks.settlement(send.row(), stopped, false));
        case Going<PushedRow>(PushedRow row) ->
            row.record()
                .filter(id -> chosen.putIfAbsent(id, send) != null)
                .ifPresent(_ -> settled.put(send.row().key(), PushPlanner.untilRead(send.row())));
      }
    }
    settled.putAll(linked(chosen));
    settled.values().forEach(pass::add);
    return sends.stream().filter(send -> !settled.containsKey(send.row().key())).toList();
  }

  private static boolean makes(PushPlan.Send send) {
    boolean creates =
        send.write() instanceof RecordWrite.Create || send.write() instanceof RecordWrite.Upsert;
    return creates && send.row().link().isEmpty();
  }

  /** The link has no base: what both sides hold is merged before anything is sent. */
  private Map<RowKey, Settlement> linked(Map<RecordId, PushPlan.Send> chosen) {
    Map<RowKey, Settlement> settled = new HashMap<>();
    if (chosen.isEmpty()) {
      return settled;
    }
    Map<RecordId, RowKey> taken = database.links().rows(mapping, chosen.keySet());
    Set<RecordId> there = there(new ArrayList<>(chosen.keySet()));
    chosen.forEach(
        (id, send) -> {
          long version = send.row().change().version();
          RowKey key = send.row().key();
          settled.put(
              key,
              taken.containsKey(id) || !there.contains(id)
                  ? new Settlement.Park(
                      key,
                      version,
                      PushProblems.badChoice(key, id, Optional.ofNullable(taken.get(id))))
                  : new Settlement.Linked(key, version, id, Map.of(), false, true));
        });
    return settled;
  }

  private Set<RecordId> there(List<RecordId> ids) {
    var query = new RecordQuery(mapping.object().name(), List.of(), Optional.empty(), List.of());
    Set<RecordId> there = new HashSet<>();
    for (int from = 0; from < ids.size(); from += ChangeReader.MAX_IDS) {
      int to = Math.min(ids.size(), from + ChangeReader.MAX_IDS);
      org.changes().read(query, ids.subList(from, to)).present().stream()
          .map(RecordChange.Present::id)
          .forEach(there::add);
    }
    return there;
  }
}
