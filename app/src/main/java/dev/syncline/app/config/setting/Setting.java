package dev.syncline.app.config.setting;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of the configuration as it is written: the text itself, or where the text is kept. */
public sealed interface Setting {
  /** What a reference looks like; the whole value, never a part of it. */
  String REFERENCE = "\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\}";

  /** The text itself. */
  record Literal(String text) implements Setting {}

  /** The content of an environment variable. */
  record Variable(String name) implements Setting {
    @Override
    public String toString() {
      return "${env:" + name + "}";
    }
  }

  /**
   * The content of a file, without the line end at its end. A relative path starts at the folder of
   * the configuration.
   */
  record Content(String path) implements Setting {
    @Override
    public String toString() {
      return "${file:" + path + "}";
    }
  }

  /**
   * Reads {@code ${env:NAME}}, {@code ${file:PATH}} or any other text; empty for a reference that
   * is neither, or that is only a part of the text.
   */
  static Optional<Setting> parse(String text) {
    if (!text.contains("${")) {
      return Optional.of(new Literal(text));
    }
    Matcher matcher = Pattern.compile(REFERENCE).matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String reference = matcher.group(1);
    String rest = reference.substring(reference.indexOf(':') + 1);
    return Optional.of(reference.startsWith("env:") ? new Variable(rest) : new Content(rest));
  }
}
