package dev.syncline.engine.live;

import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events of our own changes that came before the push which made them was settled: they wait in
 * memory for that, as long as there is room. What waits is nothing that may not be lost: a poll
 * reads such records too. Used by one thread.
 */
final class Echoes {
  private record Key(MappingName mapping, RecordId record) {}

  private record Waiting(List<Told> events, Instant since) {}

  private final int most;
  private final Duration patience;
  private final Map<Key, Waiting> waiting = new LinkedHashMap<>();

  Echoes(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Lets the events of a record wait.
   *
   * @return false if there is no room, or if they have waited for too long
   */
  boolean add(MappingName mapping, RecordId record, List<Told> events, Instant since, Instant now) {
    boolean late = !since.plus(patience).isAfter(now);
    if (late || waiting.size() >= most) {
      return false;
    }
    waiting.put(new Key(mapping, record), new Waiting(List.copyOf(events), since));
    return true;
  }

  /**
   * All that wait, of a mapping.
   *
   * @param since by record since when its events wait
   */
  record Due(Map<RecordId, List<Told>> events, Map<RecordId, Instant> since) {}

  /** Takes all that wait for one mapping. */
  Due take(MappingName mapping) {
    Map<RecordId, List<Told>> events = new LinkedHashMap<>();
    Map<RecordId, Instant> since = new LinkedHashMap<>();
    for (Key key : List.copyOf(waiting.keySet())) {
      if (key.mapping().equals(mapping)) {
        Waiting one = waiting.remove(key);
        if (one != null) {
          events.put(key.record(), new ArrayList<>(one.events()));
          since.put(key.record(), one.since());
        }
      }
    }
    return new Due(events, since);
  }

  /** Forgets those of all but these mappings. */
  void keep(Collection<MappingName> mappings) {
    Set<MappingName> kept = Set.copyOf(mappings);
    waiting.keySet().removeIf(key -> !kept.contains(key.mapping()));
  }
}
