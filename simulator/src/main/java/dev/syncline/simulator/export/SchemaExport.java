package dev.syncline.simulator.export;

import static dev.syncline.simulator.export.Described.is;
import static dev.syncline.simulator.export.Described.list;
import static dev.syncline.simulator.export.Described.text;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a schema file from describes, so that the simulated org describes its objects as the real
 * one does: custom objects and fields, picklists, lengths, record types, and the fields that the
 * user does not see. The file is written twice: what the first one comes to tells which flags the
 * second one has to name.
 */
public final class SchemaExport {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Described described;
  private final @Nullable Schema first;

  private SchemaExport(Described described, @Nullable Schema first) {
    this.described = described;
    this.first = first;
  }

  /**
   * The text of the file.
   *
   * @param describes the bodies of {@code GET /sobjects/X/describe}
   * @throws dev.syncline.simulator.schema.SchemaException if they contradict each other
   */
  public static String yaml(List<JsonNode> describes) {
    String draft = new SchemaExport(new Described(describes), null).write();
    Schema first = SchemaFiles.load(List.of(), List.of(draft));
    return new SchemaExport(new Described(describes), first).write();
  }

  private String write() {
    var lines = new ArrayList<String>();
    lines.add("objects:");
    for (JsonNode object : described.objects()) {
      String name = text(object, "name");
      lines.add("  " + name + ":");
      if (described.isStandard(name)) {
        extend(object, lines);
      } else {
        declare(object, lines);
      }
      fields(object, lines);
      recordTypes(object, lines);
      access(object, lines);
    }
    List<String> head = new ArrayList<>();
    head.add("# What an org describes of its objects, for: syncline simulator --schema THIS_FILE");
    if (!described.leftOut().isEmpty()) {
      head.add("# Not known to the simulated org, and left out:");
      described.leftOut().forEach(what -> head.add("#   " + what.replace('\n', ' ')));
    }
    head.addAll(lines);
    return String.join("\n", head) + "\n";
  }

  private static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  private static void line(List<String> lines, String key, Object value) {
    lines.add("    " + key + ": " + json(value));
  }

  /** A standard object: only what differs from the one that comes along. */
  private void extend(JsonNode object, List<String> lines) {
    line(lines, "extend", true);
    ObjectDefinition own = described.standard().object(text(object, "name")).orElseThrow();
    Map<String, Map<String, Object>> replaced = new LinkedHashMap<>();
    for (FieldDefinition field : own.fields()) {
      Described.field(object, field.name())
          .filter(node -> !node.path("picklistValues").isEmpty() && !sameValues(field, node))
          .ifPresent(
              node ->
                  FieldEntry.of(described, object, node)
                      .ifPresent(
                          entry -> replaced.put(field.name(), flagged(object, node, entry))));
    }
    if (!replaced.isEmpty()) {
      lines.add("    replace:");
      replaced.forEach((name, entry) -> lines.add("      " + name + ": " + json(entry)));
    }
  }

