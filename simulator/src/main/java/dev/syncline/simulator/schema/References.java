package dev.syncline.simulator.schema;

import java.util.HashMap;
import java.util.Map;

/** Checks what no single field can: that parents exist and that relationship names are unique. */
final class References {
  private final Map<String, ObjectDraft> drafts;
  private final Problems problems;

  private References(Map<String, ObjectDraft> drafts, Problems problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  static void check(Schema schema, Map<String, ObjectDraft> drafts, Problems problems) {
    var references = new References(drafts, problems);
    schema.objects().forEach(object -> references.checkNames(schema, object));
    schema.objects().forEach(object -> references.checkParents(schema, object));
  }

  private void checkNames(Schema schema, ObjectDefinition parent) {
    Map<String, ChildRelationship> names = new HashMap<>();
    for (ChildRelationship child : schema.childRelationships(parent)) {
      ChildRelationship other =
          child.name().map(name -> names.put(Names.key(name), child)).orElse(null);
      if (other != null) {
        problems.at(
            place(child.child(), child.field()),
            "child relationship name "
                + child.name().orElse("")
                + " on "
                + parent
                + " is taken by "
                + other.child()
                + "."
                + other.field(),
            "write another name in children:");
      }
    }
  }

  private void checkParents(Schema schema, ObjectDefinition object) {
    for (FieldDefinition field : object.fields()) {
      for (String parent : field.referenceTo()) {
        if (field.custom() && schema.object(parent).isEmpty() && !isDescribed(object)) {
          problems.at(
              place(object, field),
              object + "." + field + " references " + parent + ", which is no object of this org",
              "declare " + parent + ", or correct the name in references:");
        }
      }
    }
  }

  private boolean isDescribed(ObjectDefinition object) {
    ObjectDraft draft = drafts.get(Names.key(object.name()));
    return draft != null && draft.described;
  }

  private Problems.Place place(ObjectDefinition object, FieldDefinition field) {
    ObjectDraft draft = drafts.get(Names.key(object.name()));
    return draft == null ? new Problems.Place(object.name(), 0, 0) : draft.placeOf(field.name());
  }
}
