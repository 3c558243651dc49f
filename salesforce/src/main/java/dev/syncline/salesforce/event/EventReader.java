package dev.syncline.salesforce.event;

import dev.syncline.engine.stream.Affected;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.Commit;
import dev.syncline.engine.stream.EventMark;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of payloads. Nothing is dropped: an event of a change whose fields cannot be read is
 * a gap, and one that tells not even its records is unreadable.
 *
 * <p>Source: Change Data Capture Developer Guide, "Change Event Message Structure".
 */
public final class EventReader {
  private static final String GAP = "GAP_";
  private static final String OVERFLOW = "GAP_OVERFLOW";
  private static final String CREATED_DATE = "CreatedDate";
  private static final String CREATED_BY = "CreatedById";
  private static final int KEY_PREFIX = 3;

  private final Function<ObjectName, Optional<ObjectDescription>> describes;

  /**
   * @param describes what is known of objects, without asking the org
   */
  public EventReader(Function<ObjectName, Optional<ObjectDescription>> describes) {
    this.describes = describes;
  }

  /** The event of a payload. */
  public StreamEvent read(EventMark mark, EventSchema schema, byte[] payload) {
    Optional<ObjectName> object = Optional.empty();
    try {
      if (!schema.isChange()) {
        return message(mark, schema, payload);
      }
      GenericRecord header = schema.readHeader(payload);
      object = Optional.of(new ObjectName(text(header, "entityName")));
      return change(mark, schema, payload, header);
    } catch (IllegalArgumentException e) {
      return unreadable(mark, object, schema.name() + " cannot be read: " + e.getMessage());
    }
  }

  /** An event that could not be read, for this reason. */
  public static StreamEvent unreadable(EventMark mark, Optional<ObjectName> object, String why) {
    return new StreamEvent.Unreadable(
        mark,
        object,
        new Problem(
            "STREAM-EVENT-UNREADABLE",
            ErrorClass.DATA,
            "Event " + mark.eventId() + ": " + why,
            "Nothing, if what it told of is read again; tell the maintainers if it comes again."));
  }

  private StreamEvent change(
      EventMark mark, EventSchema schema, byte[] payload, GenericRecord header) {
    ObjectName object = new ObjectName(text(header, "entityName"));
    Commit commit = commit(header);
    String type = text(header, "changeType");
    if (type.equals(OVERFLOW)) {
      return new StreamEvent.Overflow(mark, object, commit);
    }
    Affected affected = affected(header);
    ChangeType known = type(type);
    if (affected instanceof Affected.Records(List<RecordId> ids) && isPlain(type)) {
      Optional<CarriedFields> fields = fields(schema, payload, object, known);
      if (fields.isPresent()) {
        return new StreamEvent.Changed(mark, object, ids, known, commit, fields.get());
      }
    }
    return new StreamEvent.Gap(mark, object, affected, known, commit);
  }

  private Optional<CarriedFields> fields(
      EventSchema schema, byte[] payload, ObjectName object, ChangeType type) {
    try {
      GenericRecord event = schema.read(payload);
      return event.get(0) instanceof GenericRecord header
          ? Optional.of(
              ChangedFields.of(schema.layout(describes.apply(object)), event, header, type))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(String type) {
    for (ChangeType known : ChangeType.values()) {
      if (known.name().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /** What was done; of a type that nobody knows yet, something. */
  private static ChangeType type(String word) {
    String bare = word.startsWith(GAP) ? word.substring(GAP.length()) : word;
    for (ChangeType type : ChangeType.values()) {
      if (type.name().equals(bare)) {
        return type;
      }
    }
    return ChangeType.UPDATE;
  }

  private static Affected affected(GenericRecord header) {
    if (!(header.get("recordIds") instanceof List<?> ids)) {
      throw new IllegalArgumentException("it names no records");
    }
    List<RecordId> records = new ArrayList<>();
    for (Object id : ids) {
      String text = String.valueOf(id);
      if (text.length() == KEY_PREFIX + 1 && text.endsWith("*")) {
        return new Affected.AllRecords(text.substring(0, KEY_PREFIX));
      }
      records.add(RecordId.of(text));
    }
    return new Affected.Records(records.stream().distinct().toList());
  }

  private static Commit commit(GenericRecord header) {
    return new Commit(
        text(header, "transactionKey"),
        (int) number(header, "sequenceNumber"),
        Instant.ofEpochMilli(number(header, "commitTimestamp")),
        number(header, "commitNumber"),
        RecordId.parse(text(header, "commitUser")),
        text(header, "changeOrigin"));
  }

  private static long number(GenericRecord header, String field) {
    return header.hasField(field) && header.get(field) instanceof Number number
        ? number.longValue()
        : 0;
  }

  private static String text(GenericRecord record, String field) {
    Object value = record.hasField(field) ? record.get(field) : null;
    return value == null ? "" : value.toString();
  }

  private static StreamEvent message(EventMark mark, EventSchema schema, byte[] payload) {
    GenericRecord event = schema.read(payload);
    Map<FieldName, Value> fields = new HashMap<>();
    for (Slot slot : schema.layout(Optional.empty()).slots()) {
      slot.whole().ifPresent(place -> put(fields, place, event.get(slot.index())));
    }
    fields.remove(new FieldName(CREATED_DATE));
    fields.remove(new FieldName(CREATED_BY));
    return new StreamEvent.Message(
        mark,
        schema.name(),
        Instant.ofEpochMilli(number(event, CREATED_DATE)),
        RecordId.parse(text(event, CREATED_BY)),
        fields);
  }

  /** There is no record to read a message's value from: it is taken as it came. */
  private static void put(Map<FieldName, Value> fields, Place place, @Nullable Object raw) {
    fields.put(
        place.name(), raw == null ? Value.NULL : place.value(raw).orElseGet(() -> plain(raw)));
  }

  private static Value plain(Object raw) {
    return raw instanceof Double number && Double.isFinite(number)
        ? new Value.Numeric(new BigDecimal(Double.toString(number)))
        : Place.text(raw.toString());
  }
}
