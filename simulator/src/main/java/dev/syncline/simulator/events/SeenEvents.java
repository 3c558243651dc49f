package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Sight;
import dev.syncline.simulator.events.avro.ChangeEventSchema;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.Redaction;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of the org as one user has a right to see them. What is withheld is decided once for
 * each schema of events, and again after a change of rights. Safe for several threads.
 *
 * <p>Change Data Capture Developer Guide: field-level security counts, sharing does not. That the
 * bits of withheld fields are taken out of the header too is an assumption.
 */
public final class SeenEvents {
  private final Supplier<Sight> sight;
  private final SchemaStore schemas;
  private final AtomicReference<Decisions> decisions;

  /**
   * @param sight what the user sees now
   */
  public SeenEvents(Supplier<Sight> sight, SchemaStore schemas) {
    this.sight = sight;
    this.schemas = schemas;
    this.decisions = new AtomicReference<>(Decisions.of(sight.get()));
  }

  /** What follows from a sight, worked out as far as it was needed. */
  private record Decisions(
      Sight sight, Set<String> hidden, Map<String, Optional<Redaction>> redactions) {
    static Decisions of(Sight sight) {
      Set<String> hidden =
          sight.isEverything()
              ? Set.of()
              : sight.whole().objects().stream()
                  .map(ObjectDefinition::name)
                  .filter(name -> !sight.sees(name))
                  .flatMap(name -> Stream.of(Channels.changeTopic(name), Channels.eventTopic(name)))
                  .collect(Collectors.toUnmodifiableSet());
      return new Decisions(sight, hidden, new ConcurrentHashMap<>());
    }
  }

  private Decisions decided() {
    Sight now = sight.get();
    Decisions known = decisions.get();
    if (known.sight().equals(now)) {
      return known;
    }
    Decisions fresh = Decisions.of(now);
    decisions.set(fresh);
    return fresh;
  }

  /** Whether the user may hear of what a topic tells; a channel is for everybody. */
  public boolean sees(String topic) {
    return !decided().hidden().contains(topic);
  }

  /** Whether the user may know a schema. */
  public boolean sees(EventSchema schema) {
    return sees(Channels.DATA + schema.name()) && sees(Channels.EVENT + schema.name());
  }

  /** Whether the user may publish to a topic: unless it may not create its events. */
  public boolean mayPublish(Topic topic) {
    if (!topic.canPublish()) {
      return false;
    }
    Sight now = decided().sight();
    String event = topic.name().substring(Channels.EVENT.length());
    return creates(now.seen(), event) || !creates(now.whole(), event);
  }

  private static boolean creates(Schema schema, String event) {
    return schema.object(event).filter(o -> o.is(ObjectDefinition.Flag.CREATEABLE)).isPresent();
  }

  /** Of the topics that a channel carries, those that the user may hear of. */
  public Predicate<String> carries(Predicate<String> topics) {
    return topic -> topics.test(topic) && sees(topic);
  }

  /** The events without what is withheld from the user; the same ones if nothing is. */
  public List<StoredEvent> of(List<StoredEvent> events) {
    Decisions now = decided();
    return now.sight().isEverything()
        ? events
        : events.stream().map(event -> seen(event, now)).toList();
  }

  private StoredEvent seen(StoredEvent event, Decisions now) {
    Optional<Redaction> redaction =
        now.redactions().computeIfAbsent(event.schemaId(), id -> redaction(id, now.sight()));
    return redaction.isEmpty()
        ? event
        : event.withPayload(redaction.get().applied(event.payload()));
  }

  private Optional<Redaction> redaction(String schemaId, Sight now) {
    return schemas
        .find(schemaId)
        .flatMap(schema -> object(schema, now).flatMap(o -> Redaction.of(schema, o, now)));
  }

  /** The object whose changes a schema is for; none for platform events, whose fields all see. */
  private static Optional<ObjectDefinition> object(EventSchema schema, Sight now) {
    return now.whole().objects().stream()
        .filter(object -> ChangeEventSchema.eventName(object.name()).equals(schema.name()))
        .findFirst();
  }
}
