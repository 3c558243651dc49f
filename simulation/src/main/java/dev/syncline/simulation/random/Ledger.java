package dev.syncline.simulation.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Who changed what, in the order of the commits, since both sides were last found equal. It is
 * written from what a side holds before and after each change that was acknowledged.
 */
final class Ledger {
  /** A value that a field was given. */
  record Written(Side side, String value) {}

  /** What happened to a thing as a whole. */
  record Lived(Side side, boolean created) {}

  /** All that happened to one thing. */
  static final class Page {
    final Map<String, List<Written>> fields = new TreeMap<>();
    final List<Lived> life = new ArrayList<>();

    boolean isDeletedBy(Side side) {
      return life.stream().anyMatch(l -> l.side() == side && !l.created());
    }

    boolean isTouchedBy(Side side) {
      return life.stream().anyMatch(l -> l.side() == side && l.created())
          || fields.values().stream().flatMap(List::stream).anyMatch(w -> w.side() == side);
    }
  }

  private final Map<Mark, Page> pages = new TreeMap<>();
  private final Map<Mark, Map<String, String>> agreed = new TreeMap<>();
  private final Map<Mark, Map<String, List<String>>> past = new HashMap<>();
  private final Map<Mark, Set<Mark>> winners = new HashMap<>();
  private final Set<Mark> doubtful = new TreeSet<>();
  private final Consumer<String> log;
  private long changes;

  /**
   * @param log is told of each change
   */
  Ledger(Consumer<String> log) {
    this.log = log;
  }

  /** Notes what a change on one side came to. */
  void note(Side side, State before, State after) {
    var marks = new TreeSet<>(before.marks());
    marks.addAll(after.marks());
    for (Mark mark : marks) {
      note(side, mark, before.all(mark), after.all(mark));
    }
  }

  private void note(Side side, Mark mark, List<State.Thing> was, List<State.Thing> is) {
    if (was.isEmpty() != is.isEmpty()) {
      changes++;
      page(mark).life.add(new Lived(side, was.isEmpty()));
      log.accept("  " + side + (was.isEmpty() ? " has " : " deletes ") + mark);
    }
    if (is.isEmpty()) {
      return;
    }
    Map<String, String> old = was.isEmpty() ? Map.of() : was.getFirst().values();
    is.getFirst()
        .values()
        .forEach(
            (field, value) -> {
              if (!value.equals(old.get(field))) {
                write(side, mark, field, value);
              }
            });
  }

  /** Notes a value that a field was given. */
  void write(Side side, Mark mark, String field, String value) {
    changes++;
    log.accept("  " + side + " writes " + mark + "." + field + " = '" + value + "'");
    page(mark).fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(new Written(side, value));
    past.computeIfAbsent(mark, _ -> new HashMap<>())
        .computeIfAbsent(field, _ -> new ArrayList<>())
        .add(value);
  }

  /**
   * Notes that a user of the org has made a second thing of one mark, or may have: by bringing a
   * record back whose row has become another record meanwhile. Nobody can tell which is right.
   */
  void doubt(Mark mark) {
    log.accept("  " + mark + " is in doubt from now on");
    doubtful.add(mark);
  }

  boolean isInDoubt(Mark mark) {
    return doubtful.contains(mark);
  }

  /** Notes that one record was merged into another of its kind: references follow. */
  void merged(Mark loser, Mark winner) {
    log.accept("  ORG merges " + loser + " into " + winner);
    winners.computeIfAbsent(loser, _ -> new TreeSet<>()).add(winner);
  }

  /**
   * What a thing was merged into, and those perhaps into others, it itself among them: a record
   * that comes back after a merge can be merged again.
   */
  Set<Mark> winners(Mark mark) {
    var all = new TreeSet<>(Set.of(mark));
    var left = new ArrayDeque<>(all);
    while (!left.isEmpty()) {
      for (Mark winner : winners.getOrDefault(left.remove(), Set.of())) {
        if (all.add(winner)) {
          left.add(winner);
        }
      }
    }
    return all;
  }

  /** How many changes were noted so far. */
  long changes() {
    return changes;
  }

  private Page page(Mark mark) {
    return pages.computeIfAbsent(mark, _ -> new Page());
  }

  /** What happened to a thing. */
  Page of(Mark mark) {
    return pages.getOrDefault(mark, new Page());
  }

  /** Everything that anything happened to, or that was there. */
  TreeSet<Mark> marks() {
    var marks = new TreeSet<>(pages.keySet());
    marks.addAll(agreed.keySet());
    return marks;
  }

  /** What both sides held of a thing when they were last found equal; empty if nothing. */
  Map<String, String> agreed(Mark mark) {
    return agreed.getOrDefault(mark, Map.of());
  }

  boolean wasThere(Mark mark) {
    return agreed.containsKey(mark);
  }

  /** Whether a field was ever given this value. */
  boolean wasWritten(Mark mark, String field, String value) {
    return past.getOrDefault(mark, Map.of()).getOrDefault(field, List.of()).contains(value);
  }

  /** Whether a side deleted something of this mark since. */
  boolean wasDeleted(Mark mark, Side side) {
    return of(mark).isDeletedBy(side);
  }

  /** Both sides are equal now: what comes is judged from here. */
  void agree(State state) {
    pages.clear();
    agreed.clear();
    winners.clear();
    state.things().forEach((mark, things) -> agreed.put(mark, things.getFirst().values()));
  }
}
