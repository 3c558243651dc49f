package dev.syncline.benchmarks.kills;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Judges whether what both sides hold in the end is explained by what was done to them. */
final class Verdict {
  /** What can be wrong. */
  enum Wrong {
    /** An acknowledged change is in neither side, and nothing later explains it. */
    LOST,
    /** One thing is there twice. */
    DUPLICATED,
    /** An older value holds over a newer one. */
    STALE,
    /** Something is there that was deleted. */
    RESURRECTED,
    /** The sides differ in a field. */
    DIVERGED,
    /** A side lacks something, or work does not end, and nothing says why. */
    SILENT
  }

  private static final int MAX_TEXTS = 100;

  private final Map<Wrong, Long> counts = new EnumMap<>(Wrong.class);
  private final List<String> texts = new ArrayList<>();

  Verdict() {
    for (Wrong wrong : Wrong.values()) {
      counts.put(wrong, 0L);
    }
  }

  void add(Wrong wrong, String text) {
    counts.merge(wrong, 1L, Long::sum);
    if (texts.size() < MAX_TEXTS) {
      texts.add(wrong + ": " + text);
    }
  }

  void judge(Collection<Thing> things, Sides.State org, Sides.State database) {
    for (Thing thing : things) {
      judge(thing, org.of(thing), database.of(thing));
    }
  }

  private void judge(Thing thing, List<List<String>> org, List<List<String>> database) {
    String name = thing.kind() + " " + thing.mark();
    if (org.size() > 1 || database.size() > 1) {
      add(Wrong.DUPLICATED, name + " is in the org " + org + ", in the database " + database);
    }
    if (thing.isDeleted()) {
      if (org.size() + database.size() > 0) {
        boolean both = !org.isEmpty() && !database.isEmpty();
        add(
            both ? Wrong.RESURRECTED : Wrong.SILENT,
            name + " was deleted: the org has " + org + ", the database " + database);
      }
      return;
    }
    if (org.isEmpty() || database.isEmpty()) {
      boolean neither = org.isEmpty() && database.isEmpty();
      add(
          neither ? Wrong.LOST : Wrong.SILENT,
          name + ": the org has " + org + ", the database " + database);
      return;
    }
    List<String> fields = thing.kind().fields();
    for (int i = 0; i < fields.size(); i++) {
      judge(thing, fields.get(i), org.getFirst().get(i), database.getFirst().get(i));
    }
  }

  private void judge(Thing thing, String field, String inOrg, String inDatabase) {
    String name = thing.kind() + " " + thing.mark() + "." + field;
    if (!inOrg.equals(inDatabase)) {
      add(
          Wrong.DIVERGED,
          "%s is '%s' in the org and '%s' in the database; written %s"
              .formatted(name, inOrg, inDatabase, thing.of(field)));
    } else if (!thing.isRight(field, inOrg)) {
      add(
          thing.wasWritten(field, inOrg) ? Wrong.STALE : Wrong.LOST,
          "%s is '%s'; written %s".formatted(name, inOrg, thing.of(field)));
    }
  }

  /** Whether nothing is wrong. */
  boolean clean() {
    return counts.values().stream().allMatch(c -> c == 0);
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  void tell(ObjectNode result) {
    counts.forEach((wrong, count) -> result.put(wrong.name().toLowerCase(Locale.ROOT), count));
  }
}
