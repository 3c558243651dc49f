package dev.syncline.engine.revision;

import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a mapping says, as canonical text: one line per setting, in the order of their names. It
 * holds no secrets, as mappings have none.
 *
 * @param settings the values by their paths, such as {@code fields.Name.column}
 */
public record MappingDocument(SortedMap<String, String> settings) {
  private static final String SEPARATOR = ": ";
  private static final String FIELDS = "fields.";
  private static final String COLUMNS = "columns.";

  public MappingDocument {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /**
   * The document of settings as a configuration groups them.
   *
   * @param keys maps, lists and plain values; a field or column that is a plain value is meant by
   *     its column or its expression
   */
  public static MappingDocument of(Map<String, ?> keys) {
    SortedMap<String, String> settings = new TreeMap<>();
    keys.forEach((name, value) -> put(settings, name, value));
    return new MappingDocument(settings);
  }

  private static void put(SortedMap<String, String> settings, String path, Object value) {
    switch (value) {
      case Map<?, ?> group when group.isEmpty() -> settings.put(path, "");
      case Map<?, ?> group ->
          group.forEach(
              (name, member) -> put(settings, path + "." + inPath(String.valueOf(name)), member));
      case List<?> list -> putAll(settings, path, list);
      default -> settings.put(plain(path), String.valueOf(value));
    }
  }

  /** A name as a part of a path: fields of parents have points. */
  private static String inPath(String name) {
    return name.replace('.', '/');
  }

  private static void putAll(SortedMap<String, String> settings, String path, List<?> list) {
    if (list.stream().noneMatch(item -> item instanceof Map<?, ?>)) {
      settings.put(path, String.join(", ", list.stream().map(String::valueOf).toList()));
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      put(settings, path + "." + (i + 1), list.get(i));
    }
  }

  /** A field that is written short says its column. */
  private static String plain(String path) {
    boolean line = path.startsWith(FIELDS) && path.indexOf('.', FIELDS.length()) < 0;
    return line ? path + ".column" : path;
  }

  /** The text of all settings. */
  public String text() {
    var text = new StringBuilder();
    settings.forEach(
        (path, value) -> text.append(path).append(SEPARATOR).append(escaped(value)).append('\n'));
    return text.toString();
  }

  /** Reads what {@link #text} wrote. */
  public static MappingDocument parse(String text) {
    SortedMap<String, String> settings = new TreeMap<>();
    text.lines()
        .forEach(
            line -> {
              int end = line.indexOf(SEPARATOR);
              if (end > 0) {
                settings.put(
                    line.substring(0, end), unescaped(line.substring(end + SEPARATOR.length())));
              }
            });
    return new MappingDocument(settings);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String value) {
    var text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char next = value.charAt(++i);
        text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** A checksum of the text: SHA-256 in hexadecimal digits. */
  public String hash() {
    return hash(text());
  }

  /** A checksum of any text: SHA-256 in hexadecimal digits. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The value of a setting. */
  public Optional<String> setting(String path) {
    return Optional.ofNullable(settings.get(path));
  }

  /** The lines of the mapping, fields before computed columns: their paths. */
  public List<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    for (String group : List.of(FIELDS, COLUMNS)) {
      for (String path : settings.keySet()) {
        if (path.startsWith(group)) {
          int end = path.indexOf('.', group.length());
          lines.add(end < 0 ? path : path.substring(0, end));
        }
      }
    }
    return new ArrayList<>(lines);
  }

  /** The settings of one line, by what they are about. */
  public Map<String, String> line(String path) {
    Map<String, String> line = new TreeMap<>();
    settings.forEach(
        (name, value) -> {
          if (name.equals(path)) {
            line.put("", value);
          } else if (name.startsWith(path + ".")) {
            line.put(name.substring(path.length() + 1), value);
          }
        });
    return line;
  }

  /** What the engine calls the line of a path: the field, or the computed column. */
  public static FieldName field(String line) {
    return line.startsWith(COLUMNS)
        ? FieldMapping.ofColumn(new ColumnName(line.substring(COLUMNS.length())))
        : new FieldName(line.substring(FIELDS.length()).replace('/', '.'));
  }

  /** Whether a setting is part of a line. */
  public static boolean isOfLine(String path) {
    return path.startsWith(FIELDS) || path.startsWith(COLUMNS);
  }
}
