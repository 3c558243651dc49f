package dev.syncline.engine.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of texts as JSON text, the form in which columns of lists travel. What is no list of texts
 * is none, never an error.
 *
 * <p>Source: RFC 8259, "Arrays" and "Strings".
 */
public final class TextLists {
  /** More values than any pick-list has. */
  private static final int MAX_ELEMENTS = 10_000;

  private final String json;
  private int at;

  private TextLists(String json) {
    this.json = json;
  }

  /** The texts of a JSON array; empty if it is anything else. */
  public static Optional<List<String>> parse(String json) {
    var reader = new TextLists(json);
    List<String> texts = new ArrayList<>();
    if (!reader.take('[')) {
      return Optional.empty();
    }
    boolean more = !reader.take(']');
    while (more) {
      Optional<String> text = reader.string();
      if (text.isEmpty() || texts.size() >= MAX_ELEMENTS) {
        return Optional.empty();
      }
      texts.add(text.get());
      more = reader.take(',');
      if (!more && !reader.take(']')) {
        return Optional.empty();
      }
    }
    reader.blanks();
    return reader.at == json.length() ? Optional.of(texts) : Optional.empty();
  }

  /** A JSON array of these texts. */
  public static String write(List<String> texts) {
    var json = new StringBuilder("[");
    for (String text : texts) {
      json.append(json.length() > 1 ? "," : "").append('"');
      text.chars().forEach(c -> escape(json, (char) c));
      json.append('"');
    }
    return json.append(']').toString();
  }

  private static void escape(StringBuilder json, char c) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c < ' ') {
      json.append("\\u%04x".formatted((int) c));
    } else {
      json.append(c);
    }
  }

  private void blanks() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char wanted) {
    blanks();
    boolean there = at < json.length() && json.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private Optional<String> string() {
    if (!take('"')) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    while (at < json.length()) {
      char c = json.charAt(at++);
      if (c == '"') {
        return Optional.of(text.toString());
      }
      if (c == '\\' && !escaped(text)) {
        return Optional.empty();
      }
      if (c != '\\') {
        text.append(c);
      }
    }
    return Optional.empty();
  }

  /** Takes what follows a backslash. */
  private boolean escaped(StringBuilder text) {
    int known = at < json.length() ? "\"\\/bfnrt".indexOf(json.charAt(at)) : -1;
    if (known >= 0) {
      text.append("\"\\/\b\f\n\r\t".charAt(known));
      at++;
      return true;
    }
    boolean code = json.startsWith("u", at) && json.length() >= at + 5;
    if (!code || !json.substring(at + 1, at + 5).matches("[0-9A-Fa-f]{4}")) {
      return false;
    }
    text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
    at += 5;
    return true;
  }
}
