package dev.syncline.benchmarks.connector;

import dev.syncline.model.FieldWrite;
import dev.syncline.model.Value;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What REST is to show of a value that was written: the org's rules, told a second time. */
final class Expected {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000+0000'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss'.000Z'");

  private Expected() {}

  /** Puts a change set over what a record shows. */
  static void apply(List<FieldWrite> set, Map<String, String> shown) {
    for (FieldWrite write : set) {
      if (write instanceof FieldWrite.Plain(var field, Value value)) {
        shown.put(field.value(), shown(value));
      }
    }
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Null _ -> "null";
      case Value.Text(String text) -> text.isBlank() ? "null" : text.strip();
      case Value.Bool(boolean truth) -> Boolean.toString(truth);
      case Value.Numeric numeric -> EndState.number(numeric.number());
      case Value.Day day -> day.date().toString();
      case Value.Moment moment -> MOMENT.format(moment.instant());
      case Value.TimeOfDay time -> TIME.format(time.time());
      case Value.Compound _ -> throw new IllegalArgumentException("Compounds are not written");
    };
  }
}
