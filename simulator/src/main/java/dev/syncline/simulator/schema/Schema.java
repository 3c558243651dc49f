package dev.syncline.simulator.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The objects of the org, found by name without regard to case or by key prefix. Immutable. */
public final class Schema {
  private final List<ObjectDefinition> objects;
  private final Map<String, ObjectDefinition> byName;
  private final Map<String, ObjectDefinition> byPrefix;
  private final Map<String, List<ChildRelationship>> children;

  public Schema(List<ObjectDefinition> objects) {
    this.objects = List.copyOf(objects);
    var names = new LinkedHashMap<String, ObjectDefinition>();
    var prefixes = new LinkedHashMap<String, ObjectDefinition>();
    for (ObjectDefinition object : objects) {
      names.put(object.name().toLowerCase(Locale.ROOT), object);
      prefixes.put(object.keyPrefix(), object);
    }
    this.byName = Map.copyOf(names);
    this.byPrefix = Map.copyOf(prefixes);
    this.children = children(objects);
  }

  private static Map<String, List<ChildRelationship>> children(List<ObjectDefinition> objects) {
    var found = new LinkedHashMap<String, List<ChildRelationship>>();
    for (ObjectDefinition child : objects) {
      for (FieldDefinition field : child.fields()) {
        for (String parent : field.referenceTo()) {
          found
              .computeIfAbsent(Names.key(parent), key -> new ArrayList<>())
              .add(new ChildRelationship(child, field));
        }
      }
    }
    return Map.copyOf(found);
  }

  /** This schema as the integration user sees it. */
  public Schema seen() {
    return new Schema(objects.stream().flatMap(object -> object.seen().stream()).toList());
  }

  /** All objects in the order in which they were declared. */
  public List<ObjectDefinition> objects() {
    return objects;
  }

  /** The object with this API name, whatever its case. */
  public Optional<ObjectDefinition> object(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The object whose ids start with these three characters. */
  public Optional<ObjectDefinition> objectOfPrefix(String keyPrefix) {
    return Optional.ofNullable(byPrefix.get(keyPrefix));
  }

  /** The references that point to this object, in the order of their objects and fields. */
  public List<ChildRelationship> childRelationships(ObjectDefinition parent) {
    return children.getOrDefault(Names.key(parent.name()), List.of());
  }
}
