package dev.syncline.simulator.soql.plan;

/**
 * Text without regard to case, in the order of code points of the folded text. Real orgs sort by
 * the rules of the user's language; accents and signs may differ from them (unverified).
 */
public final class TextOrder {
  private TextOrder() {}

  /** The text in the form in which texts that differ in case alone are equal. */
  public static String fold(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (fold(text.charAt(i)) != text.charAt(i)) {
        return foldFrom(text, i);
      }
    }
    return text;
  }

  private static String foldFrom(String text, int start) {
    char[] folded = text.toCharArray();
    for (int i = start; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return new String(folded);
  }

  /** One character folded. */
  public static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Whether the texts differ in case at most; nothing is allocated. */
  public static boolean equal(String left, String right) {
    return left.length() == right.length() && compare(left, right) == 0;
  }

  /** The order of the folded texts; nothing is allocated. */
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = fold(left.charAt(i));
      char b = fold(right.charAt(i));
      if (a != b) {
        boolean onePair = Character.isSurrogate(a) != Character.isSurrogate(b);
        // A surrogate stands for a code point above every other character.
        return onePair
            ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
            : a - b;
      }
    }
    return left.length() - right.length();
  }
}
