package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a command did, and to how many.
 *
 * @param did in a word, such as {@code dropped}
 * @param counts by the name that programs know them by
 * @param words the same for people
 */
record CountAnswer(String kind, String did, SequencedMap<String, Long> counts, String words)
    implements Answer {
  /** Says that nothing was done, because nothing was meant or the person said no. */
  static final String NOTHING = "none";

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("did", did);
    facts.putAll(counts);
    return facts;
  }

  @Override
  public List<String> lines() {
    return List.of(words);
  }
}
