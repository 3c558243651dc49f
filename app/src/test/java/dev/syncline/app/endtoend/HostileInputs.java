package dev.syncline.app.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts by which somebody might try to get out of the place where a text belongs. */
final class HostileInputs {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "/dev/syncline/app/hostile/hostile.json";

  private final JsonNode all;

  private HostileInputs(JsonNode all) {
    this.all = all;
  }

  static HostileInputs read() {
    try (InputStream file = Objects.requireNonNull(HostileInputs.class.getResourceAsStream(FILE))) {
      return new HostileInputs(JSON.readTree(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> list(String kind) {
    return all.get(kind).valueStream().map(JsonNode::asString).toList();
  }

  /** What a field or a column may hold. */
  List<String> values() {
    return list("values");
  }

  /** What a configuration may call something. */
  List<String> names() {
    return list("names");
  }

  /** What may stand under {@code where}. */
  List<String> whereConditions() {
    return list("whereConditions");
  }

  /** What may stand under {@code rows}. */
  List<String> rowConditions() {
    return list("rowConditions");
  }

  /** What may stand under {@code expression}. */
  List<String> expressions() {
    return list("expressions");
  }

  int size() {
    return values().size()
        + names().size()
        + whereConditions().size()
        + rowConditions().size()
        + expressions().size();
  }

  /** The text in quotes, for JSON and YAML. */
  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
      quoted.append(plain || Character.isSurrogate(c) ? c : "\\u%04x".formatted((int) c));
    }
    return quoted.append('"').toString();
  }

  /** The text as a literal of SQL. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
