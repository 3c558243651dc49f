package dev.syncline.engine.mapping;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordType;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks up record types that a mapping names. */
final class RecordTypes {
  private final Mapping mapping;
  private final ObjectDescription object;
  private final Consumer<Problem> problems;

  RecordTypes(Mapping mapping, ObjectDescription object, Consumer<Problem> problems) {
    this.mapping = mapping;
    this.object = object;
    this.problems = problems;
  }

  /** Whether the field is the one that holds record types. */
  boolean isField(Field field) {
    boolean is = field.name().value().equals("RecordTypeId");
    if (!is) {
      problem(
          object.name() + "." + field.name() + " holds no record type",
          "Say 'recordType' and 'byDeveloperName' of the field RecordTypeId");
    }
    return is;
  }

  /** The record type of that developer name. */
  Optional<RecordType> named(String name) {
    Optional<RecordType> type =
        object.recordTypes().stream()
            .filter(t -> t.developerName().equalsIgnoreCase(name))
            .findFirst();
    if (type.isEmpty() || !type.get().available()) {
      String near =
          NearNames.nearest(name, object.recordTypes().stream().map(RecordType::developerName))
              .filter(n -> !n.equalsIgnoreCase(name))
              .map(n -> "Did you mean '" + n + "'? ")
              .orElse("");
      problem(
          object.name() + " has no record type '" + name + "' that the user may give",
          near + "Correct the name, or make the record type available to the integration user");
      return Optional.empty();
    }
    return type;
  }

  private void problem(String message, String action) {
    problems.accept(
        new Problem(
            "RECORD-TYPE-UNKNOWN",
            ErrorClass.MAPPING,
            "mapping " + mapping.name() + ": " + message,
            action));
  }
}
