package dev.syncline.app.cli.output;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes a tree of maps, lists, texts, numbers and truths as JSON. Small on purpose: a command that
 * only prints a few facts does not load a JSON library.
 */
public final class Json {
  private final StringBuilder text = new StringBuilder();
  private final boolean indented;

  private Json(boolean indented) {
    this.indented = indented;
  }

  /**
   * The tree on one line.
   *
   * @throws IllegalArgumentException if something else is in it
   */
  public static String line(Object tree) {
    var json = new Json(false);
    json.write(tree, 0);
    return json.text.toString();
  }

  /** The tree over several lines, two spaces a level. */
  public static String indented(Object tree) {
    var json = new Json(true);
    json.write(tree, 0);
    return json.text.toString();
  }

  private void write(Object value, int level) {
    switch (value) {
      case Map<?, ?> map -> object(map, level);
      case List<?> list -> array(list, level);
      case String string -> quoted(string);
      case BigDecimal number -> text.append(number.toPlainString());
      case Integer number -> text.append(number);
      case Long number -> text.append(number);
      case Boolean truth -> text.append(truth);
      case Nothing _ -> text.append("null");
      default -> throw new IllegalArgumentException("No JSON for " + value.getClass());
    }
  }

  /** The JSON value null. */
  public enum Nothing {
    /** The only one. */
    NULL
  }

  private void object(Map<?, ?> map, int level) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      newLine(level + 1);
      quoted(String.valueOf(entry.getKey()));
      text.append(indented ? ": " : ":");
      write(entry.getValue(), level + 1);
      text.append(entries.hasNext() ? "," : "");
    }
    if (!map.isEmpty()) {
      newLine(level);
    }
    text.append('}');
  }

  private void array(List<?> list, int level) {
    text.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      newLine(level + 1);
      write(items.next(), level + 1);
      text.append(items.hasNext() ? "," : "");
    }
    if (!list.isEmpty()) {
      newLine(level);
    }
    text.append(']');
  }

  private void newLine(int level) {
    if (indented) {
      text.append('\n').append("  ".repeat(level));
    }
  }

  private void quoted(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> character(c);
      }
    }
    text.append('"');
  }

  private void character(char c) {
    if (Escaped.isUnsafe(c)) {
      text.append("\\u%04x".formatted((int) c));
    } else {
      text.append(c);
    }
  }
}
