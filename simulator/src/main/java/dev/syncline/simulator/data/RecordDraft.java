package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to being saved: its values so far, the fields that the write names, and what
 * is wrong with them.
 */
final class RecordDraft {
  private final ObjectDefinition object;
  private final @Nullable Object[] values;
  private final Set<FieldDefinition> written = new HashSet<>();
  private final List<RecordError> errors = new ArrayList<>();

  /**
   * @param values by field position; this draft's own
   */
  RecordDraft(ObjectDefinition object, @Nullable Object[] values) {
    this.object = object;
    this.values = values;
  }

  ObjectDefinition object() {
    return object;
  }

  @Nullable Object[] values() {
    return values;
  }

  Set<FieldDefinition> written() {
    return written;
  }

  List<RecordError> errors() {
    return errors;
  }

  @Nullable Object value(FieldDefinition field) {
    return values[field.position()];
  }

  void set(FieldDefinition field, @Nullable Object value) {
    values[field.position()] = value;
  }

  void set(String field, @Nullable Object value) {
    object.field(field).ifPresent(found -> set(found, value));
  }

  void refuse(RecordError error) {
    errors.add(error);
  }

  /**
   * Takes over what a write asks for, each value checked by its field.
   *
   * @param readOnly the names of those that may not be written
   */
  void take(FieldValues asked, List<String> readOnly, SaveOptions options) {
    if (!readOnly.isEmpty()) {
      refuse(
          new RecordError(
              "INVALID_FIELD_FOR_INSERT_UPDATE",
              "Unable to create/update fields: "
                  + String.join(", ", readOnly)
                  + ". Please check the security settings of this field and verify that it is"
                  + " read/write for your profile or permission set.",
              readOnly));
    }
    for (FieldDefinition field : asked.fields()) {
      if (readOnly.contains(field.name())) {
        continue;
      }
      switch (ValueChecks.check(field, asked.value(field), options)) {
        case Checked.Fine(var value) -> set(field, value);
        case Checked.Wrong(var error) -> refuse(error);
      }
      written.add(field);
    }
  }

  /** Gives every field that the write leaves out its default. */
  void fillDefaults() {
    for (FieldDefinition field : object.fields()) {
      if (!written.contains(field) && field.isStored()) {
        Optional<Object> value = field.defaultValue();
        if (value.isPresent()) {
          set(field, value.get());
        } else if (field.type() == FieldType.BOOLEAN) {
          set(field, false);
        }
      }
    }
  }

  /** Refuses the record when a required field has no value. */
  void checkRequired() {
    List<String> missing =
        object.fields().stream()
            .filter(field -> !field.is(Flag.NILLABLE) && field.isStored())
            .filter(field -> field.is(Flag.CREATEABLE))
            .filter(field -> value(field) == null && !isAtFault(field))
            .map(FieldDefinition::name)
            .toList();
    if (!missing.isEmpty()) {
      refuse(
          new RecordError(
              "REQUIRED_FIELD_MISSING",
              missing.stream()
                  .collect(Collectors.joining(", ", "Required fields are missing: [", "]")),
              missing));
    }
  }

  private boolean isAtFault(FieldDefinition field) {
    return errors.stream().anyMatch(error -> error.fields().contains(field.name()));
  }

  /** Refuses references that lead nowhere. */
  void checkReferences(Snapshot view) {
    for (FieldDefinition field : written) {
      if (field.type() == FieldType.REFERENCE && value(field) instanceof String id) {
        References.problem(view, object, field, id).ifPresent(this::refuse);
      }
    }
  }
}
