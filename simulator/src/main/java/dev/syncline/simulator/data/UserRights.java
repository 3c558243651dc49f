package dev.syncline.simulator.data;

import dev.syncline.simulator.formula.Formula;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the writer of a transaction may do. The wording of the refusals is from observed answers.
 */
final class UserRights {
  private final OrgSnapshot view;
  private final boolean restricted;
  private final Instant now;

  /**
   * @param restricted whether it is the integration user who writes
   */
  UserRights(OrgSnapshot view, boolean restricted, Instant now) {
    this.view = view;
    this.restricted = restricted && view.views().restricts();
    this.now = now;
  }

  /** What a write of an object is told; empty when it may be done. */
  Optional<WriteResult> refused(ObjectDefinition object, ObjectDefinition.Flag needed) {
    if (!restricted || !object.is(needed)) {
      return Optional.empty();
    }
    boolean allowed =
        view.views().seen().object(object.name()).filter(seen -> seen.is(needed)).isPresent();
    return allowed ? Optional.empty() : Optional.of(insufficient());
  }

  private static WriteResult insufficient() {
    return Workspace.refused(
        "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }

  /** What a change of a record is told; empty when it may be changed. */
  Optional<WriteResult> refused(ObjectDefinition object, Row row) {
    if (!restricted) {
      return Optional.empty();
    }
    var access = object.rules().access();
    if (!holds(access.rows(), object, row)) {
      return Optional.of(
          Workspace.refused(
              "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
              "insufficient access rights on cross-reference id"));
    }
    return holds(access.editableRows(), object, row)
        ? Optional.empty()
        : Optional.of(insufficient());
  }

  private boolean holds(@Nullable Formula condition, ObjectDefinition object, Row row) {
    return condition == null || condition.holds(RecordScope.reading(view, now, object, row));
  }

  /** The names of the fields among some that may not be written. */
  List<String> readOnly(ObjectDefinition object, FieldValues values, Flag needed) {
    Schema schema = restricted ? view.views().seen() : view.schema();
    var names = new ArrayList<String>();
    for (FieldDefinition field : values.fields()) {
      boolean writable =
          schema
              .object(object.name())
              .flatMap(seen -> seen.field(field.name()))
              .filter(seen -> seen.is(needed))
              .isPresent();
      if (!writable) {
        names.add(field.name());
      }
    }
    return names;
  }

  /** Refuses a record type that is not for the writer's profile. */
  void checkRecordType(RecordDraft draft) {
    FieldDefinition field = draft.object().field("RecordTypeId").orElse(null);
    if (restricted
        && field != null
        && draft.written().contains(field)
        && draft.value(field) instanceof String id
        && isWithheld(draft.object(), id)) {
      draft.refuse(
          RecordError.of(
              "INVALID_CROSS_REFERENCE_KEY",
              field.label() + ": this ID value isn't valid for the user: " + id,
              field.name()));
    }
  }

  private boolean isWithheld(ObjectDefinition object, String id) {
    ObjectDefinition types = view.schema().object("RecordType").orElseThrow();
    Object name =
        view.find(types, id).map(row -> row.value(types.requireField("DeveloperName"))).orElse("");
    return object.recordTypes().stream()
        .filter(type -> type.developerName().equals(name))
        .anyMatch(type -> !type.available());
  }
}
