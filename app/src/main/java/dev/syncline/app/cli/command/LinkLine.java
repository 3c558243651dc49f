package dev.syncline.app.cli.command;

import dev.syncline.model.Mapping;
import dev.syncline.model.RecordId;
import java.util.List;
import java.util.Optional;

/** A line of a file of links. */
record LinkLine(Mapping mapping, RecordId record, String row) {
  /** The most lines of a file. */
  static final int MAX = 1_000_000;

  /** The mapping's name, the record's id and the row's key; empty if it is something else. */
  static Optional<LinkLine> parse(String line, List<Mapping> all) {
    String[] words = line.split("[ \\t]+", 3);
    if (words.length < 3 || words[2].isBlank()) {
      return Optional.empty();
    }
    Optional<Mapping> mapping =
        all.stream().filter(m -> m.name().value().equals(words[0])).findFirst();
    return mapping.flatMap(
        m -> RecordId.parse(words[1]).map(record -> new LinkLine(m, record, words[2].strip())));
  }
}
