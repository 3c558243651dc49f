package dev.syncline.app.expression;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * {@code matches} of CEL within bounds. Regular expressions take time in proportion to the text
 * (RE2), but what is counted in them is written out when they are compiled: counts within counts
 * would fill the memory.
 *
 * <p>Source: Common Expression Language, language definition, "Regular Expressions".
 */
final class TextPatterns {
  private static final int MAX_CHARACTERS = 500;

  /** The most characters of a pattern whose counts are written out. */
  private static final long MAX_WRITTEN_OUT = 50_000;

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private TextPatterns() {}

  static CelFunctionDecl declaration() {
    return newFunctionDeclaration(
        "matches",
        newGlobalOverload("text_matches", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
        newMemberOverload(
            "text_matches_member", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("text_matches", String.class, String.class, TextPatterns::matches),
        CelFunctionBinding.from(
            "text_matches_member", String.class, String.class, TextPatterns::matches));
  }

  /**
   * Whether the pattern is found in the text.
   *
   * @throws ArithmeticException if the pattern is none, or too large
   */
  static boolean matches(String text, String pattern) {
    if (pattern.length() > MAX_CHARACTERS || writtenOut(pattern) > MAX_WRITTEN_OUT) {
      throw new ArithmeticException("the pattern is too large");
    }
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException _) {
      throw new ArithmeticException("the pattern is none");
    }
  }

  /** No less than the characters of a pattern with all counts written out. */
  private static long writtenOut(String pattern) {
    long size = Math.max(1, pattern.length());
    for (MatchResult count : COUNT.matcher(pattern).results().toList()) {
      size *= Math.max(number(count.group(1)), number(count.group(2)));
      if (size > MAX_WRITTEN_OUT) {
        return size;
      }
    }
    return size;
  }

  private static long number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 1 : Math.max(1, Long.parseLong(digits));
  }
}
