package dev.syncline.simulator.events;

import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The topics of the org, by name: change events, their standard and custom channels, platform
 * events and theirs. That names must be written exactly as they are defined is an assumption.
 */
public final class Topics {
  /** The channel that carries every selected change. */
  public static final String CHANGE_EVENTS = "/data/ChangeEvents";

  private final Supplier<Schema> schema;
  private final SchemaStore schemas;
  private final Channels channels;

  /**
   * @param schema the org's objects as they are now
   */
  public Topics(Supplier<Schema> schema, SchemaStore schemas, Channels channels) {
    this.schema = schema;
    this.schemas = schemas;
    this.channels = channels;
  }

  /** The topic of this name; empty when there is none. */
  public Optional<Topic> find(String name) {
    if (name.equals(CHANGE_EVENTS)) {
      return Optional.of(new Topic(name, channels.standard(), false, null));
    }
    if (name.endsWith("__chn")) {
      return channels.custom(name).map(carries -> new Topic(name, carries, false, null));
    }
    if (name.startsWith(Channels.EVENT)) {
      return platformEvent(name.substring(Channels.EVENT.length()))
          .map(event -> new Topic(name, name::equals, true, schemas.platformEvents(event)));
    }
    return name.startsWith(Channels.DATA) ? changesOf(name) : Optional.empty();
  }

  private Optional<Topic> changesOf(String name) {
    return schema.get().objects().stream()
        .filter(o -> Channels.supports(o) && Channels.changeTopic(o.name()).equals(name))
        .findFirst()
        .map(
            object -> {
              EventSchema events = schemas.changeEvents(object).schema();
              var standard = channels.standard();
              return new Topic(name, t -> t.equals(name) && standard.test(t), false, events);
            });
  }

  /** The platform event of this API name; empty when there is none. */
  public Optional<ObjectDefinition> platformEvent(String name) {
    return schema.get().object(name).filter(o -> name.endsWith("__e") && o.name().equals(name));
  }
}
