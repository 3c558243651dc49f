package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.engine.database.Watermark;
import dev.syncline.model.MappingName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** How far the changes of mappings have been read. */
record WatermarkAnswer(SequencedMap<MappingName, Optional<Watermark>> watermarks)
    implements Answer {
  @Override
  public String kind() {
    return "Watermarks";
  }

  @Override
  public Map<String, Object> json() {
    return Map.of(
        "mappings",
        watermarks.entrySet().stream().map(e -> facts(e.getKey(), e.getValue())).toList());
  }

  private static Map<String, Object> facts(MappingName name, Optional<Watermark> watermark) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", name.value());
    watermark.ifPresent(
        mark -> {
          facts.put("updated", mark.updated().toString());
          facts.put("deleted", mark.deleted().toString());
          mark.window().ifPresent(window -> facts.put("readingUntil", window.until().toString()));
        });
    return facts;
  }

  @Override
  public List<String> lines() {
    var table = new TextTable("MAPPING", "CHANGES READ UNTIL", "DELETIONS READ UNTIL");
    watermarks.forEach(
        (name, watermark) ->
            table.row(
                name.value(),
                watermark.map(mark -> mark.updated().toString()).orElse("nothing read yet"),
                watermark.map(mark -> mark.deleted().toString()).orElse("")));
    return table.lines();
  }
}
