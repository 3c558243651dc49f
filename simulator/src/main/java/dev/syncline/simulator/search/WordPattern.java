package dev.syncline.simulator.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that a text is to contain: {@code *} and {@code ?} stand for characters, quotes keep words
 * together, AND, OR and AND NOT combine; words beside one another mean AND. Case does not matter.
 * SOQL and SOSL Reference, FIND; how texts fall into words (at all that is no letter or digit) is
 * an assumption.
 */
final class WordPattern {
  private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"|[^\\s()\"]+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final Pattern SEARCHED = Pattern.compile("[\\p{L}\\p{N}\\p{M}*?]+");

  /** Words that stand beside one another, or must not. */
  private record Term(List<Pattern> words, boolean forbidden) {}

  private final List<List<Term>> alternatives;

  private WordPattern(List<List<Term>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Reads what stands behind FIND; parentheses have no effect. */
  static WordPattern parse(String text) {
    List<List<Term>> alternatives = new ArrayList<>();
    List<Term> current = new ArrayList<>();
    boolean forbidden = false;
    Matcher matcher = TERM.matcher(text);
    while (matcher.find()) {
      String shown = matcher.group();
      boolean quoted = matcher.group(1) != null;
      if (!quoted && Set.of("AND", "OR", "NOT").contains(shown.toUpperCase(Locale.ROOT))) {
        forbidden = shown.equalsIgnoreCase("NOT");
        if (shown.equalsIgnoreCase("OR")) {
          alternatives.add(current);
          current = new ArrayList<>();
        }
        continue;
      }
      List<Pattern> words = words(quoted ? matcher.group(1) : shown);
      if (!words.isEmpty()) {
        current.add(new Term(words, forbidden));
      }
      forbidden = false;
    }
    alternatives.add(current);
    alternatives.removeIf(terms -> terms.stream().allMatch(Term::forbidden));
    return new WordPattern(alternatives);
  }

  private static List<Pattern> words(String text) {
    return SEARCHED
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> Pattern.compile(found.group().replace("*", ".*").replace("?", ".")))
        .toList();
  }

  /** Whether there is nothing to look for. */
  boolean isEmpty() {
    return alternatives.isEmpty();
  }

  /** Whether the texts of one record are what is looked for. */
  boolean matches(List<String> texts) {
    List<List<String>> found = texts.stream().map(WordPattern::wordsOf).toList();
    return alternatives.stream()
        .anyMatch(terms -> terms.stream().allMatch(term -> isIn(term, found) != term.forbidden()));
  }

  private static List<String> wordsOf(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  private static boolean isIn(Term term, List<List<String>> texts) {
    return texts.stream().anyMatch(text -> isIn(term.words(), text));
  }

  private static boolean isIn(List<Pattern> wanted, List<String> words) {
    for (int start = 0; start + wanted.size() <= words.size(); start++) {
      if (startsAt(start, wanted, words)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsAt(int start, List<Pattern> wanted, List<String> words) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).matcher(words.get(start + i)).matches()) {
        return false;
      }
    }
    return true;
  }
}
