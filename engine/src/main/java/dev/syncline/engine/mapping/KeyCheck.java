package dev.syncline.engine.mapping;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the key of a mapping: the external id by which records are created. Pure. */
final class KeyCheck {
  private KeyCheck() {}

  /** All that keeps the key from being one. */
  static List<Problem> problems(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      List<FieldBinding> bindings) {
    Optional<FieldName> key = mapping.rules().key();
    if (key.isEmpty()) {
      return List.of();
    }
    String name = key.get().value();
    Optional<Field> field = object.field(name);
    var problems = new ArrayList<Problem>();
    if (field.isEmpty()) {
      problems.add(
          problem(
              mapping,
              object.name() + " has no field '" + name + "' that the user may see",
              "Name an external id field, or grant the integration user the field"));
      return problems;
    }
    if (!field.get().flags().externalId() && !field.get().flags().idLookup()) {
      problems.add(
          problem(
              mapping,
              object.name() + "." + name + " is not an external id",
              "Mark the field as External ID and Unique in Setup, or name one that is"));
    }
    Optional<FieldBinding> binding =
        bindings.stream().filter(b -> Parents.same(b.field().name().value(), name)).findFirst();
    if (binding.isEmpty() || !binding.get().direction().pushes()) {
      problems.add(
          problem(
              mapping,
              "the key '" + name + "' is not pushed from any column",
              "Map it to the column that tells rows apart, with direction push or both"));
    } else if (!table.isUnique(binding.get().column().name())) {
      problems.add(
          problem(
              mapping,
              "column %s.%s of the key is not unique"
                  .formatted(table.name(), binding.get().column().name()),
              "Give it a unique constraint: two rows of one key would be one record"));
    }
    return problems;
  }

  private static Problem problem(Mapping mapping, String message, String action) {
    return new Problem(
        "MAPPING-KEY", ErrorClass.MAPPING, "mapping " + mapping.name() + ": " + message, action);
  }

  /** What the user should know: without a key, a create whose answer is lost is found by values. */
  static List<String> notes(Mapping mapping) {
    return mapping.direction().pushes() && mapping.rules().key().isEmpty()
        ? List.of(
            "mapping %s has no key: a create whose answer is lost is looked up by its values; name"
                    .formatted(mapping.name())
                + " an external id field as 'key' to be sure")
        : List.of();
  }
}
