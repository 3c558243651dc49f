package dev.syncline.engine.push;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.RowMatches.Candidate;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.match.ByKey;
import dev.syncline.engine.match.Candidates;
import dev.syncline.engine.match.FoundRecord;
import dev.syncline.engine.match.Match;
import dev.syncline.engine.match.MatchKeys;
import dev.syncline.engine.match.Matching;
import dev.syncline.engine.org.Org;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the records of rows before any is made: by the mapping's match rules. A row that is a
 * record already is linked with it and merged; one that may be several is parked.
 */
final class PushMatching {
  private final MatchKeys keys;
  private final Matching matching;
  private final Candidates candidates;

  PushMatching(Org org, Database database, ResolvedMapping mapping) {
    this.keys = MatchKeys.of(mapping);
    this.matching = new Matching(mapping, keys);
    this.candidates = new Candidates(org, database, mapping, keys);
  }

  /** The writes without those whose records are there, or may be: these are settled. */
  List<PushPlan.Send> unmatched(List<PushPlan.Send> sends, PushPass pass) {
    Map<RowKey, List<Optional<String>>> creates = creates(sends);
    if (creates.isEmpty()) {
      return sends;
    }
    List<FoundRecord> records = candidates.records(creates.values());
    var wanted = new ArrayList<>(creates.values());
    records.stream().filter(r -> r.row().isEmpty()).forEach(r -> wanted.add(r.keys()));
    var rows = new ByKey<>(Candidate::keys);
    rows.addAll(candidates.rows(wanted));
    var found = new ByKey<>(FoundRecord::keys);
    found.addAll(records);
    var rest = new ArrayList<PushPlan.Send>();
    Set<RecordId> taken = new HashSet<>();
    for (PushPlan.Send send : sends) {
      List<Optional<String>> own = creates.get(send.row().key());
      if (own == null) {
        rest.add(send);
        continue;
      }
      Collection<FoundRecord> alike = found.sharing(List.of(own));
      var sharing = new ArrayList<List<Optional<String>>>(List.of(own));
      alike.forEach(record -> sharing.add(record.keys()));
      switch (matching.ofRow(send.row().key(), own, alike, rows.sharing(sharing))) {
        case Match.New<RecordId> _ -> rest.add(send);
        case Match.Later<RecordId> _ -> pass.add(PushPlanner.untilRead(send.row()));
        case Match.Unclear<RecordId> unclear ->
            pass.add(
                new Settlement.Park(
                    send.row().key(), send.row().change().version(), unclear.problem()));
        case Match.Same<RecordId> same ->
            pass.add(
                taken.add(same.other())
                    ? linked(send, same.other())
                    : PushPlanner.untilRead(send.row()));
      }
    }
    return rest;
  }

  /** The link has no base: what both sides hold is merged before anything is sent. */
  private static Settlement linked(PushPlan.Send send, RecordId record) {
    return new Settlement.Linked(
        send.row().key(), send.row().change().version(), record, Map.of(), false, true);
  }

  private Map<RowKey, List<Optional<String>>> creates(List<PushPlan.Send> sends) {
    Map<RowKey, List<Optional<String>>> creates = new HashMap<>();
    if (keys.isEmpty()) {
      return creates;
    }
    for (PushPlan.Send send : sends) {
      boolean makes =
          send.write() instanceof RecordWrite.Create || send.write() instanceof RecordWrite.Upsert;
      if (makes
          && send.row().link().isEmpty()
          && send.row().change() instanceof RowChange.Present present) {
        creates.put(send.row().key(), keys.ofRow(present.values()));
      }
    }
    return creates;
  }
}
