package dev.syncline.simulator.events;

import dev.syncline.simulator.events.avro.EventSchema;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can be subscribed to: the events of one kind, or a channel that gathers several.
 *
 * @param name such as {@code /data/ChangeEvents}
 * @param carries whether an event of the log, by its own topic, is carried
 * @param canPublish whether clients may publish to it
 * @param schema of its events now; null for channels, and for topics whose payload is JSON
 */
public record Topic(
    String name, Predicate<String> carries, boolean canPublish, @Nullable EventSchema schema) {
  /** The schema of its events now; empty for channels, and for topics whose payload is JSON. */
  public Optional<EventSchema> findSchema() {
    return Optional.ofNullable(schema);
  }
}
