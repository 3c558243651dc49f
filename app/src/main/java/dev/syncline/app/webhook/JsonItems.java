package dev.syncline.app.webhook;

import dev.syncline.model.Value;
import dev.syncline.plugin.DeletedRecord;
import dev.syncline.plugin.PulledRecord;
import dev.syncline.plugin.PulledValue;
import dev.syncline.plugin.PushedRow;
import dev.syncline.plugin.SavedRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows and records as webhooks are told of them. Pure. */
final class JsonItems {
  private JsonItems() {}

  static Map<String, @Nullable Object> of(PushedRow row) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("row", row.row().value());
    item.put("version", row.version());
    row.record().ifPresent(id -> item.put("record", id.value()));
    item.put("operation", row.operation().name().toLowerCase(Locale.ROOT));
    item.put("columns", values(row.columns()));
    item.put("values", values(row.values()));
    return item;
  }

  static Map<String, @Nullable Object> of(PushedRow.Done done) {
    Map<String, @Nullable Object> item = of(done.row());
    item.put("record", done.record().value());
    return item;
  }

  static Map<String, @Nullable Object> of(PushedRow.Failed failed) {
    Map<String, @Nullable Object> item = of(failed.row());
    Map<String, @Nullable Object> problem = new LinkedHashMap<>();
    problem.put("code", failed.problem().code());
    problem.put("message", failed.problem().message());
    problem.put("action", failed.problem().action());
    item.put("problem", problem);
    return item;
  }

  static Map<String, @Nullable Object> of(PulledRecord record) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("record", record.record().value());
    item.put("systemModstamp", record.systemModstamp().toString());
    item.put("values", values(record.values()));
    return item;
  }

  static Map<String, @Nullable Object> of(PulledValue value) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("record", value.record().value());
    item.put("field", value.field().value());
    item.put("column", value.column().value());
    item.put("value", json(value.value()));
    return item;
  }

  static Map<String, @Nullable Object> of(SavedRow row) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("record", row.record().value());
    item.put("columns", values(row.columns()));
    return item;
  }

  static Map<String, @Nullable Object> of(DeletedRecord record) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("record", record.record().value());
    record.row().ifPresent(row -> item.put("row", row.value()));
    return item;
  }

  private static Map<String, @Nullable Object> values(Map<?, Value> values) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    values.forEach((name, value) -> json.put(name.toString(), json(value)));
    return json;
  }

  /** Numbers stay exact; days, moments and times are texts as in ISO 8601. */
  private static @Nullable Object json(Value value) {
    return switch (value) {
      case Value.Null _ -> null;
      case Value.Text text -> text.text();
      case Value.Bool bool -> bool.truth();
      case Value.Numeric number -> number.number();
      case Value.Day day -> day.date().toString();
      case Value.Moment moment -> moment.instant().toString();
      case Value.TimeOfDay time -> time.time().toString();
      case Value.Compound compound -> {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        compound.components().forEach(part -> parts.put(part.name(), json(part.value())));
        yield parts;
      }
    };
  }
}
