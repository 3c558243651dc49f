package dev.syncline.simulator.schema;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.ArrayList;
import java.util.HashSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a picklist's values: plain words, or entries with a label of their own. */
final class PicklistReader {
  private static final int MAX_VALUES = 1_000;

  private PicklistReader() {}

  static void read(FieldDefinition.Builder field, YamlMap entry) {
    var values = new ArrayList<PicklistValue>();
    var seen = new HashSet<String>();
    for (Node item : entry.items("values")) {
      PicklistValue value =
          item instanceof ScalarNode scalar
              ? PicklistValue.of(scalar.getValue())
              : value(entry.mapAt(item));
      if (value.value().isBlank() || value.value().contains(";")) {
        entry.problem(item, "a picklist value is a text without a semicolon", "reword it");
      } else if (!seen.add(Names.key(value.value()))) {
        entry.problem(item, "value " + value.value() + " stands twice", "remove one of the two");
      } else {
        values.add(value);
      }
    }
    if (values.isEmpty() || values.size() > MAX_VALUES) {
      entry.problem(
          "a picklist has 1 to " + MAX_VALUES + " values; here are " + values.size(),
          "add values: [A, B]");
    }
    values.stream()
        .filter(PicklistValue::defaultValue)
        .forEach(v -> field.defaultValue(v.value()).with(Flag.DEFAULTED_ON_CREATE));
    if (entry.truth("restricted").orElse(false)) {
      field.with(Flag.RESTRICTED_PICKLIST);
    }
    field.picklist(values);
  }

  private static PicklistValue value(YamlMap entry) {
    String value = entry.text("value").orElse("");
    var found =
        new PicklistValue(
            value,
            entry.text("label").orElse(value),
            entry.truth("active").orElse(true),
            entry.truth("default").orElse(false));
    entry.rejectOthers();
    return found;
  }
}
