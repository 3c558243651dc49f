package dev.syncline.simulator.export;

import static dev.syncline.simulator.export.Described.is;
import static dev.syncline.simulator.export.Described.list;
import static dev.syncline.simulator.export.Described.text;

import dev.syncline.simulator.formula.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One field of a describe as a schema file declares it, flags aside. */
final class FieldEntry {
  private static final int PLAIN_TEXT = 255;
  private static final int MAX_PRECISION = 18;

  private final Described described;
  private final JsonNode object;
  private final JsonNode field;
  private final Map<String, Object> entry = new LinkedHashMap<>();

  private FieldEntry(Described described, JsonNode object, JsonNode field) {
    this.described = described;
    this.object = object;
    this.field = field;
  }

  /** The entry; empty when the simulated org cannot hold such a field. */
  static Optional<Map<String, Object>> of(Described described, JsonNode object, JsonNode field) {
    var writer = new FieldEntry(described, object, field);
    return writer.write() ? Optional.of(writer.entry) : Optional.empty();
  }

  private boolean write() {
    String type = text(field, "type");
    boolean written = formula(type) || plain(type);
    if (written) {
      entry.put("label", text(field, "label"));
      String help = text(field, "inlineHelpText");
      if (!help.isEmpty()) {
        entry.put("help", help);
      }
    }
    return written;
  }

  /** A formula whose language and fields the simulated org knows. */
  private boolean formula(String type) {
    String expression = text(field, "calculatedFormula");
    boolean known =
        Formula.read(expression)
            .filter(f -> f.paths().stream().allMatch(path -> described.resolves(object, path)))
            .isPresent();
    String returns =
        switch (type) {
          case "string" -> "text";
          case "double" -> "number";
          case "boolean" -> "checkbox";
          case "currency", "percent", "date", "datetime", "time" -> type;
          default -> "";
        };
    if (!is(field, "calculated") || !known || returns.isEmpty()) {
      return false;
    }
    entry.put("type", "formula");
    entry.put("returns", returns);
    entry.put("formula", expression);
    if (type.equals("string")) {
      entry.put("length", Math.clamp(number("length"), 1, 1_300));
    } else if (number("precision") > 0) {
      precision();
    }
    return true;
  }

  private boolean plain(String type) {
    switch (type) {
      case "string" -> string();
      case "textarea" -> textArea();
      case "double" -> numeric("number");
      case "currency", "percent" -> numeric(type);
      case "int" -> sized("integer", "digits", Math.clamp(number("digits"), 1, 10));
      case "boolean" -> {
        entry.put("type", "checkbox");
        entry.put("default", is(field, "defaultValue"));
      }
      case "date", "datetime", "time", "base64" -> entry.put("type", type);
      case "picklist", "multipicklist", "combobox" -> picklist(type);
      case "email" -> {
        sized("email", "length", Math.clamp(number("length"), 1, PLAIN_TEXT));
        keys();
      }
      case "phone" -> sized("phone", "length", Math.clamp(number("length"), 1, 40));
      case "url" -> sized("url", "length", Math.clamp(number("length"), 1, 1_024));
      case "encryptedstring" -> encrypted();
      case "location" -> location();
      case "reference" -> reference();
      default -> {
        return false;
      }
    }
    return true;
  }

  private int number(String property) {
    return field.path(property).asInt(0);
  }

  private void sized(String type, String size, int value) {
    entry.put("type", type);
    entry.put(size, value);
  }

  private void string() {
    if (is(field, "autoNumber")) {
      sized("autonumber", "length", Math.clamp(number("length"), 1, 80));
      external();
      return;
    }
    sized("text", "length", Math.clamp(number("length"), 1, PLAIN_TEXT));
    keys();
    if (is(field, "caseSensitive")) {
      entry.put("caseSensitive", true);
    }
    if (field.path("defaultValue").isString()) {
      entry.put("default", text(field, "defaultValue"));
    }
  }

  private void keys() {
    if (is(field, "unique")) {
      entry.put("unique", true);
    }
    external();
  }

  private void external() {
    if (is(field, "externalId")) {
      entry.put("externalId", true);
    }
  }

  private void textArea() {
    int length = Math.max(1, number("length"));
    if (is(field, "htmlFormatted")) {
      sized("richtext", "length", Math.min(length, 131_072));
    } else if (length > PLAIN_TEXT) {
      sized("longtextarea", "length", Math.min(length, 131_072));
    } else {
      sized("textarea", "length", length);
    }
  }

  private void numeric(String type) {
    entry.put("type", type);
    precision();
    if (type.equals("number")) {
      keys();
    }
  }

  private void precision() {
    int precision = number("precision");
    entry.put("precision", precision == 0 ? MAX_PRECISION : Math.min(precision, MAX_PRECISION));
    entry.put("scale", Math.clamp(number("scale"), 0, MAX_PRECISION - 1));
  }

  private void picklist(String type) {
    entry.put("type", type);
    if (number("length") > 0) {
      entry.put("length", number("length"));
    }
    entry.put("values", values(field));
    if (is(field, "restrictedPicklist")) {
      entry.put("restricted", true);
    }
  }

  /** The values of a picklist; a schema file needs at least one. */
  static List<Map<String, Object>> values(JsonNode field) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (JsonNode value : list(field, "picklistValues")) {
      if (!text(value, "value").isBlank() && !text(value, "value").contains(";")) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("value", text(value, "value"));
        entry.put("label", text(value, "label"));
        entry.put("active", is(value, "active"));
        entry.put("default", is(value, "defaultValue"));
        values.add(entry);
      }
    }
    return values.isEmpty() ? List.of(Map.of("value", "(none)", "active", false)) : values;
  }

  private void encrypted() {
    sized("encrypted", "length", Math.clamp(number("length"), 1, 175));
    if (!text(field, "maskType").isEmpty()) {
      entry.put("maskType", text(field, "maskType"));
      entry.put("mask", text(field, "mask").isEmpty() ? "*" : text(field, "mask"));
    }
  }

  private void location() {
    String name = text(field, "name");
    String part = name.substring(0, name.length() - 1) + "Latitude__s";
    int scale =
        Described.field(object, part.replace("___", "__"))
            .map(f -> f.path("scale").asInt(6))
            .orElse(6);
    entry.put("type", "geolocation");
    entry.put("scale", scale);
    entry.put("decimal", is(field, "displayLocationInDecimal"));
  }

  private void reference() {
    List<String> targets =
        list(field, "referenceTo").stream()
            .map(target -> target.asString(""))
            .filter(described::isKnown)
            .toList();
    if (targets.isEmpty()) {
      sized("text", "length", 18);
      return;
    }
    boolean master = is(field, "cascadeDelete") && !field.path("relationshipOrder").isNull();
    entry.put("type", master ? "masterdetail" : "lookup");
    entry.put("references", targets);
    entry.put("relationship", text(field, "relationshipName"));
    described
        .childrenName(text(object, "name"), field)
        .ifPresent(children -> entry.put("children", children));
    if (master) {
      entry.put("order", number("relationshipOrder"));
      entry.put("reparentable", is(field, "updateable"));
    } else if (is(field, "cascadeDelete")) {
      entry.put("onDelete", "cascade");
    } else if (is(field, "restrictedDelete")) {
      entry.put("onDelete", "restrict");
    }
  }
}
