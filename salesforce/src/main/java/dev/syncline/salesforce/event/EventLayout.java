package dev.syncline.salesforce.event;

import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which field of the object stands where in the events of a schema. Fields that the object as
 * described does not have are not the user's, and left out.
 *
 * @param described what it was made with
 */
record EventLayout(List<Slot> slots, Optional<ObjectDescription> described) {
  EventLayout {
    slots = List.copyOf(slots);
  }

  /** The layout of a schema, as far as the object is described. */
  static EventLayout of(EventSchema schema, Optional<ObjectDescription> described) {
    List<Slot> slots = new ArrayList<>();
    List<Schema.Field> fields = schema.fields();
    for (int i = schema.isChange() ? 1 : 0; i < fields.size(); i++) {
      slot(i, fields.get(i), described).ifPresent(slots::add);
    }
    return new EventLayout(slots, described);
  }

  private static Optional<Slot> slot(
      int index, Schema.Field field, Optional<ObjectDescription> described) {
    Optional<Field> known = described.flatMap(object -> object.field(field.name()));
    if (described.isPresent() && known.isEmpty()) {
      return Optional.empty();
    }
    FieldName name = known.map(Field::name).orElseGet(() -> new FieldName(field.name()));
    Optional<Schema> record = alternative(field.schema(), true);
    Optional<Place> whole =
        alternative(field.schema(), false)
            .map(schema -> place(name, schema, field.doc(), known))
            .filter(place -> carried(known));
    if (record.isEmpty()) {
      return whole.map(place -> new Slot(index, whole, Optional.empty(), List.of()));
    }
    List<@Nullable Place> parts = parts(name, record.get(), described);
    return Optional.of(
        new Slot(index, whole, Optional.of(name), Collections.unmodifiableList(parts)));
  }

  private static boolean carried(Optional<Field> known) {
    return known.map(Field::type).map(FieldType::isSupported).orElse(true);
  }

  private static List<@Nullable Place> parts(
      FieldName compound, Schema record, Optional<ObjectDescription> described) {
    List<String> names = record.getFields().stream().map(Schema.Field::name).toList();
    List<@Nullable Place> places = new ArrayList<>();
    for (Schema.Field part : record.getFields()) {
      Optional<Field> known =
          described.flatMap(
              object -> CompoundNames.described(object, compound.value(), part.name(), names));
      String ruled = CompoundNames.ruled(compound.value(), part.name());
      boolean shown = described.isEmpty() || known.isPresent();
      places.add(
          shown
              ? alternative(part.schema(), false)
                  .map(
                      schema ->
                          place(
                              known.map(Field::name).orElseGet(() -> new FieldName(ruled)),
                              schema,
                              part.doc(),
                              known))
                  .orElse(null)
              : null);
    }
    return places;
  }

  private static Place place(
      FieldName name, Schema schema, @Nullable String doc, Optional<Field> known) {
    FieldKind kind = FieldKind.of(schema.getType(), doc == null ? "" : doc, known.map(Field::type));
    return Place.of(name, kind, known);
  }

  /** What can stand in a place besides null: a record, or something else. */
  private static Optional<Schema> alternative(Schema schema, boolean record) {
    List<Schema> all = schema.isUnion() ? schema.getTypes() : List.of(schema);
    return all.stream()
        .filter(one -> one.getType() != Schema.Type.NULL)
        .filter(one -> (one.getType() == Schema.Type.RECORD) == record)
        .findFirst();
  }
}
