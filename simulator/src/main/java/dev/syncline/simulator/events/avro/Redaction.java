package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.data.Sight;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * What is taken out of change events of one schema before a user gets them: withheld fields become
 * null and lose their marks in the header, encrypted texts are masked. Immutable.
 */
public final class Redaction {
  private static final List<String> MARKS = List.of("nulledFields", "diffFields", "changedFields");

  private final Schema event;
  private final List<Slot> withheld;
  private final Map<Slot, FieldDefinition> masked;

  private Redaction(Schema event, List<Slot> withheld, Map<Slot, FieldDefinition> masked) {
    this.event = event;
    this.withheld = withheld;
    this.masked = masked;
  }

  /**
   * What a user may not have of events; empty when it may have all of them.
   *
   * @param schema which the events were written with, maybe when the object had other fields
   * @param object as it is now, with all of its fields
   */
  public static Optional<Redaction> of(EventSchema schema, ObjectDefinition object, Sight sight) {
    ChangeEventSchema now = ChangeEventSchema.of(object);
    Set<String> hidden = new HashSet<>();
    Map<String, FieldDefinition> masks = new LinkedHashMap<>();
    for (FieldDefinition field : object.fields()) {
      if (sight.hides(object, field)) {
        now.place(field).ifPresent(hidden::add);
      } else if (sight.masks(object, field)) {
        now.place(field).ifPresent(place -> masks.put(place, field));
      }
    }
    var withheld = new ArrayList<Slot>();
    var masked = new LinkedHashMap<Slot, FieldDefinition>();
    places(schema.avro())
        .forEach(
            (place, slot) -> {
              FieldDefinition field = masks.get(place);
              if (hidden.contains(place)) {
                withheld.add(slot);
              } else if (field != null) {
                masked.put(slot, field);
              }
            });
    return withheld.isEmpty() && masked.isEmpty()
        ? Optional.empty()
        : Optional.of(new Redaction(schema.avro(), withheld, masked));
  }

  private static Map<String, Slot> places(Schema event) {
    var places = new LinkedHashMap<String, Slot>();
    for (Schema.Field field : event.getFields().subList(1, event.getFields().size())) {
      places.put(field.name(), new Slot(field.pos(), Slot.WHOLE));
      Schema type = field.schema().getTypes().get(1);
      if (type.getType() == Schema.Type.RECORD) {
        for (Schema.Field part : type.getFields()) {
          places.put(field.name() + "." + part.name(), new Slot(field.pos(), part.pos()));
        }
      }
    }
    return places;
  }

  /**
   * A payload without what is withheld.
   *
   * @throws IllegalArgumentException if the payload is not of the schema
   */
  public byte[] applied(byte[] payload) {
    GenericRecord record = AvroBytes.decode(event, payload);
    withheld.forEach(slot -> empty(record, slot));
    masked.forEach(
        (slot, field) -> {
          Object text = record.get(slot.index());
          if (text != null) {
            record.put(slot.index(), Sight.masked(field, text.toString()));
          }
        });
    if (record.get(ChangeEventHeader.NAME) instanceof GenericRecord header) {
      MARKS.forEach(name -> header.put(name, unmarked(header.get(name))));
    }
    return AvroBytes.encode(record);
  }

  private static void empty(GenericRecord record, Slot slot) {
    if (!slot.nested()) {
      record.put(slot.index(), null);
    } else if (record.get(slot.index()) instanceof GenericRecord compound) {
      compound.put(slot.inner(), null);
      boolean filled =
          compound.getSchema().getFields().stream().anyMatch(f -> compound.get(f.pos()) != null);
      if (!filled) {
        record.put(slot.index(), null);
      }
    }
  }

  private List<String> unmarked(Object bitmaps) {
    List<String> texts = ((List<?>) bitmaps).stream().map(Object::toString).toList();
    FieldMarks marks = FieldMarks.of(texts);
    withheld.forEach(marks::remove);
    return marks.bitmaps();
  }
}
