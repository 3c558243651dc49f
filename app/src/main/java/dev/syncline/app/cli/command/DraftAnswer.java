package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that was drafted.
 *
 * @param yaml its text
 * @param file where it was written; absent if it is to be printed
 */
record DraftAnswer(String yaml, Optional<String> file) implements Answer {
  @Override
  public String kind() {
    return "Draft";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    file.ifPresent(name -> facts.put("file", name));
    facts.put("yaml", yaml);
    return facts;
  }

  @Override
  public List<String> lines() {
    return file.isPresent() ? List.of() : yaml.lines().toList();
  }
}
