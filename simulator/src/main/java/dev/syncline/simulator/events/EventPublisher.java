package dev.syncline.simulator.events;

import dev.syncline.simulator.events.avro.AvroBytes;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.PlatformEventSchema;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.NewEvent;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * Publishes platform events. Platform Events Developer Guide: an event is checked against its
 * definition (required fields, lengths of texts) and refused by itself; that all events of a
 * request are refused when they exceed what may be published in an hour is an assumption.
 */
public final class EventPublisher {
  /** The largest event, in bytes. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  private final EventLog log;
  private final Topics topics;
  private final SchemaStore schemas;
  private final EventAllowance allowance;

  public EventPublisher(
      EventLog log, Topics topics, SchemaStore schemas, EventAllowance allowance) {
    this.log = log;
    this.topics = topics;
    this.schemas = schemas;
    this.allowance = allowance;
  }

  /**
   * An event that is to be published.
   *
   * @param id the publisher's own; empty lets the org give one
   * @param schemaId which schema the payload was written with
   * @param payload Avro
   */
  public record Publication(String id, String schemaId, byte[] payload) {}

  /** What became of an event. */
  public sealed interface Outcome {
    /** It stands in the log. */
    record Published(long position) implements Outcome {}

    /** It was refused; the others of its request were not for that. */
    record Refused(String reason) implements Outcome {}
  }

  /**
   * Publishes events to a topic that takes them; gives an outcome for each, in order.
   *
   * @throws IllegalArgumentException if the topic does not take events
   */
  public List<Outcome> publish(Topic topic, List<Publication> events) {
    String name = topic.findSchema().map(EventSchema::name).orElse("");
    Optional<ObjectDefinition> event = topics.platformEvent(name);
    if (!topic.canPublish() || event.isEmpty()) {
      throw new IllegalArgumentException(topic.name() + " takes no events");
    }
    List<Optional<String>> problems =
        events.stream().map(publication -> problem(event.get(), publication)).toList();
    var accepted = new ArrayList<NewEvent>();
    for (int i = 0; i < events.size(); i++) {
      if (problems.get(i).isEmpty()) {
        accepted.add(newEvent(topic, events.get(i)));
      }
    }
    boolean affordable = accepted.isEmpty() || allowance.publish(accepted.size());
    long position = affordable && !accepted.isEmpty() ? log.append(accepted) : 0;
    var outcomes = new ArrayList<Outcome>();
    for (Optional<String> problem : problems) {
      if (problem.isPresent()) {
        outcomes.add(new Outcome.Refused(problem.get()));
      } else if (affordable) {
        outcomes.add(new Outcome.Published(position++));
      } else {
        outcomes.add(new Outcome.Refused("LIMIT_EXCEEDED: the hourly publishing limit is used up"));
      }
    }
    return outcomes;
  }

  private static NewEvent newEvent(Topic topic, Publication publication) {
    String id = publication.id().isBlank() ? null : publication.id();
    return new NewEvent(topic.name(), id, publication.schemaId(), publication.payload());
  }

  private Optional<String> problem(ObjectDefinition event, Publication publication) {
    if (publication.payload().length > MAX_EVENT_BYTES) {
      return Optional.of("the event is larger than 1 MB");
    }
    Optional<EventSchema> schema =
        schemas.find(publication.schemaId()).filter(s -> s.name().equals(event.name()));
    if (schema.isEmpty()) {
      return Optional.of(
          "schema " + publication.schemaId() + " is none of " + event.name() + "; get the topic");
    }
    try {
      GenericRecord record = AvroBytes.decode(schema.get().avro(), publication.payload());
      return PlatformEventSchema.payloadFields(event).stream()
          .filter(field -> tooLong(field, record))
          .findFirst()
          .map(field -> "STRING_TOO_LONG: " + field.name() + ": max length=" + field.length());
    } catch (IllegalArgumentException e) {
      return Optional.of("the payload is not of its schema: " + e.getMessage());
    }
  }

  private static boolean tooLong(FieldDefinition field, GenericRecord record) {
    boolean text = field.type() == FieldType.STRING || field.type() == FieldType.TEXTAREA;
    boolean known = record.getSchema().getField(field.name()) != null;
    Object value = text && known && field.length() > 0 ? record.get(field.name()) : null;
    return value != null
        && value.toString().codePointCount(0, value.toString().length()) > field.length();
  }
}
