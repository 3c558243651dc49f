package dev.syncline.simulator.schema;

import dev.syncline.simulator.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that rules and formulas name fields that exist. */
final class RulesCheck {
  private final Schema schema;
  private final Map<String, ObjectDraft> drafts;
  private final Problems problems;

  private RulesCheck(Schema schema, Map<String, ObjectDraft> drafts, Problems problems) {
    this.schema = schema;
    this.drafts = drafts;
    this.problems = problems;
  }

  static void check(Schema schema, Map<String, ObjectDraft> drafts, Problems problems) {
    var check = new RulesCheck(schema, drafts, problems);
    schema.objects().forEach(check::check);
  }

  private void check(ObjectDefinition object) {
    for (FieldDefinition field : object.fields()) {
      object.formula(field).ifPresent(f -> formula(object, field.name(), f));
    }
    ObjectRules rules = object.rules();
    for (ValidationRule rule : rules.validationRules()) {
      formula(object, rule.name(), rule.when());
      rule.fields().forEach(field -> path(object, rule.name(), List.of(field)));
    }
    for (DuplicateRule rule : rules.duplicateRules()) {
      rule.match().forEach(field -> path(object, rule.name(), List.of(field)));
    }
    for (Automation automation : rules.automations()) {
      formula(object, automation.name(), automation.when());
      automation
          .set()
          .forEach(
              (target, value) -> {
                path(object, automation.name(), List.of(target.split("\\.")));
                formula(object, automation.name(), value);
              });
    }
    ObjectAccess access = rules.access();
    if (access.rows() != null) {
      formula(object, "access.rows", access.rows());
    }
    if (access.editableRows() != null) {
      formula(object, "access.editableRows", access.editableRows());
    }
  }

  private void formula(ObjectDefinition object, String what, Formula formula) {
    formula.paths().forEach(path -> path(object, what, path));
  }

  private void path(ObjectDefinition object, String what, List<String> path) {
    if (!path.getFirst().startsWith("$") && !exists(object, path)) {
      ObjectDraft draft = drafts.get(Names.key(object.name()));
      problems.at(
          draft == null ? new Problems.Place(object.name(), 0, 0) : draft.placeOf(what),
          object + ": " + what + " names " + String.join(".", path) + ", which is not there",
          "name a field of " + object + " or Relationship.Field of a parent");
    }
  }

  private boolean exists(ObjectDefinition object, List<String> path) {
    if (path.size() == 1) {
      return object.field(path.getFirst()).isPresent();
    }
    Optional<FieldDefinition> reference = object.relationship(path.getFirst());
    return reference.stream()
        .flatMap(field -> field.referenceTo().stream())
        .flatMap(parent -> schema.object(parent).stream())
        .anyMatch(parent -> exists(parent, path.subList(1, path.size())));
  }
}
