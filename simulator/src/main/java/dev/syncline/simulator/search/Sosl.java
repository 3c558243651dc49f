package dev.syncline.simulator.search;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.search.SearchRequest.FieldGroup;
import dev.syncline.simulator.search.SearchRequest.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code FIND {words} IN … FIELDS RETURNING Object(fields WHERE … LIMIT n), … LIMIT n}. SOQL
 * and SOSL Reference; of the clauses behind RETURNING only LIMIT is taken.
 */
final class Sosl {
  private static final Pattern START =
      Pattern.compile(
          "\\s*FIND\\s*\\{((?:[^}\\\\]|\\\\.)*)}\\s*(?:IN\\s+(\\w+)(?:\\s+FIELDS)?\\s*)?"
              + "(?:RETURNING\\s+)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\s*(\\w+)\\s*");
  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\s+(?=WHERE\\b|ORDER\\s+BY\\b|LIMIT\\b|OFFSET\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LIMIT =
      Pattern.compile("\\s*LIMIT\\s+(\\d{1,6})\\s*", Pattern.CASE_INSENSITIVE);

  private final String text;
  private int at;

  private Sosl(String text) {
    this.text = text;
  }

  /**
   * Reads a statement.
   *
   * @throws ApiException (400 MALFORMED_SEARCH) if it is none
   */
  static SearchRequest parse(String statement) {
    return new Sosl(statement).read();
  }

  private SearchRequest read() {
    Matcher start = START.matcher(text);
    if (!start.lookingAt()) {
      throw malformed("FIND {words} is expected at the beginning");
    }
    WordPattern words = WordPattern.parse(start.group(1).replaceAll("\\\\(.)", "$1"));
    FieldGroup group = group(start.group(2));
    at = start.end();
    var targets = new ArrayList<Target>();
    boolean more = at < text.length() && !restIs(LIMIT);
    while (more) {
      targets.add(target());
      more = at < text.length() && text.charAt(at) == ',';
      at += more ? 1 : 0;
    }
    return request(words, group, targets, limit());
  }

  /**
   * A request whose words are checked.
   *
   * @throws ApiException (400 MALFORMED_SEARCH) if there are none
   */
  static SearchRequest request(
      WordPattern words, FieldGroup group, List<Target> targets, int limit) {
    if (words.isEmpty()) {
      throw malformed("search term must be longer than one character");
    }
    return new SearchRequest(words, group, targets, limit);
  }

  /** The group of fields of a name such as {@code ALL}; all of them when there is none. */
  static FieldGroup group(@Nullable String name) {
    if (name == null) {
      return FieldGroup.ALL;
    }
    try {
      return FieldGroup.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw malformed("unexpected field group: " + name);
    }
  }

  private boolean restIs(Pattern pattern) {
    return pattern.matcher(text.substring(at)).matches();
  }

  private int limit() {
    String rest = text.substring(at);
    Matcher limit = LIMIT.matcher(rest);
    if (limit.matches()) {
      return Integer.parseInt(limit.group(1));
    }
    if (!rest.isBlank()) {
      throw malformed("unexpected: " + rest.strip());
    }
    return SearchRequest.MAX_RECORDS;
  }

  private Target target() {
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt()) {
      throw malformed("the name of an object is expected behind RETURNING");
    }
    at = name.end();
    if (at >= text.length() || text.charAt(at) != '(') {
      return Target.of(name.group(1), "Id", "");
    }
    String inside = inParentheses();
    Matcher clause = CLAUSE.matcher(inside);
    return clause.find()
        ? Target.of(
            name.group(1), inside.substring(0, clause.start()), inside.substring(clause.end()))
        : Target.of(name.group(1), inside, "");
  }

  /** What stands between the parenthesis here and the one that closes it, but for strings. */
  private String inParentheses() {
    int depth = 0;
    boolean quoted = false;
    int start = at + 1;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth == 0) {
        String inside = text.substring(start, at++);
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
          at++;
        }
        return inside;
      }
    }
    throw malformed("a parenthesis is not closed");
  }

  private static ApiException malformed(String reason) {
    return new ApiException(400, "MALFORMED_SEARCH", reason);
  }
}
