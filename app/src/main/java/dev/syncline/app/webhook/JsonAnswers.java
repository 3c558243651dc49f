package dev.syncline.app.webhook;

import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.PulledValue;
import dev.syncline.plugin.Saving;
import dev.syncline.salesforce.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What webhooks answer, one object per item. An empty object says nothing. Pure. */
final class JsonAnswers {
  private static final String VALUES = "values";

  private JsonAnswers() {}

  /** The objects of an answer. */
  static List<JsonNode> items(byte[] body) {
    JsonNode items =
        Json.tree(body)
            .map(node -> node.get("items"))
            .filter(JsonNode::isArray)
            .orElseThrow(() -> new HookFailedException("its answer has no list 'items' in JSON"));
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode item : items) {
      if (!item.isObject()) {
        throw new HookFailedException("its answer holds what is no object");
      }
      all.add(item);
    }
    return all;
  }

  static Decision decision(JsonNode item) {
    return isAllowed(item) ? Decision.ALLOW : Decision.veto(reason(item));
  }

  static Saving saving(JsonNode item) {
    return isAllowed(item)
        ? new Saving.Write(values(item, ColumnName::new))
        : new Saving.Veto(reason(item));
  }

  static FieldChanges changes(JsonNode item) {
    Set<FieldName> leave = new HashSet<>();
    JsonNode left = item.get("leave");
    if (left != null) {
      for (JsonNode name : left) {
        leave.add(new FieldName(name.isString() ? name.stringValue() : ""));
      }
    }
    return new FieldChanges(fieldValues(item), leave);
  }

  static Map<FieldName, Value> fieldValues(JsonNode item) {
    return values(item, FieldName::new);
  }

  static Optional<RecordId> record(JsonNode item) {
    return Json.text(item, "record")
        .map(
            text ->
                RecordId.parse(text)
                    .orElseThrow(
                        () -> new HookFailedException("its answer names what is no record id")));
  }

  static Optional<RowKey> row(JsonNode item) {
    return Json.text(item, "row").filter(text -> !text.isEmpty()).map(RowKey::new);
  }

  static Value value(PulledValue asked, JsonNode item) {
    JsonNode value = item.get("value");
    return value == null ? asked.value() : value(value);
  }

  static Optional<String> where(JsonNode item) {
    return Json.text(item, "where").filter(text -> !text.isBlank());
  }

  private static boolean isAllowed(JsonNode item) {
    JsonNode allow = item.get("allow");
    if (allow != null && !allow.isBoolean()) {
      throw new HookFailedException("its answer has an 'allow' that is neither true nor false");
    }
    return allow == null || allow.booleanValue();
  }

  private static String reason(JsonNode item) {
    return Json.text(item, "reason")
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new HookFailedException("its answer has a veto without a 'reason'"));
  }

  private static <N> Map<N, Value> values(JsonNode item, Function<String, N> named) {
    Map<N, Value> values = new LinkedHashMap<>();
    JsonNode said = item.get(VALUES);
    if (said == null) {
      return values;
    }
    if (!said.isObject()) {
      throw new HookFailedException("its answer has 'values' that are no object");
    }
    for (Map.Entry<String, JsonNode> one : said.properties()) {
      values.put(named.apply(one.getKey()), value(one.getValue()));
    }
    return values;
  }

  /** A value; what is a day or a moment, its field will know. */
  private static Value value(JsonNode json) {
    if (json.isNull()) {
      return Value.NULL;
    }
    if (json.isString()) {
      return new Value.Text(json.stringValue());
    }
    if (json.isBoolean()) {
      return new Value.Bool(json.booleanValue());
    }
    if (json.isNumber()) {
      return new Value.Numeric(json.decimalValue());
    }
    throw new HookFailedException("its answer has a value that is a list or an object");
  }
}