  private static boolean sameValues(FieldDefinition field, JsonNode described) {
    List<Map<String, Object>> own = new ArrayList<>();
    field
        .picklistValues()
        .forEach(
            value -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("value", value.value());
              entry.put("label", value.label());
              entry.put("active", value.active());
              entry.put("default", value.defaultValue());
              own.add(entry);
            });
    return own.equals(FieldEntry.values(described));
  }

  private static void declare(JsonNode object, List<String> lines) {
    line(lines, "label", text(object, "label"));
    line(lines, "plural", text(object, "labelPlural"));
    String prefix = text(object, "keyPrefix");
    if (prefix.matches("a[0-9A-Z][0-9A-Za-z]")) {
      line(lines, "prefix", prefix);
    }
    var flags = new ArrayList<String>();
    for (ObjectDefinition.Flag flag : ObjectDefinition.Flag.values()) {
      if (is(object, camelCase(flag.name()))) {
        flags.add(camelCase(flag.name()));
      }
    }
    line(lines, "flags", flags);
    Described.field(object, "Name").ifPresent(name -> line(lines, "name", nameEntry(name)));
  }

  private static Map<String, Object> nameEntry(JsonNode name) {
    Map<String, Object> entry = new LinkedHashMap<>();
    boolean auto = is(name, "autoNumber");
    entry.put("type", auto ? "autonumber" : "text");
    entry.put("label", text(name, "label"));
    if (!auto) {
      entry.put("length", Math.clamp(name.path("length").asInt(80), 1, 80));
    }
    return entry;
  }

  private void fields(JsonNode object, List<String> lines) {
    String objectName = text(object, "name");
    Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
    for (JsonNode field : list(object, "fields")) {
      String name = text(field, "name");
      boolean part = name.endsWith("__s");
      if (part || !is(field, "custom")) {
        continue;
      }
      Optional<Map<String, Object>> entry =
          Described.isCustomName(name) ? FieldEntry.of(described, object, field) : Optional.empty();
      if (entry.isPresent()) {
        entries.put(name, flagged(object, field, entry.get()));
      } else {
        described.leaveOut(objectName + "." + name);
      }
    }
    if (!entries.isEmpty()) {
      lines.add("    fields:");
      entries.forEach((name, entry) -> lines.add("      " + name + ": " + json(entry)));
    }
  }

  /** The entry with the flags in which the field differs from what the entry alone comes to. */
  private Map<String, Object> flagged(JsonNode object, JsonNode field, Map<String, Object> entry) {
    Optional<FieldDefinition> drafted =
        Optional.ofNullable(first)
            .flatMap(schema -> schema.object(text(object, "name")))
            .flatMap(found -> found.field(text(field, "name")));
    if (drafted.isEmpty()) {
      return entry;
    }
    List<String> with = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (FieldDefinition.Flag flag : FieldDefinition.Flag.values()) {
      String name = camelCase(flag.name());
      boolean wanted = is(field, name);
      if (field.has(name) && wanted != drafted.get().is(flag)) {
        (wanted ? with : without).add(name);
      }
    }
    Map<String, Object> flagged = new LinkedHashMap<>(entry);
    if (!with.isEmpty()) {
      flagged.put("is", with);
    }
    if (!without.isEmpty()) {
      flagged.put("not", without);
    }
    return flagged;
  }

  private static void recordTypes(JsonNode object, List<String> lines) {
    List<Map<String, Object>> types = new ArrayList<>();
    for (JsonNode type : list(object, "recordTypeInfos")) {
      if (!is(type, "master")) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", text(type, "developerName"));
        entry.put("label", text(type, "name"));
        entry.put("active", is(type, "active"));
        entry.put("default", is(type, "defaultRecordTypeMapping"));
        entry.put("available", is(type, "available") || !is(type, "active"));
        types.add(entry);
      }
    }
    if (!types.isEmpty()) {
      line(lines, "recordTypes", types);
    }
  }

  /** Fields that the simulated org has and the described one does not show or let write. */
  private void access(JsonNode object, List<String> lines) {
    Optional<ObjectDefinition> drafted =
        Optional.ofNullable(first).flatMap(schema -> schema.object(text(object, "name")));
    Map<String, String> access = new LinkedHashMap<>();
    for (FieldDefinition field : drafted.map(ObjectDefinition::fields).orElse(List.of())) {
      Optional<JsonNode> shown = Described.field(object, field.name());
      boolean writable =
          field.is(FieldDefinition.Flag.CREATEABLE) || field.is(FieldDefinition.Flag.UPDATEABLE);
      if (shown.isEmpty()) {
        access.put(field.name(), "none");
      } else if (!field.custom()
          && writable
          && !is(shown.get(), "createable")
          && !is(shown.get(), "updateable")) {
        access.put(field.name(), "read");
      }
    }
    if (!access.isEmpty()) {
      line(lines, "fieldAccess", access);
    }
  }

  private static String camelCase(String constant) {
    var name = new StringBuilder();
    for (String part : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return name.toString();
  }
}
