package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.app.imports.ImportNote;
import dev.syncline.app.imports.Imported;
import dev.syncline.app.imports.MappingYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import came to, and what it left out.
 *
 * @param written the files that were written; if there is none, people are shown the mappings
 */
record ImportAnswer(Imported imported, List<String> written) implements Answer {
  ImportAnswer {
    written = List.copyOf(written);
  }

  @Override
  public String kind() {
    return "ImportReport";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mappings", imported.mappings());
    facts.put("links", imported.links().size());
    facts.put("written", written);
    facts.put("leftOut", imported.notes().stream().map(ImportAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(ImportNote note) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", note.mapping());
    facts.put("part", note.part());
    facts.put("message", note.message());
    facts.put("action", note.action());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (written.isEmpty()) {
      MappingYaml.of(imported.mappings()).lines().map(Escaped::of).forEach(lines::add);
      lines.add("");
    }
    var table = new TextTable("MAPPING", "OBJECT", "TABLE", "DIRECTION", "FIELDS");
    imported
        .mappings()
        .forEach(
            (name, keys) ->
                table.row(
                    name,
                    word(keys, "object"),
                    word(keys, "table"),
                    word(keys, "direction"),
                    Integer.toString(imported.fieldCount(name))));
    lines.addAll(table.lines());
    lines.add("");
    lines.add(imported.links().size() + " links");
    written.forEach(file -> lines.add("Wrote " + Escaped.of(file)));
    if (!imported.notes().isEmpty()) {
      lines.add("");
      lines.add("Not carried over:");
      var notes = new TextTable("MAPPING", "PART", "WHAT", "REMEDY");
      imported.notes().forEach(n -> notes.row(n.mapping(), n.part(), n.message(), n.action()));
      lines.addAll(notes.lines());
    }
    return lines;
  }

  private static String word(Map<String, Object> keys, String key) {
    return String.valueOf(keys.getOrDefault(key, ""));
  }
}
