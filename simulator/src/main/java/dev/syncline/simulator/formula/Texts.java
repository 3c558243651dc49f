package dev.syncline.simulator.formula;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts in formulas. No text is an empty one. */
final class Texts {
  private Texts() {}

  /** A value as text. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  static @Nullable Object apply(TextFunction function, List<@Nullable Object> arguments) {
    Object first = arguments.getFirst();
    Object last = arguments.getLast();
    String text = text(first);
    String other = text(last);
    return switch (function) {
      case JOIN -> text + other;
      case ISBLANK, ISNULL -> text.isBlank();
      case BLANKVALUE, NULLVALUE -> text.isBlank() ? last : first;
      case INCLUDES -> Arrays.asList(text.split(";")).contains(other);
      case CONTAINS -> text.contains(other);
      case BEGINS -> text.startsWith(other);
      case LEN -> BigDecimal.valueOf(text.codePointCount(0, text.length()));
      case LEFT -> text.substring(0, Math.min(text.length(), count(last)));
      case RIGHT -> text.substring(Math.max(0, text.length() - count(last)));
      case MID -> middle(text, count(arguments.get(1)), count(last));
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case TRIM -> text.strip();
      case SUBSTITUTE -> text.replace(text(arguments.get(1)), other);
      case REGEX -> text.matches(other);
      case TEXT -> text;
      case VALUE -> new BigDecimal(text.strip());
      case ISNUMBER -> text.strip().matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
    };
  }

  private static int count(@Nullable Object number) {
    return number == null ? 0 : Math.max(0, ((BigDecimal) number).intValueExact());
  }

  private static String middle(String text, int start, int length) {
    int from = Math.min(text.length(), Math.max(0, start - 1));
    return text.substring(from, Math.min(text.length(), from + length));
  }
}
