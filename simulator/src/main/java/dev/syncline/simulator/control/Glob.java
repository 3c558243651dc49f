package dev.syncline.simulator.control;

import java.util.regex.Pattern;

/**
 * A pattern for paths: {@code *} stands for any characters but a slash, {@code **} for any at all,
 * {@code ?} for one. Case does not matter.
 */
record Glob(String text, Pattern pattern) {
  static Glob of(String text) {
    var regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' && i + 1 < text.length() && text.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return new Glob(text, Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE));
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
