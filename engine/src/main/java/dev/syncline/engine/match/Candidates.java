package dev.syncline.engine.match;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.RowMatches;
import dev.syncline.engine.database.RowMatches.Candidate;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.ChangeReader.Sought;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds rows and records by the keys of match rules, many at a time. */
public final class Candidates {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final MatchKeys keys;
  private final RecordQuery query;

  public Candidates(Org org, Database database, ResolvedMapping mapping, MatchKeys keys) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.keys = keys;
    this.query =
        new RecordQuery(
            mapping.object().name(),
            mapping.readFields(),
            mapping.mapping().where(),
            mapping.mapping().recordTypes());
  }

  /** The rows that have one of these keys by the rule that it stands under. */
  public List<Candidate> rows(Collection<List<Optional<String>>> wanted) {
    Map<RowKey, Candidate> found = new LinkedHashMap<>();
    for (int rule = 0; rule < keys.rules().size(); rule++) {
      for (List<String> some : pieces(distinct(wanted, rule), RowMatches.MAX_KEYS)) {
        database.matches().having(mapping, rule, some).forEach(c -> found.put(c.row(), c));
      }
    }
    return List.copyOf(found.values());
  }

  /** The records that have one of these keys by the rule that it stands under. */
  public List<FoundRecord> records(Collection<List<Optional<String>>> wanted) {
    Map<RecordId, RecordChange.Present> found = new LinkedHashMap<>();
    for (int rule = 0; rule < keys.rules().size(); rule++) {
      MatchKeys.Rule by = keys.rules().get(rule);
      for (List<String> some : pieces(distinct(wanted, rule), ChangeReader.MAX_IDS)) {
        List<Sought> sought = some.stream().map(key -> MatchSearch.sought(by, key)).toList();
        org.changes().holding(query, sought).forEach(r -> found.put(r.id(), r));
      }
    }
    return found(found.values());
  }

  /** The records with their keys and the rows that they are linked with. */
  public List<FoundRecord> found(Collection<RecordChange.Present> records) {
    Map<RecordId, RowKey> rows =
        database.links().rows(mapping, records.stream().map(RecordChange.Present::id).toList());
    return records.stream()
        .map(
            r ->
                new FoundRecord(
                    r.id(), keys.ofRecord(r.values()), Optional.ofNullable(rows.get(r.id()))))
        .toList();
  }

  private static List<String> distinct(Collection<List<Optional<String>>> wanted, int rule) {
    Set<String> some = new LinkedHashSet<>();
    wanted.forEach(one -> one.get(rule).ifPresent(some::add));
    return List.copyOf(some);
  }

  private static List<List<String>> pieces(List<String> all, int size) {
    List<List<String>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      pieces.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return pieces;
  }
}
