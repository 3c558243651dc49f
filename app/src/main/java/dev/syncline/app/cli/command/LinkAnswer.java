package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.engine.database.Links;
import dev.syncline.model.MappingName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A link, and what was done with it.
 *
 * @param did {@code shown}, {@code set}, {@code removed} or {@code none}
 */
record LinkAnswer(MappingName mapping, Links.Linked link, String did) implements Answer {
  @Override
  public String kind() {
    return "Link";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("did", did);
    facts.put("mapping", mapping.value());
    facts.put("record", link.record().id().value());
    facts.put("row", link.row().value());
    facts.put("takenIn", link.record().systemModstamp().toString());
    facts.put("pushed", link.record().pushedToken() > 0);
    return facts;
  }

  @Override
  public List<String> lines() {
    String words =
        switch (did) {
          case "set" -> "linked record %s and row %s; the next sync compares them";
          case "removed" -> "record %s and row %s are not linked any more";
          case CountAnswer.NOTHING -> "record %s and row %s stay linked";
          default -> "record %s is row %s";
        };
    return List.of(Escaped.of(mapping + ": " + words.formatted(link.record().id(), link.row())));
  }
}
