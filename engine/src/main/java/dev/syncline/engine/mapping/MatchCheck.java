package dev.syncline.engine.mapping;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import dev.syncline.model.MatchRule;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the match rules of a mapping: their fields are mapped, and can be looked for. Pure. */
final class MatchCheck {
  private MatchCheck() {}

  /** All that keeps rules from being used. */
  static List<Problem> problems(
      Mapping mapping, ObjectDescription object, List<FieldBinding> bindings) {
    var problems = new ArrayList<Problem>();
    for (MatchRule rule : mapping.rules().match()) {
      for (MatchPart part : rule.parts()) {
        problem(mapping, object, bindings, part).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<Problem> problem(
      Mapping mapping, ObjectDescription object, List<FieldBinding> bindings, MatchPart part) {
    String name = part.field().value();
    Optional<Field> field = object.field(name);
    if (field.isEmpty()) {
      return problem(
          mapping,
          object.name() + " has no field '" + name + "' that the user may see",
          "Name a field of the object, or grant the integration user the field");
    }
    if (bindings.stream().noneMatch(b -> isColumn(b, name))) {
      return problem(
          mapping,
          "'" + name + "' is compared by a match rule and is not mapped",
          "Map it to the column that holds the same, if need be with direction pull or push");
    }
    boolean word = part.form() != MatchForm.EXACT;
    if (!isMatchable(field.get().type()) || field.get().flags().encrypted()) {
      return problem(
          mapping,
          "%s.%s is of type %s, by which records cannot be found"
              .formatted(object.name(), name, field.get().type().name()),
          "Match by texts, telephone numbers, addresses, numbers or references");
    }
    if (word && !isText(field.get().type())) {
      return problem(
          mapping,
          object.name() + "." + name + " is no text",
          "Write 'exact' for numbers and references");
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(Mapping mapping, String message, String action) {
    return Optional.of(
        new Problem(
            "MAPPING-MATCH",
            ErrorClass.MAPPING,
            "mapping " + mapping.name() + ": " + message,
            action));
  }

  /** Whether the field is bound to a column that holds its values. */
  private static boolean isColumn(FieldBinding binding, String name) {
    boolean plain =
        binding.kind() instanceof FieldBinding.Kind.Direct
            || binding.kind() instanceof FieldBinding.Kind.LocalKey;
    return plain && Parents.same(binding.field().name().value(), name);
  }

  private static boolean isMatchable(FieldType type) {
    return switch (type) {
      case REFERENCE, INT, LONG, DOUBLE, CURRENCY, PERCENT -> true;
      case STRING, EMAIL, PHONE, URL, PICKLIST, COMBOBOX -> true;
      case ID, TEXTAREA, BOOLEAN, DATE, DATETIME, TIME, MULTIPICKLIST, ENCRYPTEDSTRING -> false;
      case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> false;
    };
  }

  private static boolean isText(FieldType type) {
    return switch (type) {
      case STRING, EMAIL, PHONE, URL, PICKLIST, COMBOBOX -> true;
      case REFERENCE, INT, LONG, DOUBLE, CURRENCY, PERCENT -> false;
      case ID, TEXTAREA, BOOLEAN, DATE, DATETIME, TIME, MULTIPICKLIST, ENCRYPTEDSTRING -> false;
      case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> false;
    };
  }
}
