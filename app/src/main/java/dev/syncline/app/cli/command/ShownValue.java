package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Json;
import dev.syncline.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows values of fields and columns. */
final class ShownValue {
  /** The most characters of a value that a line for people shows. */
  private static final int MAX_SHOWN = 60;

  private ShownValue() {}

  /** For people: on one line, long texts cut with a sign of it; "-" where there is no value. */
  static String words(Optional<Value> value) {
    String words = value.map(ShownValue::words).orElse("-");
    int length = words.codePointCount(0, words.length());
    return length > MAX_SHOWN
        ? words.substring(0, words.offsetByCodePoints(0, MAX_SHOWN)) + "… (" + length + ")"
        : words;
  }

  private static String words(Value value) {
    return switch (value) {
      case Value.Null _ -> "null";
      case Value.Text text -> "\"" + text.text() + "\"";
      case Value.Bool bool -> String.valueOf(bool.truth());
      case Value.Numeric number -> number.number().toPlainString();
      case Value.Day day -> day.date().toString();
      case Value.Moment moment -> moment.instant().toString();
      case Value.TimeOfDay time -> time.time().toString();
      case Value.Compound compound -> Json.line(json(compound));
    };
  }

  /** For programs, whole. */
  static Object json(Value value) {
    return switch (value) {
      case Value.Null _ -> Json.Nothing.NULL;
      case Value.Text text -> text.text();
      case Value.Bool bool -> bool.truth();
      case Value.Numeric number -> number.number();
      case Value.Day day -> day.date().toString();
      case Value.Moment moment -> moment.instant().toString();
      case Value.TimeOfDay time -> time.time().toString();
      case Value.Compound compound -> json(compound);
    };
  }

  private static Map<String, Object> json(Value.Compound compound) {
    Map<String, Object> facts = new LinkedHashMap<>();
    compound.components().forEach(c -> facts.put(c.name(), json(c.value())));
    return facts;
  }
}
