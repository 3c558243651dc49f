package dev.syncline.engine.inbound;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.PulledRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks hooks which rows records are that have none. */
public final class ChosenRows {
  private final Database database;
  private final ResolvedMapping mapping;
  private final MappingHooks hooks;
  private final HookedRecords hooked;

  public ChosenRows(Database database, ResolvedMapping mapping) {
    this(database, mapping, mapping.hooks());
  }

  ChosenRows(Database database, ResolvedMapping mapping, MappingHooks hooks) {
    this.database = database;
    this.mapping = mapping;
    this.hooks = hooks;
    this.hooked = new HookedRecords(mapping, hooks);
  }

  /** As {@link #of}, of records as they were read. */
  public Map<RecordId, Fate<RowKey>> ofRecords(List<RecordChange.Present> records) {
    return of(records.stream().<Fate<PulledRecord>>map(r -> new Going<>(hooked.seen(r))).toList());
  }

  /** Whether anybody is to be asked. */
  public boolean isAsked() {
    return hooks.has(HookPoint.PULL_ROW);
  }

  /** A record with the row that was chosen for it. */
  private record Choice(PulledRecord record, Optional<RowKey> row) {}

  /**
   * The rows that hooks choose, or why they could not be asked, of those records that have no row
   * and for which a hook says one. Whether these rows are there is not looked at.
   */
  Map<RecordId, Fate<RowKey>> of(List<Fate<PulledRecord>> records) {
    if (!isAsked()) {
      return Map.of();
    }
    List<PulledRecord> going = new ArrayList<>();
    for (Fate<PulledRecord> fate : records) {
      if (fate instanceof Going<PulledRecord>(PulledRecord record)) {
        going.add(record);
      }
    }
    if (going.isEmpty()) {
      return Map.of();
    }
    Set<RecordId> linked =
        database.links().rows(mapping, going.stream().map(PulledRecord::record).toList()).keySet();
    List<Choice> asked =
        going.stream()
            .filter(record -> !linked.contains(record.record()))
            .map(record -> new Choice(record, Optional.empty()))
            .toList();
    List<Fate<Choice>> fates =
        hooks.ask(
            HookPoint.PULL_ROW,
            asked,
            (h, some) -> h.pullRow(some.stream().map(Choice::record).toList()),
            (_, item, row) -> new Going<>(new Choice(item.record(), item.row().or(() -> row))));
    Map<RecordId, Fate<RowKey>> chosen = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      RecordId id = asked.get(i).record().record();
      switch (fates.get(i)) {
        case Going<Choice>(Choice choice) ->
            choice.row().ifPresent(row -> chosen.put(id, new Going<>(row)));
        case Stopped<Choice> stop -> chosen.put(id, new Stopped<>(stop.problem(), stop.how()));
      }
    }
    return chosen;
  }
}
