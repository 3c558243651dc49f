package dev.syncline.engine.poll;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.How;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.inbound.ChosenRows;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.poll.PullMatching.Found;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for the rows of records without a link, by what the mapping's hooks say. */
final class MatchedByHooks {
  private final Database database;
  private final ResolvedMapping mapping;
  private final RecordPlanner planner;
  private final ChosenRows chosen;

  MatchedByHooks(Database database, ResolvedMapping mapping, RecordPlanner planner) {
    this.database = database;
    this.mapping = mapping;
    this.planner = planner;
    this.chosen = new ChosenRows(database, mapping);
  }

  boolean isAsked() {
    return chosen.isAsked();
  }

  Found find(List<RecordChange.Present> records) {
    Map<RecordId, Fate<RowKey>> rows = chosen.ofRecords(records);
    var found = new Found(new HashMap<>(), new HashMap<>(), new HashSet<>());
    Set<RowKey> taken = new HashSet<>();
    rows.forEach(
        (id, fate) -> {
          switch (fate) {
            case Going<RowKey>(RowKey row) when !taken.add(row) -> found.later().add(id);
            case Going<RowKey>(RowKey row) ->
                bad(id, row)
                    .ifPresentOrElse(
                        problem -> found.unclear().put(id, problem),
                        () -> found.rows().put(id, row));
            case Stopped<RowKey> stop when stop.how() == How.AGAIN && planner.isAskedAgain(id) ->
                found.later().add(id);
            case Stopped<RowKey> stop -> found.unclear().put(id, stop.problem());
          }
        });
    return found;
  }

  /** Why a row cannot be the record's. */
  private Optional<Problem> bad(RecordId id, RowKey row) {
    Optional<String> why =
        database.links().row(mapping, row).isEmpty()
            ? Optional.of("is not there")
            : database
                .links()
                .ofRow(mapping, row)
                .map(other -> "is linked with record " + other.record().id());
    return why.map(
        words ->
            new Problem(
                "HOOK-ROW",
                ErrorClass.DATA,
                "Record %s is row %s, as a hook says, which %s".formatted(id, row, words),
                "Correct the hook, or unlink the other record, then retry with 'syncline parked"
                    + " retry'"));
  }
}
