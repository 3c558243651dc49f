package dev.syncline.simulator.schema;

import dev.syncline.simulator.formula.Formula;
import dev.syncline.simulator.formula.FormulaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads an object's rules and permissions from a schema file. */
final class RulesReader {
  private static final Formula NEVER = Formula.parse("FALSE");

  private RulesReader() {}

  static void read(ObjectDraft draft, YamlMap entry) {
    var declared =
        new ObjectRules(
            list(entry, "validationRules", RulesReader::validationRule),
            list(entry, "duplicateRules", RulesReader::duplicateRule),
            list(entry, "automations", RulesReader::automation),
            access(draft, entry));
    draft.rules = draft.rules.and(declared);
  }

  @FunctionalInterface
  private interface ItemReader<T> {
    T read(YamlMap item);
  }

  private static <T> List<T> list(YamlMap entry, String key, ItemReader<T> reader) {
    var items = new ArrayList<T>();
    for (Node node : entry.items(key)) {
      YamlMap item = entry.mapAt(node);
      items.add(reader.read(item));
      item.rejectOthers();
    }
    return items;
  }

  private static String required(YamlMap item, String key) {
    Optional<String> text = item.text(key);
    if (text.isEmpty()) {
      item.problem("a rule lacks " + key, "add " + key + ": …");
    }
    return text.orElse("");
  }

  /** The formula at a scalar; a problem and one that never holds when it is none. */
  static Formula formula(YamlMap entry, YamlMap.Scalar text) {
    try {
      return Formula.parse(text.text());
    } catch (FormulaException unreadable) {
      entry.problem(
          text.node(),
          "no formula that can be read, " + unreadable.getMessage(),
          "correct it; the functions are listed in docs/simulator-schema.md");
      return NEVER;
    }
  }

  private static Formula condition(YamlMap item) {
    Optional<YamlMap.Scalar> when = item.scalar("when");
    if (when.isEmpty()) {
      item.problem("a rule has no condition", "add when: a formula that comes to true or false");
    }
    return when.map(text -> formula(item, text)).orElse(NEVER);
  }

  private static ValidationRule validationRule(YamlMap item) {
    return new ValidationRule(
        required(item, "name"),
        item.truth("active").orElse(true) ? condition(item) : inactive(item),
        required(item, "message"),
        item.text("field").map(List::of).orElse(List.of()));
  }

  private static Formula inactive(YamlMap item) {
    condition(item);
    return NEVER;
  }

  private static DuplicateRule duplicateRule(YamlMap item) {
    String name = required(item, "name");
    List<String> match = item.scalars("match").stream().map(YamlMap.Scalar::text).toList();
    if (match.isEmpty()) {
      item.problem("a duplicate rule compares no field", "add match: [Email]");
    }
    return new DuplicateRule(
        name,
        item.text("label").orElseGet(() -> name.replace('_', ' ')),
        item.text("message").orElse("Use one of these records?"),
        match,
        item.truth("allowSave").orElse(true));
  }

  private static Automation automation(YamlMap item) {
    Map<String, Formula> set = new LinkedHashMap<>();
    Optional<YamlMap> fields = item.map("set");
    fields.ifPresent(
        map -> map.texts().forEach(text -> set.put(text.name(), formula(item, text.value()))));
    if (set.isEmpty()) {
      item.problem("an automation sets nothing", "add set: {Field: a formula}");
    }
    return new Automation(required(item, "name"), condition(item), set);
  }

  private static ObjectAccess access(ObjectDraft draft, YamlMap entry) {
    ObjectAccess before = draft.rules.access();
    Optional<YamlMap> declared = entry.map("access");
    Map<String, FieldAccess> fields = new HashMap<>(before.fields());
    entry
        .map("fieldAccess")
        .ifPresent(map -> map.texts().forEach(text -> fieldAccess(entry, text, fields)));
    if (declared.isEmpty()) {
      return new ObjectAccess(
          before.permissions(),
          before.viewEncrypted(),
          before.rows(),
          before.editableRows(),
          fields);
    }
    YamlMap map = declared.get();
    map.truth("setAuditFields").ifPresent(may -> draft.setsAuditFields = may);
    var access =
        new ObjectAccess(
            new ObjectAccess.Permissions(
                map.truth("read").orElse(before.read()),
                map.truth("create").orElse(before.create()),
                map.truth("edit").orElse(before.edit()),
                map.truth("delete").orElse(before.delete()),
                map.truth("hardDelete").orElse(before.hardDelete())),
            map.truth("viewEncrypted").orElse(before.viewEncrypted()),
            map.scalar("rows").map(text -> formula(map, text)).orElse(before.rows()),
            map.scalar("editableRows")
                .map(text -> formula(map, text))
                .orElse(before.editableRows()),
            fields);
    map.rejectOthers();
    return access;
  }

  private static void fieldAccess(
      YamlMap entry, YamlMap.Named text, Map<String, FieldAccess> fields) {
    try {
      fields.put(
          Names.key(text.name()),
          FieldAccess.valueOf(text.value().text().toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      entry.problem(
          text.value().node(),
          "access " + text.value().text() + " is not known",
          "use none, read or edit");
    }
  }
}
