package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.CommitListener;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.PlatformEventSchema;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.NewEvent;
import dev.syncline.simulator.id.EventUuid;
import java.util.List;

/**
 * Publishes the platform events that were inserted as records, once their transaction has
 * committed. Platform Events Developer Guide: "publish after commit".
 */
final class PlatformEvents implements CommitListener {
  private final EventLog log;
  private final SchemaStore schemas;

  PlatformEvents(EventLog log, SchemaStore schemas) {
    this.log = log;
    this.schemas = schemas;
  }

  @Override
  public void committed(Commit commit) {
    List<NewEvent> events =
        commit.changes().stream()
            .filter(change -> change.object().isPlatformEvent())
            .filter(Change.Created.class::isInstance)
            .map(Change.Created.class::cast)
            .map(created -> event(created, commit))
            .toList();
    if (!events.isEmpty()) {
      log.append(events);
    }
  }

  private NewEvent event(Change.Created created, Commit commit) {
    EventSchema schema = schemas.platformEvents(created.object());
    byte[] payload =
        PlatformEventSchema.payload(
            schema,
            created.object(),
            created.after(),
            commit.committedAt(),
            commit.actor().userId());
    String topic = Channels.eventTopic(created.object().name());
    return new NewEvent(topic, EventUuid.of(created.id()), schema.id(), payload);
  }
}
