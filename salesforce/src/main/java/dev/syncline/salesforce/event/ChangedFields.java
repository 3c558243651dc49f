package dev.syncline.salesforce.event;

import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.TextDiff;
import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one event of a change says of a record's fields. An update's null means nothing unless the
 * field is marked as emptied; where marks and values contradict each other, the field is unsure.
 *
 * <p>Source: Change Data Capture Developer Guide, "Change Event Fields"; Pub/Sub API Guide, "Event
 * Deserialization Considerations".
 */
final class ChangedFields {
  /** What an update's header says of one field. */
  private record Marks(boolean changed, boolean emptied, boolean differing) {}

  private final EventLayout layout;
  private final GenericRecord event;
  private final boolean whole;
  private final FieldBits changed;
  private final FieldBits emptied;
  private final FieldBits differing;
  private final Map<FieldName, Value> values = new HashMap<>();
  private final Set<FieldName> unsure = new HashSet<>();
  private final Map<FieldName, TextDiff> diffs = new HashMap<>();

  private ChangedFields(
      EventLayout layout, GenericRecord event, GenericRecord header, boolean all) {
    this.layout = layout;
    this.event = event;
    this.whole = all;
    this.changed = FieldBits.of(header, "changedFields");
    this.emptied = FieldBits.of(header, "nulledFields");
    this.differing = FieldBits.of(header, "diffFields");
  }

  /**
   * Reads the fields of an event.
   *
   * @throws IllegalArgumentException if its marks are not of its schema
   */
  static CarriedFields of(
      EventLayout layout, GenericRecord event, GenericRecord header, ChangeType type) {
    boolean all =
        switch (type) {
          case CREATE, UNDELETE -> true;
          case UPDATE, DELETE -> false;
        };
    return type == ChangeType.DELETE
        ? CarriedFields.NONE
        : new ChangedFields(layout, event, header, all).read();
  }

  private CarriedFields read() {
    int fields = event.getSchema().getFields().size();
    if (Math.max(changed.length(), Math.max(emptied.length(), differing.length())) > fields) {
      throw new IllegalArgumentException("a bitmap marks a field that the event has not");
    }
    for (Slot slot : layout.slots()) {
      Object raw = event.get(slot.index());
      if (whole || raw != null || isMarked(slot.index())) {
        read(slot, raw);
      }
    }
    return new CarriedFields(values, unsure, diffs);
  }

  private boolean isMarked(int index) {
    return changed.touches(index) || emptied.touches(index) || differing.touches(index);
  }

  private void read(Slot slot, @Nullable Object raw) {
    if (slot.compound().isEmpty()) {
      slot.whole().ifPresent(place -> take(place, raw, marks(slot.index())));
    } else if (isWhole(slot, raw)) {
      slot.whole().ifPresent(place -> take(place, raw, marks(slot.index())));
      takeParts(slot, null, whole);
    } else {
      int before = values.size() + unsure.size();
      takeParts(slot, raw instanceof GenericRecord record ? record : null, true);
      if (values.size() + unsure.size() > before) {
        unsure.add(slot.compound().get());
      }
    }
  }

  /** Whether what could be a compound is not: the name of an account that is no person. */
  private boolean isWhole(Slot slot, @Nullable Object raw) {
    if (raw != null) {
      return !(raw instanceof GenericRecord);
    }
    boolean marked = changed.has(slot.index()) || emptied.has(slot.index());
    return slot.whole().isPresent() && (whole || marked);
  }

  private void takeParts(Slot slot, @Nullable GenericRecord record, boolean wanted) {
    for (int part = 0; wanted && part < slot.parts().size(); part++) {
      Place place = slot.parts().get(part);
      Object raw = record == null ? null : record.get(part);
      Marks marks = marks(slot.index(), part);
      if (place != null && (whole || raw != null || marks.changed() || marks.emptied())) {
        take(place, raw, marks);
      }
    }
  }

  private Marks marks(int index) {
    return new Marks(changed.has(index), emptied.has(index), differing.has(index));
  }

  private Marks marks(int index, int part) {
    return new Marks(
        changed.has(index, part), emptied.has(index, part), differing.has(index, part));
  }

  private void take(Place place, @Nullable Object raw, Marks marks) {
    if (marks.differing()) {
      unsure.add(place.name());
      if (raw != null && raw.toString().length() <= TextDiff.MAX_LENGTH) {
        diffs.put(place.name(), new TextDiff(raw.toString()));
      }
    } else if (raw == null) {
      takeNothing(place, marks);
    } else if (marks.emptied()) {
      unsure.add(place.name());
    } else {
      place
          .value(raw)
          .ifPresentOrElse(
              value -> values.put(place.name(), value), () -> unsure.add(place.name()));
    }
  }

  private void takeNothing(Place place, Marks marks) {
    if (marks.emptied() || (whole && place.mayBeEmpty())) {
      values.put(place.name(), Value.NULL);
    } else if (marks.changed() || (whole && layout.described().isPresent())) {
      unsure.add(place.name());
    }
  }
}
