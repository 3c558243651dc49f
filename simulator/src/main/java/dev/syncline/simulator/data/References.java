package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.List;
import java.util.Optional;

/** Checks that a reference points to a live record of an object that it may point to. */
final class References {
  private References() {}

  /**
   * What is wrong with a reference; empty when nothing is.
   *
   * @param object the object whose record is written
   * @param id 18 characters
   */
  static Optional<RecordError> problem(
      Snapshot view, ObjectDefinition object, FieldDefinition field, String id) {
    Schema schema = view.schema();
    Optional<ObjectDefinition> parent = schema.objectOfPrefix(id.substring(0, 3));
    boolean allowed =
        parent.map(ObjectDefinition::name).filter(field.referenceTo()::contains).isPresent();
    if (parent.isEmpty() || !allowed) {
      return Optional.of(
          RecordError.of(
              "MALFORMED_ID", field.label() + ": id value of incorrect type: " + id, field.name()));
    }
    Optional<Row> row = view.find(parent.get(), id).filter(found -> !found.isDeleted());
    if (row.isEmpty()) {
      return Optional.of(
          new RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", List.of()));
    }
    boolean recordType = field.name().equals("RecordTypeId");
    if (recordType && !belongsTo(row.get(), parent.get(), object)) {
      return Optional.of(
          RecordError.of(
              "INVALID_CROSS_REFERENCE_KEY",
              field.label() + ": this ID value isn't valid for the user: " + id,
              field.name()));
    }
    return Optional.empty();
  }

  private static boolean belongsTo(Row type, ObjectDefinition types, ObjectDefinition object) {
    return object.name().equals(type.value(types.requireField("SobjectType")))
        && Boolean.TRUE.equals(type.value(types.requireField("IsActive")));
  }
}
