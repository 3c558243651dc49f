package dev.syncline.app.config.schema;

import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Secrecy;
import dev.syncline.app.config.shape.Shape;
import dev.syncline.app.config.shape.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema (draft 2020-12) of {@code syncline.yaml}. It says all that a schema can; doubled
 * keys and names that nothing bears are only found by {@code syncline validate}.
 */
public final class JsonSchema {
  /** The identity of the schema for this version of the format. */
  public static final String ID = "urn:syncline:configuration:" + SynclineConfig.VERSION;

  private static final Map<String, Object> OWN_KEYS = Map.of("^x-", Map.of());

  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private JsonSchema() {}

  /** The schema as a tree of maps, lists, texts, numbers and truths. */
  public static Map<String, Object> tree() {
    JsonSchema schema = new JsonSchema();
    Shape.Keys root = Shapes.of(SynclineConfig.class);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    tree.put("$id", ID);
    tree.put("title", "syncline.yaml");
    Map<String, Object> properties = schema.properties(root.keys());
    Shape.Key version = root.keys().getFirst();
    properties.put(
        version.name(), ordered("description", version.doc(), "const", SynclineConfig.VERSION));
    tree.putAll(schema.keys(root));
    tree.put("properties", properties);
    tree.put("$defs", schema.definitions);
    return tree;
  }

  private Map<String, Object> of(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text(text);
      case Shape.SettingText setting -> setting(setting);
      case Shape.Whole _ -> ordered("type", "integer");
      case Shape.Truth _ -> ordered("type", "boolean");
      case Shape.Choice choice -> ordered("enum", choice.words());
      case Shape.Items items -> ordered("type", "array", "items", of(items.item()));
      case Shape.Members members ->
          ordered(
              "type",
              "object",
              "propertyNames",
              ordered("pattern", whole(members.names().pattern())),
              "additionalProperties",
              of(members.member()));
      case Shape.Keys keys -> defined(keys);
      case Shape.OneKey one -> oneKey(one);
      case Shape.WordOr either -> wordOr(either);
    };
  }

  private static Map<String, Object> text(Shape.Text text) {
    Map<String, Object> form = ordered("type", "string");
    text.rule().ifPresent(rule -> form.put("pattern", whole(rule.pattern())));
    return text.numbers().map(n -> ordered("anyOf", List.of(form, number(n)))).orElse(form);
  }

  private static Map<String, Object> number(Shape.Numbers range) {
    return ordered(
        "type", "number", "multipleOf", 1, "minimum", range.least(), "maximum", range.greatest());
  }

  private static Map<String, Object> setting(Shape.SettingText setting) {
    Map<String, Object> reference = ordered("type", "string", "pattern", whole(Setting.REFERENCE));
    if (setting.secrecy() == Secrecy.REFERENCE_ONLY) {
      return reference;
    }
    Map<String, Object> literal = ordered("type", "string");
    setting.rule().ifPresent(rule -> literal.put("pattern", whole(rule.pattern())));
    String never = setting.secrecy() == Secrecy.OPEN ? "\\$\\{" : "\\$\\{|-----BEGIN|\\n";
    literal.put("not", ordered("pattern", never));
    return ordered("anyOf", List.of(literal, reference));
  }

  private Map<String, Object> wordOr(Shape.WordOr either) {
    Map<String, Object> other = of(either.other());
    if (either.other() instanceof Shape.Members) {
      other.put("minProperties", 1);
    }
    return ordered("anyOf", List.of(ordered("const", either.word()), other));
  }

  private Map<String, Object> oneKey(Shape.OneKey one) {
    List<Object> exactly = new ArrayList<>();
    for (Shape.Key key : one.alternatives()) {
      exactly.add(ordered("required", List.of(key.name())));
    }
    return ordered(
        "type",
        "object",
        "description",
        one.concern().doc(),
        "properties",
        properties(one.alternatives()),
        "patternProperties",
        OWN_KEYS,
        "additionalProperties",
        false,
        "oneOf",
        exactly);
  }

  private Map<String, Object> defined(Shape.Keys keys) {
    String name = keys.type().getSimpleName();
    if (!definitions.containsKey(name)) {
      Map<String, Object> group = keys(keys);
      Optional<Map<String, Object>> shorthand = keys.shorthand().map(key -> of(key.shape()));
      definitions.put(name, shorthand.map(s -> ordered("anyOf", List.of(s, group))).orElse(group));
    }
    return ordered("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> keys(Shape.Keys keys) {
    List<String> required =
        keys.keys().stream().filter(Shape.Key::required).map(Shape.Key::name).toList();
    return ordered(
        "type",
        "object",
        "description",
        keys.concern().doc(),
        "properties",
        properties(keys.keys()),
        "patternProperties",
        OWN_KEYS,
        "additionalProperties",
        false,
        "required",
        required);
  }

  private Map<String, Object> properties(List<Shape.Key> keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Shape.Key key : keys) {
      Map<String, Object> property = ordered("description", key.doc());
      key.byDefault().ifPresent(value -> property.put("default", typed(key.shape(), value)));
      property.putAll(of(key.shape()));
      properties.put(key.name(), property);
    }
    return properties;
  }

  private static Object typed(Shape shape, String value) {
    if (shape instanceof Shape.Whole) {
      return Integer.valueOf(value);
    }
    return shape instanceof Shape.Truth ? Boolean.valueOf(value) : value;
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$";
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
