package dev.syncline.benchmarks;

import java.util.List;

/** Reads {@code --name value} pairs from a command line. */
public final class Arguments {
  private final List<String> words;

  /** Reads the words. */
  public Arguments(String[] words) {
    this.words = List.of(words);
  }

  /** The number behind the option, or the one that stands in for it. */
  public long number(String option, long otherwise) {
    int at = words.indexOf(option);
    return at < 0 ? otherwise : Long.parseLong(words.get(at + 1));
  }

  /** The word behind the option; empty if it is not there. */
  public String word(String option) {
    int at = words.indexOf(option);
    return at < 0 ? "" : words.get(at + 1);
  }

  /** Whether the option is there. */
  public boolean has(String option) {
    return words.contains(option);
  }
}
