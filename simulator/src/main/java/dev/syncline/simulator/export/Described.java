package dev.syncline.simulator.export;

import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The describes of an org, as far as the simulator can hold what they say. */
final class Described {
  private static final String CUSTOM_NAME = "[A-Za-z](_?[A-Za-z0-9]){0,39}__c";

  private final Schema standard = SchemaFiles.standard();
  private final Map<String, JsonNode> objects = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  Described(List<JsonNode> describes) {
    for (JsonNode describe : describes) {
      String name = describe.path("name").asString("");
      if (isStandard(name) || isCustomName(name)) {
        objects.put(key(name), describe);
      } else {
        leftOut.add(name);
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The objects that can be exported. */
  List<JsonNode> objects() {
    return List.copyOf(objects.values());
  }

  /** What has no place in a schema file. */
  List<String> leftOut() {
    return leftOut;
  }

  void leaveOut(String what) {
    leftOut.add(what);
  }

  Schema standard() {
    return standard;
  }

  boolean isStandard(String object) {
    return standard.object(object).isPresent();
  }

  static boolean isCustomName(String name) {
    return name.matches(CUSTOM_NAME);
  }

  /** Whether there will be such an object in the simulated org. */
  boolean isKnown(String object) {
    return isStandard(object) || objects.containsKey(key(object));
  }

  Optional<JsonNode> object(String name) {
    return Optional.ofNullable(objects.get(key(name)));
  }

  static String text(JsonNode node, String property) {
    return node.path(property).isString() ? node.path(property).asString() : "";
  }

  static boolean is(JsonNode node, String property) {
    return node.path(property).asBoolean(false);
  }

  static List<JsonNode> list(JsonNode node, String property) {
    var items = new ArrayList<JsonNode>();
    node.path(property).forEach(items::add);
    return items;
  }

  /** The field of an object by name; empty when describe does not list it. */
  static Optional<JsonNode> field(JsonNode object, String name) {
    return list(object, "fields").stream()
        .filter(field -> text(field, "name").equalsIgnoreCase(name))
        .findFirst();
  }

  /** Whether a formula's path leads to a field that the simulated org will have. */
  boolean resolves(JsonNode object, List<String> path) {
    String first = path.getFirst();
    if (path.size() == 1) {
      boolean there = field(object, first).isPresent();
      boolean custom = first.endsWith("__c");
      return there && (custom ? isCustomName(first) : hasStandardField(object, first));
    }
    return list(object, "fields").stream()
        .filter(field -> text(field, "relationshipName").equalsIgnoreCase(first))
        .flatMap(field -> list(field, "referenceTo").stream())
        .flatMap(target -> object(target.asString("")).stream())
        .anyMatch(parent -> resolves(parent, path.subList(1, path.size())));
  }

  private boolean hasStandardField(JsonNode object, String field) {
    String name = text(object, "name");
    return !isStandard(name)
        || standard.object(name).flatMap(found -> found.field(field)).isPresent();
  }

  /** The name by which a parent reaches the children of a reference; empty when it has none. */
  Optional<String> childrenName(String object, JsonNode reference) {
    return list(reference, "referenceTo").stream()
        .flatMap(target -> object(target.asString("")).stream())
        .flatMap(parent -> list(parent, "childRelationships").stream())
        .filter(child -> text(child, "childSObject").equals(object))
        .filter(child -> text(child, "field").equals(text(reference, "name")))
        .map(child -> text(child, "relationshipName"))
        .filter(name -> !name.isEmpty())
        .findFirst();
  }
}
