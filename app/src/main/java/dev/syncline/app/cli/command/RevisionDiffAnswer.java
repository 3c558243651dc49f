package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.engine.revision.RevisionDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How two revisions of a mapping differ.
 *
 * @param from what the earlier is called, such as {@code revision 2}
 * @param to what the later is called
 */
record RevisionDiffAnswer(String mapping, String from, String to, RevisionDiff diff)
    implements Answer {
  @Override
  public String kind() {
    return "RevisionDiff";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", mapping);
    facts.put("from", from);
    facts.put("to", to);
    facts.put("settings", diff.settings().stream().map(PlanAnswer::facts).toList());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("mapping %s, %s → %s".formatted(Escaped.of(mapping), from, to));
    if (diff.isEmpty()) {
      lines.add("  both say the same");
    }
    diff.settings().stream()
        .flatMap(setting -> setting.lines().stream())
        .forEach(line -> lines.add("  " + Escaped.of(line)));
    return lines;
  }
}
