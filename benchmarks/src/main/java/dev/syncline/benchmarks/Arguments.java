package dev.syncline.benchmarks;

import java.util.List;

/** Reads {@code --name value} pairs from a command line. */
final class Arguments {
  private final List<String> words;

  Arguments(String[] words) {
    this.words = List.of(words);
  }

  /** The number behind the option, or the one that stands in for it. */
  long number(String option, long otherwise) {
    int at = words.indexOf(option);
    return at < 0 ? otherwise : Long.parseLong(words.get(at + 1));
  }

  /** Whether the option is there. */
  boolean has(String option) {
    return words.contains(option);
  }
}
