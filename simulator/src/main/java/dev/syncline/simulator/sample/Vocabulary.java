package dev.syncline.simulator.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The words that generated texts are made of: lists in files beside this class. */
final class Vocabulary {
  static final Word[] SUFFIXES = words("suffixes");
  static final Word[] COMPANY_STEMS = words("company-stems");
  static final Word[] COMPANY_TRADES = words("company-trades");
  static final Word[] COMPANY_FORMS = words("company-forms");
  static final Word[] TITLES = words("titles");
  static final Word[] DEPARTMENTS = words("departments");
  static final Word[] STREETS = words("streets");
  static final Word[] UNITS = words("units");
  static final Word[] SENTENCES = words("sentences");
  static final Word[] HTML = words("html");
  static final Word[] SUBJECTS = words("subjects");
  static final Word[] DOMAINS = words("domains");
  static final Place[] PLACES = lines("places").stream().map(Place::parse).toArray(Place[]::new);
  static final NamePool[] NAMES =
      lines("names").stream().map(NamePool::parse).toArray(NamePool[]::new);

  private Vocabulary() {}

  /**
   * A place with what its addresses have in common.
   *
   * @param postalPattern {@code #} stands for a digit and {@code @} for a letter
   * @param latitude in millionths of a degree
   * @param longitude in millionths of a degree
   */
  record Place(
      Word city, Word state, byte[] postalPattern, Word country, long latitude, long longitude) {
    static Place parse(String line) {
      String[] parts = line.split("\\|", -1);
      return new Place(
          Word.of(parts[0]),
          Word.of(parts[1]),
          parts[2].getBytes(StandardCharsets.US_ASCII),
          Word.of(parts[3]),
          Long.parseLong(parts[4]),
          Long.parseLong(parts[5]));
    }
  }

  /** First and last names of one language, each with a spelling in ASCII for mail addresses. */
  record NamePool(Word[] first, Word[] firstAscii, Word[] last, Word[] lastAscii) {
    static NamePool parse(String line) {
      String[] parts = line.split("\\|", -1);
      String[] first = parts[1].split(",");
      String[] last = parts[2].split(",");
      return new NamePool(shown(first), ascii(first), shown(last), ascii(last));
    }

    private static Word[] shown(String[] names) {
      return Arrays.stream(names)
          .map(name -> Word.of(unescape(name.split("=")[0])))
          .toArray(Word[]::new);
    }

    private static Word[] ascii(String[] names) {
      return Arrays.stream(names)
          .map(name -> name.contains("=") ? name.split("=")[1] : name)
          .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
          .map(Word::of)
          .toArray(Word[]::new);
    }
  }

  /** The words that fit. */
  static Word[] only(Word[] words, Predicate<Word> fits) {
    return Arrays.stream(words).filter(fits).toArray(Word[]::new);
  }

  static int longest(Word[] words) {
    return Arrays.stream(words).mapToInt(Word::length).max().orElse(0);
  }

  private static Word[] words(String list) {
    return lines(list).stream().map(Vocabulary::unescape).map(Word::of).toArray(Word[]::new);
  }

  private static List<String> lines(String list) {
    try (InputStream in =
        Vocabulary.class.getResourceAsStream("/dev/syncline/simulator/sample/" + list + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the word list " + list);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads \n, \r, \t, \\ and \\uXXXX. */
  private static String unescape(String line) {
    var text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char kind = line.charAt(++i);
      switch (kind) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case '\\' -> text.append('\\');
        case 'u' -> {
          text.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> throw new IllegalStateException("no such escape: \\" + kind);
      }
    }
    return text.toString();
  }
}
