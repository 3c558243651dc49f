package dev.syncline.engine.mapping;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import java.util.Optional;

/** Whether the date-time field by which a mapping finds changes can be used for that. */
final class ChangeDateCheck {
  private ChangeDateCheck() {}

  /** What is wrong with it; empty if nothing is, or if the mapping names none. */
  static Optional<Problem> problem(Mapping mapping, ObjectDescription object) {
    return mapping.rules().changeDate().flatMap(name -> problem(mapping, object, name));
  }

  private static Optional<Problem> problem(
      Mapping mapping, ObjectDescription object, FieldName name) {
    Optional<Field> field = object.field(name.value());
    if (field.isEmpty()) {
      return Optional.of(
          problem(
              mapping,
              "CHANGE-DATE-UNKNOWN",
              "%s has no field '%s' that the user may see".formatted(object.name(), name),
              "Correct changeDate, or grant the integration user the field"));
    }
    return field
        .filter(f -> f.type() != FieldType.DATETIME)
        .map(
            f ->
                problem(
                    mapping,
                    "CHANGE-DATE-TYPE",
                    "%s.%s is of type %s, which says no moment"
                        .formatted(object.name(), name, f.type()),
                    "Name a date/time field, such as LastModifiedDate, or leave changeDate out"));
  }

  private static Problem problem(Mapping mapping, String code, String message, String action) {
    return new Problem(
        code, ErrorClass.MAPPING, "mapping " + mapping.name() + ": " + message, action);
  }
}
