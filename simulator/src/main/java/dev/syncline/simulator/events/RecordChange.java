package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.events.avro.ChangeEventBody;
import dev.syncline.simulator.events.avro.ChangeEventBytes;
import dev.syncline.simulator.events.avro.ChangeEventSchema;
import dev.syncline.simulator.events.avro.ChangeType;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one record, without its id: two that are equal are the same change. The bytes
 * are not copied.
 *
 * @param changes how many changes it counts as: each changed field of an update is one
 */
record RecordChange(
    ObjectDefinition object,
    ChangeType type,
    byte[] body,
    List<String> nulledFields,
    List<String> diffFields,
    List<String> changedFields,
    int changes) {
  private static final String LAST_MODIFIED = "LastModifiedDate";
  private static final List<String> SYSTEM_FIELDS = List.of(LAST_MODIFIED, "LastModifiedById");

  /** The events of a change: none when nothing that events tell of changed, two when split. */
  static List<RecordChange> of(Change change, ChangeEventSchema schema, ChangeQuirks quirks) {
    return switch (change) {
      case Change.Created(var object, var after) ->
          List.of(whole(ChangeType.CREATE, schema, after));
      case Change.Undeleted(var object, var after) ->
          List.of(whole(ChangeType.UNDELETE, schema, after));
      case Change.Deleted(var object, var before, var after) -> List.of(deleted(schema));
      case Change.Updated updated -> updates(updated, schema, quirks);
    };
  }

  private static RecordChange whole(ChangeType type, ChangeEventSchema schema, Row row) {
    var body = new ChangeEventBody(schema);
    for (FieldDefinition field : schema.object().fields()) {
      if (schema.slot(field).isPresent()) {
        body.carry(field, row.value(field));
      }
    }
    return of(schema, type, body, 1);
  }

  private static RecordChange deleted(ChangeEventSchema schema) {
    byte[] empty = ChangeEventBytes.emptyBody(schema);
    return new RecordChange(
        schema.object(), ChangeType.DELETE, empty, List.of(), List.of(), List.of(), 1);
  }

  private static List<RecordChange> updates(
      Change.Updated change, ChangeEventSchema schema, ChangeQuirks quirks) {
    Set<FieldDefinition> fields = changedFields(change, schema);
    Optional<FieldDefinition> modified =
        change.object().field(LAST_MODIFIED).filter(fields::contains);
    if (!quirks.splitsUpdates() || modified.isEmpty() || fields.size() < 2) {
      return fields.isEmpty() ? List.of() : List.of(update(change, schema, fields));
    }
    var others = new LinkedHashSet<>(fields);
    others.remove(modified.get());
    return List.of(update(change, schema, Set.of(modified.get())), update(change, schema, others));
  }

  /**
   * What the writer changed, and what the org changed with it. Formulas that came out differently
   * are told of beside other changes, but cause no event alone.
   */
  private static Set<FieldDefinition> changedFields(
      Change.Updated change, ChangeEventSchema schema) {
    var fields = new LinkedHashSet<FieldDefinition>();
    for (FieldDefinition field : change.changed()) {
      if (!field.is(Flag.CALCULATED)) {
        addIfCarried(fields, schema, field);
      }
    }
    for (String name : SYSTEM_FIELDS) {
      change
          .object()
          .field(name)
          .filter(f -> differs(change, f))
          .ifPresent(f -> addIfCarried(fields, schema, f));
    }
    if (!fields.isEmpty()) {
      for (FieldDefinition field : change.object().fields()) {
        if (field.is(Flag.CALCULATED) && schema.slot(field).isPresent() && differs(change, field)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static void addIfCarried(
      Set<FieldDefinition> fields, ChangeEventSchema schema, FieldDefinition field) {
    if (schema.slot(field).isPresent()) {
      fields.add(field);
    }
  }

  private static boolean differs(Change.Updated change, FieldDefinition field) {
    return !Objects.equals(change.before().value(field), change.after().value(field));
  }

  private static RecordChange update(
      Change.Updated change, ChangeEventSchema schema, Set<FieldDefinition> fields) {
    var body = new ChangeEventBody(schema);
    for (FieldDefinition field : fields) {
      Object after = change.after().value(field);
      Optional<String> difference = difference(field, change.before().value(field), after);
      difference.ifPresentOrElse(
          text -> body.changeBy(field, text), () -> body.change(field, after));
    }
    return of(schema, ChangeType.UPDATE, body, body.changes());
  }

  private static Optional<String> difference(
      FieldDefinition field, @Nullable Object before, @Nullable Object after) {
    return ChangeEventSchema.isLongText(field)
            && before instanceof String old
            && after instanceof String now
        ? TextDifference.of(old, now)
        : Optional.empty();
  }

  private static RecordChange of(
      ChangeEventSchema schema, ChangeType type, ChangeEventBody body, int changes) {
    return new RecordChange(
        schema.object(),
        type,
        body.encode(),
        body.nulledFields(),
        body.diffFields(),
        body.changedFields(),
        changes);
  }

  /** Whether the same change to other records joins this one in one event. */
  boolean mergeable() {
    return type == ChangeType.UPDATE || type == ChangeType.DELETE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordChange that
        && object == that.object
        && type == that.type
        && nulledFields.equals(that.nulledFields)
        && diffFields.equals(that.diffFields)
        && changedFields.equals(that.changedFields)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * object.hashCode() + type.hashCode()) + Arrays.hashCode(body);
  }
}
