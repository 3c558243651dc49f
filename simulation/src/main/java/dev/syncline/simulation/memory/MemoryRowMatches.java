package dev.syncline.simulation.memory;

import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.RowMatches;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.match.MatchKeys;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows by the keys of match rules: each row is looked at. */
record MemoryRowMatches(Store store) implements RowMatches {
  @Override
  public List<Candidate> having(ResolvedMapping mapping, int rule, Collection<String> keys) {
    var rows = new Rows(store, mapping);
    MatchKeys match = MatchKeys.of(mapping);
    List<Candidate> found = new ArrayList<>();
    for (RowKey key : rows.table().keys()) {
      List<Optional<String>> own =
          rows.find(key).map(row -> match.ofRow(row.values())).orElse(List.of());
      Optional<String> shared = own.isEmpty() ? Optional.empty() : own.get(rule);
      shared.filter(keys::contains).ifPresent(k -> found.add(candidate(rows.state(), key, k, own)));
    }
    return found;
  }

  private static Candidate candidate(
      MappingState state, RowKey key, String shared, List<Optional<String>> own) {
    Entry entry = state.outbox.get(key);
    boolean creates = entry != null && entry.state != OutboxEntry.State.PARKED && !entry.gone;
    Optional<RecordId> record = state.link(key).map(Link::id);
    return new Candidate(key, shared, own, record, creates);
  }
}
