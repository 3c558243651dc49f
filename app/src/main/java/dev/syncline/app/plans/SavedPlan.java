package dev.syncline.app.plans;

import dev.syncline.engine.revision.MappingDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan rests on and what it is to do, exactly: {@code syncline apply FILE} does that and
 * nothing else.
 */
public record SavedPlan(List<Entry> mappings) {
  /** The version of the file. Another one is not read. */
  public static final int FORMAT_VERSION = 1;

  private static final int MAX_MAPPINGS = 10_000;

  public SavedPlan {
    mappings = List.copyOf(mappings);
  }

  /**
   * One mapping of a plan.
   *
   * @param revision the number of the revision that held; 0 where there was none
   * @param document what the configuration said
   * @param shape what both schemas were like
   * @param statements the SQL that is to be run
   * @param fill the lines that are to be back-filled
   */
  public record Entry(
      String mapping,
      long revision,
      String document,
      String shape,
      List<String> statements,
      List<String> fill) {
    public Entry {
      statements = List.copyOf(statements);
      fill = List.copyOf(fill);
    }

    /** In what another entry of the same mapping differs; empty if in nothing. */
    public Optional<String> differs(Entry now) {
      List<String> wrong = new ArrayList<>();
      if (revision != now.revision) {
        wrong.add("revision %d holds, not %d any more".formatted(now.revision, revision));
      }
      lines(document, now.document, "the configuration says", wrong);
      lines(shape, now.shape, "the schemas have", wrong);
      if (wrong.isEmpty() && !statements.equals(now.statements)) {
        wrong.add("other SQL would be run");
      }
      if (wrong.isEmpty() && !fill.equals(now.fill)) {
        wrong.add("other fields would be back-filled: " + now.fill);
      }
      return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    private static void lines(String then, String now, String what, List<String> wrong) {
      if (then.equals(now)) {
        return;
      }
      List<String> before = then.lines().toList();
      List<String> after = now.lines().toList();
      Optional<String> more = after.stream().filter(l -> !before.contains(l)).findFirst();
      Optional<String> less = before.stream().filter(l -> !after.contains(l)).findFirst();
      wrong.add(
          what
              + more.map(l -> " now '" + plain(l) + "'").orElse(" something else")
              + less.map(l -> ", and no longer '" + plain(l) + "'").orElse(""));
    }

    private static String plain(String line) {
      return line.replace('\t', ' ');
    }
  }

  /** As a tree of JSON. */
  public Map<String, Object> json() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("kind", "SavedPlan");
    file.put("formatVersion", FORMAT_VERSION);
    file.put("mappings", mappings.stream().map(SavedPlan::json).toList());
    return file;
  }

  private static Map<String, Object> json(Entry entry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", entry.mapping());
    facts.put("revision", entry.revision());
    facts.put("documentHash", MappingDocument.hash(entry.document()));
    facts.put("document", entry.document().lines().toList());
    facts.put("shape", entry.shape().lines().toList());
    facts.put("statements", entry.statements());
    facts.put("fill", entry.fill());
    return facts;
  }

  /**
   * Reads what {@link #json} made.
   *
   * @param tree maps, lists, texts and numbers
   * @throws PlanFileException if it is something else
   */
  static SavedPlan of(Object tree) {
    if (!(tree instanceof Map<?, ?> file) || !"SavedPlan".equals(file.get("kind"))) {
      throw new PlanFileException("it is no saved plan");
    }
    if (!String.valueOf(FORMAT_VERSION).equals(String.valueOf(file.get("formatVersion")))) {
      throw new PlanFileException(
          "it is of format %s, and this version reads format %d"
              .formatted(file.get("formatVersion"), FORMAT_VERSION));
    }
    if (!(file.get("mappings") instanceof List<?> list) || list.size() > MAX_MAPPINGS) {
      throw new PlanFileException("it names no mappings");
    }
    return new SavedPlan(list.stream().map(SavedPlan::entry).toList());
  }

  private static Entry entry(Object tree) {
    if (!(tree instanceof Map<?, ?> facts)
        || !(facts.get("mapping") instanceof String mapping)
        || !(facts.get("revision") instanceof Number revision)) {
      throw new PlanFileException("a mapping in it has no name or no revision");
    }
    String document = text(facts, "document");
    if (!MappingDocument.hash(document).equals(facts.get("documentHash"))) {
      throw new PlanFileException("what it says of mapping " + mapping + " was edited");
    }
    return new Entry(
        mapping,
        revision.longValue(),
        document,
        text(facts, "shape"),
        texts(facts, "statements"),
        texts(facts, "fill"));
  }

  private static String text(Map<?, ?> facts, String key) {
    List<String> lines = texts(facts, key);
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static List<String> texts(Map<?, ?> facts, String key) {
    if (!(facts.get(key) instanceof List<?> list)
        || !list.stream().allMatch(String.class::isInstance)) {
      throw new PlanFileException("'" + key + "' in it is no list of texts");
    }
    return list.stream().map(String.class::cast).toList();
  }
}
