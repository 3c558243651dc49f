package dev.syncline.simulator.events.avro;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.core.JsonGenerator;

/**
 * Payloads as the Streaming API shows them: JSON with ISO dates, names of changed fields in place
 * of bitmaps, and no empty fields. Streaming API Developer Guide; Platform Events Developer Guide:
 * datetimes have milliseconds from API version 43.0 on.
 */
public final class EventJson {
  private static final Set<String> HEADER_LEFT_OUT = Set.of("nulledFields", "diffFields");
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final JsonGenerator out;
  private final DateTimeFormatter dateTimes;

  private EventJson(JsonGenerator out, DateTimeFormatter dateTimes) {
    this.out = out;
    this.dateTimes = dateTimes;
  }

  /**
   * Writes a payload as a JSON object.
   *
   * @param milliseconds whether datetimes have them: from version 43.0 on
   * @throws IllegalArgumentException if the payload is not of the schema
   */
  public static void write(
      JsonGenerator out, EventSchema schema, byte[] payload, boolean milliseconds) {
    GenericRecord record = AvroBytes.decode(schema.avro(), payload);
    new EventJson(out, milliseconds ? MILLISECONDS : SECONDS).event(record);
  }

  private void event(GenericRecord event) {
    out.writeStartObject();
    Set<String> differing = differing(event);
    for (Schema.Field field : event.getSchema().getFields()) {
      Object value = event.get(field.pos());
      if (value == null) {
        continue;
      }
      out.writeName(field.name());
      if (field.name().equals(ChangeEventHeader.NAME) && value instanceof GenericRecord header) {
        header(event.getSchema(), header);
      } else if (differing.contains(field.name())) {
        out.writeStartObject();
        out.writeStringProperty("diff", value.toString());
        out.writeEndObject();
      } else {
        value(field, value);
      }
    }
    out.writeEndObject();
  }

  private static Set<String> differing(GenericRecord event) {
    boolean change = event.getSchema().getField(ChangeEventHeader.NAME) != null;
    return change && event.get(ChangeEventHeader.NAME) instanceof GenericRecord header
        ? Set.copyOf(FieldMarks.names(event.getSchema(), texts(header.get("diffFields"))))
        : Set.of();
  }

  private void header(Schema event, GenericRecord header) {
    out.writeStartObject();
    for (Schema.Field field : header.getSchema().getFields()) {
      Object value = header.get(field.pos());
      if (HEADER_LEFT_OUT.contains(field.name())) {
        continue;
      }
      if (value instanceof List<?> list) {
        List<String> texts = texts(list);
        boolean marks = field.name().equals("changedFields");
        out.writeArrayPropertyStart(field.name());
        (marks ? FieldMarks.names(event, texts) : texts).forEach(out::writeString);
        out.writeEndArray();
      } else {
        out.writeName(field.name());
        plain(value);
      }
    }
    out.writeEndObject();
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> items
        ? items.stream().map(Object::toString).toList()
        : List.of();
  }

  private void value(Schema.Field field, Object value) {
    String doc = field.doc() == null ? "" : field.doc();
    if (value instanceof GenericRecord compound) {
      compound(compound);
    } else if (value instanceof Long number && doc.contains(":DateTime")) {
      out.writeString(dateTimes.format(Instant.ofEpochMilli(number).atOffset(ZoneOffset.UTC)));
    } else if (value instanceof Long number && doc.contains(":DateOnly")) {
      out.writeString(
          Instant.ofEpochMilli(number).atOffset(ZoneOffset.UTC).toLocalDate().toString());
    } else if (value instanceof Long number && doc.contains(":TimeOnly")) {
      out.writeString(TIME.format(LocalTime.ofNanoOfDay(number * NANOS_PER_MILLI)));
    } else {
      plain(value);
    }
  }

  private void compound(GenericRecord compound) {
    out.writeStartObject();
    for (Schema.Field part : compound.getSchema().getFields()) {
      Object value = compound.get(part.pos());
      if (value != null) {
        out.writeName(part.name());
        plain(value);
      }
    }
    out.writeEndObject();
  }

  private void plain(Object value) {
    switch (value) {
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      default -> out.writeString(value.toString());
    }
  }
}
