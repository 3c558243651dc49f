package dev.syncline.engine.poll;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.RowMatches.Candidate;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.match.ByKey;
import dev.syncline.engine.match.Candidates;
import dev.syncline.engine.match.FoundRecord;
import dev.syncline.engine.match.Match;
import dev.syncline.engine.match.MatchKeys;
import dev.syncline.engine.match.Matching;
import dev.syncline.engine.org.Org;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for the rows of records without a link, by the mapping's match rules. */
final class PullMatching {
  private final MatchedByHooks byHooks;
  private final MatchKeys keys;
  private final Matching matching;
  private final Candidates candidates;

  PullMatching(Org org, Database database, ResolvedMapping mapping, RecordPlanner planner) {
    this.byHooks = new MatchedByHooks(database, mapping, planner);
    this.keys = MatchKeys.of(mapping);
    this.matching = new Matching(mapping, keys);
    this.candidates = new Candidates(org, database, mapping, keys);
  }

  /**
   * What was found.
   *
   * @param rows the rows that records are
   * @param unclear the records that a person must look at
   * @param later the records that are looked at again once others of the same page are rows
   */
  record Found(Map<RecordId, RowKey> rows, Map<RecordId, Problem> unclear, Set<RecordId> later) {
    static final Found NOTHING = new Found(Map.of(), Map.of(), Set.of());

    boolean knows(RecordId id) {
      return rows.containsKey(id) || unclear.containsKey(id) || later.contains(id);
    }

    Found and(Found other) {
      var both = new Found(new HashMap<>(rows), new HashMap<>(unclear), new HashSet<>(later));
      both.rows.putAll(other.rows);
      both.unclear.putAll(other.unclear);
      both.later.addAll(other.later);
      return both;
    }
  }

  /** Looks for the rows of those of the records that have none. */
  Found find(List<RecordChange.Present> records) {
    if (!byHooks.isAsked()) {
      return byRules(records);
    }
    Found found = byHooks.find(records);
    return found.and(byRules(records.stream().filter(r -> !found.knows(r.id())).toList()));
  }

  private Found byRules(List<RecordChange.Present> records) {
    if (keys.isEmpty()) {
      return Found.NOTHING;
    }
    List<FoundRecord> unlinked =
        candidates.found(records).stream().filter(r -> r.row().isEmpty()).toList();
    if (unlinked.isEmpty()) {
      return Found.NOTHING;
    }
    var rows = new ByKey<>(Candidate::keys);
    List<Candidate> alike = candidates.rows(unlinked.stream().map(FoundRecord::keys).toList());
    rows.addAll(alike);
    var rivals = new ByKey<>(FoundRecord::keys);
    rivals.addAll(
        candidates.records(
            alike.stream().filter(c -> c.record().isEmpty()).map(Candidate::keys).toList()));
    rivals.addAll(unlinked);
    return decide(unlinked, rows, rivals);
  }

  private Found decide(
      List<FoundRecord> unlinked, ByKey<Candidate> rows, ByKey<FoundRecord> rivals) {
    var found = new Found(new HashMap<>(), new HashMap<>(), new HashSet<>());
    Set<String> beingMade = new HashSet<>();
    Set<RowKey> taken = new HashSet<>();
    for (FoundRecord record : unlinked) {
      Collection<Candidate> alike = rows.sharing(List.of(record.keys()));
      Collection<FoundRecord> others = rivals.sharing(alike.stream().map(Candidate::keys).toList());
      switch (matching.ofRecord(record.id(), record.keys(), alike, others)) {
        case Match.New<RowKey> _ -> {
          List<String> own = ByKey.named(record.keys());
          if (own.stream().anyMatch(beingMade::contains)) {
            found.later().add(record.id());
          }
          beingMade.addAll(own);
        }
        case Match.Same<RowKey> same -> {
          if (taken.add(same.other())) {
            found.rows().put(record.id(), same.other());
          } else {
            found.later().add(record.id());
          }
        }
        case Match.Later<RowKey> _ -> found.later().add(record.id());
        case Match.Unclear<RowKey> unclear -> found.unclear().put(record.id(), unclear.problem());
      }
    }
    return found;
  }
}
