package dev.syncline.salesforce.event;

import dev.syncline.model.ObjectDescription;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one schema id look like.
 *
 * <p>Source: Pub/Sub API Guide, "Event Deserialization": the payload is bare Avro binary.
 */
public final class EventSchema {
  /** The longest schema: 800 fields of an object are about 100,000 characters. */
  public static final int MAX_LENGTH = 4 << 20;

  /** Events of changes have it in front of their fields. */
  static final String HEADER = "ChangeEventHeader";

  private final Schema avro;
  private final GenericDatumReader<GenericRecord> reader;
  private final Optional<GenericDatumReader<GenericRecord>> headReader;
  private volatile @Nullable EventLayout layout;

  private EventSchema(Schema avro) {
    this.avro = avro;
    this.reader = new GenericDatumReader<>(avro);
    this.headReader = header(avro).map(header -> new GenericDatumReader<>(headOnly(header)));
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if it is none of a record
   */
  public static EventSchema parse(String json) {
    if (json.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("The schema has more than " + MAX_LENGTH + " characters");
    }
    try {
      Schema avro = new Schema.Parser().parse(json);
      if (avro.getType() != Schema.Type.RECORD) {
        throw new IllegalArgumentException("The schema is not one of a record");
      }
      return new EventSchema(avro);
    } catch (SchemaParseException e) {
      throw new IllegalArgumentException("The schema is not Avro: " + e.getMessage(), e);
    }
  }

  /** The name of the event, such as {@code AccountChangeEvent} or {@code Order_Paid__e}. */
  public String name() {
    return avro.getName();
  }

  /** Whether these are events of changes. */
  boolean isChange() {
    return headReader.isPresent();
  }

  List<Schema.Field> fields() {
    return avro.getFields();
  }

  /** Where the object's fields stand; made anew when the object was described anew. */
  EventLayout layout(Optional<ObjectDescription> described) {
    EventLayout known = layout;
    if (known == null || known.described().orElse(null) != described.orElse(null)) {
      known = EventLayout.of(this, described);
      layout = known;
    }
    return known;
  }

  /**
   * An event's fields.
   *
   * @throws IllegalArgumentException if the payload is not of this schema
   */
  GenericRecord read(byte[] payload) {
    return read(reader, payload);
  }

  /**
   * The header of an event of a change, whatever comes behind it.
   *
   * @throws IllegalArgumentException if the payload has none
   */
  GenericRecord readHeader(byte[] payload) {
    GenericRecord head = read(headReader.orElseThrow(EventSchema::headless), payload);
    return head.get(0) instanceof GenericRecord header ? header : missing();
  }

  private static GenericRecord missing() {
    throw headless();
  }

  private static IllegalArgumentException headless() {
    return new IllegalArgumentException("The event has no header");
  }

  private static GenericRecord read(GenericDatumReader<GenericRecord> reader, byte[] payload) {
    try {
      return reader.read(null, DecoderFactory.get().binaryDecoder(payload, null));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("The payload is not of its schema: " + e.getMessage(), e);
    }
  }

  private static Optional<Schema.Field> header(Schema avro) {
    return avro.getFields().stream()
        .limit(1)
        .filter(field -> field.name().equals(HEADER))
        .filter(field -> field.schema().getType() == Schema.Type.RECORD)
        .findFirst();
  }

  private static Schema headOnly(Schema.Field header) {
    return Schema.createRecord(
        "Head", "", "", false, List.of(new Schema.Field(header, header.schema())));
  }
}
