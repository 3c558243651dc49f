package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.engine.revision.MappingDocument;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The revisions of a mapping, newest first. */
record RevisionsAnswer(String mapping, List<Revision> revisions) implements Answer {
  private static final int SHORT = 12;

  RevisionsAnswer {
    revisions = List.copyOf(revisions);
  }

  @Override
  public String kind() {
    return "Revisions";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", mapping);
    facts.put("revisions", revisions.stream().map(RevisionsAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(Revision revision) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("number", revision.number());
    facts.put("at", revision.at().toString());
    facts.put("by", by(revision));
    facts.put("hash", MappingDocument.hash(revision.document()));
    facts.put("document", revision.document().lines().toList());
    return facts;
  }

  private static String by(Revision revision) {
    return revision.by().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> lines() {
    if (revisions.isEmpty()) {
      return List.of(
          "mapping " + Escaped.of(mapping) + " has no revision yet: none was made ready");
    }
    var table = new TextTable("REVISION", "SINCE", "BY", "HASH", "SETTINGS");
    for (Revision revision : revisions) {
      table.row(
          Long.toString(revision.number()),
          revision.at().truncatedTo(ChronoUnit.SECONDS).toString(),
          by(revision),
          MappingDocument.hash(revision.document()).substring(0, SHORT),
          Long.toString(revision.document().lines().count()));
    }
    return table.lines();
  }
}
