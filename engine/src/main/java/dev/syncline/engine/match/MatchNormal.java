package dev.syncline.engine.match;

import dev.syncline.model.MatchPart;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a text into the form in which a match compares it. Pure. The databases do the same in SQL,
 * and a test holds both to one list of examples.
 */
public final class MatchNormal {
  /** The blanks that are taken off. */
  public static final String BLANKS = " \t\n\r";

  /** Where the number of an extension begins. */
  public static final String EXTENSION = "[A-Za-z;#,]";

  /**
   * What stands before a host: a scheme, a user or the local part of an address, {@code www.}; then
   * the host itself, as the fourth group.
   */
  public static final String HOST =
      "^(mailto:|[a-z][a-z0-9+.-]*://|//)?([^/?#@]*@)?(www[.])?([^/?#:]*)";

  /** Fewer digits than this are no telephone number. */
  public static final int LEAST_DIGITS = 5;

  private static final Pattern FIRST_EXTENSION = Pattern.compile(EXTENSION);
  private static final Pattern PLUS = Pattern.compile("^[^0-9]*[+]");
  private static final Pattern HOST_PATTERN = Pattern.compile(HOST);
  private static final int ELEVEN_DIGITS = 11;

  private MatchNormal() {}

  /** The text in the form of the part; empty if nothing is left that could be compared. */
  public static Optional<String> of(MatchPart part, String text) {
    String trimmed = trimmed(text);
    String form =
        switch (part.form()) {
          case EXACT -> trimmed;
          case FOLD -> folded(trimmed);
          case EMAIL -> trimmed.indexOf('@') >= 0 ? folded(trimmed) : "";
          case PHONE -> phone(trimmed, part.country());
          case DOMAIN -> host(folded(trimmed));
        };
    return form.isEmpty() ? Optional.empty() : Optional.of(form);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && BLANKS.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && BLANKS.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String phone(String text, Optional<String> country) {
    Matcher extension = FIRST_EXTENSION.matcher(text);
    String number = extension.find() ? text.substring(0, extension.start()) : text;
    number = number.replace("(0)", "");
    String digits = number.replaceAll("[^0-9]", "");
    String national = withoutZeros(digits);
    if (national.length() < LEAST_DIGITS) {
      return "";
    }
    if (PLUS.matcher(number).find()) {
      return digits;
    }
    if (digits.startsWith("00")) {
      return digits.substring(2);
    }
    boolean american = country.filter("1"::equals).isPresent();
    if (american && digits.length() == ELEVEN_DIGITS && digits.startsWith("1")) {
      return digits;
    }
    return country.orElse("") + national;
  }

  private static String withoutZeros(String digits) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  private static String host(String text) {
    Matcher matcher = HOST_PATTERN.matcher(text);
    String host = matcher.find() ? matcher.group(4) : "";
    return host.indexOf('.') > 0 ? host : "";
  }
}
