package dev.syncline.simulation.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one side holds, in words that both sides share: each thing by its kind and the mark that was
 * put on it when it was made, its values by the name of the field, empty ones as empty text, and
 * references as the mark of what they lead to.
 */
final class State {
  /**
   * One thing: its address on its side, and what it holds.
   *
   * @param company of a contact, the name of its account: in the org what the field has, in the
   *     database what it is to have
   */
  record Thing(String address, SortedMap<String, String> values, String company) {
    Thing {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }

  private final TreeMap<Mark, List<Thing>> things = new TreeMap<>();

  void add(Mark mark, Thing thing) {
    things.computeIfAbsent(mark, _ -> new ArrayList<>()).add(thing);
  }

  /** All marks of a kind. */
  List<Mark> marks(Kind kind) {
    return things.keySet().stream().filter(m -> m.kind() == kind).toList();
  }

  SortedSet<Mark> marks() {
    return new TreeSet<>(things.keySet());
  }

  /** Every thing with this mark; more than one is a duplicate. */
  List<Thing> all(Mark mark) {
    return things.getOrDefault(mark, List.of());
  }

  /** The thing with this mark. */
  Optional<Thing> find(Mark mark) {
    return all(mark).stream().findFirst();
  }

  /** How often a mark occurs beyond once. */
  long duplicates() {
    return things.values().stream().mapToLong(l -> l.size() - 1).sum();
  }

  Map<Mark, List<Thing>> things() {
    return Collections.unmodifiableMap(things);
  }
}
