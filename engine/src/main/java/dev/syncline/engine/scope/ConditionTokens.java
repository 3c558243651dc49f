package dev.syncline.engine.scope;

import dev.syncline.engine.scope.ConditionToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the text of a condition into words. What is no word of it is refused, and so are comments.
 */
final class ConditionTokens {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,38}(\\.[0-9]{1,38})?");
  private static final Pattern SIGN = Pattern.compile("<=|>=|<>|!=|=|<|>|\\(|\\)|,");

  private final String text;
  private final List<ConditionToken> tokens = new ArrayList<>();
  private int at;

  private ConditionTokens(String text) {
    this.text = text;
  }

  static List<ConditionToken> of(String text) throws ConditionException {
    var reading = new ConditionTokens(text);
    while (reading.at < text.length()) {
      reading.step();
    }
    reading.tokens.add(new ConditionToken(Kind.END, "", text.length()));
    return reading.tokens;
  }

  private void step() throws ConditionException {
    char c = text.charAt(at);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      at++;
    } else if (c == '\'') {
      quoted(c, Kind.TEXT);
    } else if (c == '"') {
      quoted(c, Kind.NAME);
    } else if (text.startsWith("--", at) || text.startsWith("/*", at) || c == '#') {
      throw new ConditionException("A comment stands in the condition", at, "remove it");
    } else if (!takes(WORD, Kind.WORD) && !takes(NUMBER, Kind.NUMBER) && !takes(SIGN, Kind.SIGN)) {
      throw new ConditionException(
          "'%s' has no meaning here".formatted(shown(c)),
          at,
          "write columns, values, and, or, not, in, like, between, is null and parentheses only");
    }
  }

  private static String shown(char c) {
    return c < 0x20 || c == 0x7f || Character.isSurrogate(c) ? "U+%04X".formatted((int) c) : "" + c;
  }

  private boolean takes(Pattern pattern, Kind kind) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    tokens.add(new ConditionToken(kind, matcher.group(), at));
    at = matcher.end();
    return true;
  }

  /** A doubled quote stands for one; a backslash means different things to databases. */
  private void quoted(char quote, Kind kind) throws ConditionException {
    int from = at;
    var content = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean doubled = c == quote && text.startsWith("" + quote + quote, at);
      if (c == quote && !doubled) {
        at++;
        tokens.add(new ConditionToken(kind, content.toString(), from));
        return;
      }
      if (c == '\\' || Character.isISOControl(c)) {
        throw new ConditionException(
            "%s stands in quotes".formatted(c == '\\' ? "A backslash" : "A control character"),
            at,
            "compare with a text that has none");
      }
      content.append(c);
      at += doubled ? 1 : 0;
    }
    throw new ConditionException("A quote is left open", from, "close it with " + quote);
  }
}
