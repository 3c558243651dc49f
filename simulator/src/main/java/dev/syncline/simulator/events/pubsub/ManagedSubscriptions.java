package dev.syncline.simulator.events.pubsub;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The org's managed event subscriptions: their definitions, how far each has been committed, and
 * which stream reads each. Kept in memory. Safe for several threads.
 */
public final class ManagedSubscriptions {
  /** The most subscriptions of an org. Pub/Sub API Guide: managed event subscriptions. */
  public static final int MAX_SUBSCRIPTIONS = 200;

  private static final int SHORT_ID = 15;

  /** Where a subscription starts that has nothing committed, or nothing that is still there. */
  public enum Replay {
    LATEST,
    EARLIEST
  }

  /**
   * What is set for a subscription.
   *
   * @param topic what it subscribes to
   * @param defaultReplay where it starts at first
   * @param errorRecoveryReplay where it starts when what was committed has expired
   * @param running false while it is stopped
   */
  public record Definition(
      String developerName,
      String topic,
      Replay defaultReplay,
      Replay errorRecoveryReplay,
      boolean running) {}

  /**
   * A subscription.
   *
   * @param id 18 characters, prefix 18x
   * @param committed the committed position; null while there is none
   * @param stream ends the stream that reads it; null while none does
   */
  record Managed(
      String id,
      Definition definition,
      @Nullable Long committed,
      @Nullable Consumer<PubSubError> stream) {
    OptionalLong position() {
      return committed == null ? OptionalLong.empty() : OptionalLong.of(committed);
    }

    Managed readBy(@Nullable Consumer<PubSubError> reader) {
      return new Managed(id, definition, committed, reader);
    }
  }

  private final Map<String, Managed> byId = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  /**
   * Defines a subscription, or changes the one of this developer name; a stream that reads it goes
   * on unless it is to stop.
   *
   * @return its id, 18 characters
   * @throws IllegalStateException if there are {@link #MAX_SUBSCRIPTIONS} already
   */
  public String define(Definition definition) {
    Optional<Managed> there = named(definition.developerName());
    String id = there.map(Managed::id).orElseGet(this::newId);
    byId.compute(
        id,
        (key, old) ->
            old == null
                ? new Managed(id, definition, null, null)
                : new Managed(id, definition, old.committed(), old.stream()));
    if (!definition.running()) {
      there.ifPresent(managed -> end(managed, PubSubError.MANAGED_STOPPED));
    }
    return id;
  }

  private String newId() {
    if (byId.size() >= MAX_SUBSCRIPTIONS) {
      throw new IllegalStateException(
          "an org has at most " + MAX_SUBSCRIPTIONS + " managed subscriptions; delete one first");
    }
    return String.format(Locale.ROOT, "18x%012dAAA", count.incrementAndGet());
  }

  /** Deletes a subscription; whether there was one. */
  public boolean delete(String developerName) {
    Optional<Managed> there = named(developerName);
    there.ifPresent(
        managed -> {
          byId.remove(managed.id());
          end(managed, PubSubError.MANAGED_DELETED);
        });
    return there.isPresent();
  }

  /** All definitions by id. */
  public Map<String, Definition> definitions() {
    var all = new java.util.TreeMap<String, Definition>();
    byId.forEach((id, managed) -> all.put(id, managed.definition()));
    return all;
  }

  private static void end(Managed managed, PubSubError error) {
    if (managed.stream() != null) {
      managed.stream().accept(error);
    }
  }

  /** The subscription of this id, 15 or 18 characters. */
  Optional<Managed> withId(String id) {
    return List.copyOf(byId.values()).stream()
        .filter(m -> m.id().equals(id) || m.id().substring(0, SHORT_ID).equals(id))
        .findFirst();
  }

  Optional<Managed> named(String developerName) {
    return List.copyOf(byId.values()).stream()
        .filter(m -> m.definition().developerName().equals(developerName))
        .findFirst();
  }

  /** Lets a stream read a subscription; false when another one does. */
  boolean activate(String id, Consumer<PubSubError> stream) {
    Managed now =
        byId.computeIfPresent(id, (key, old) -> old.stream() == null ? old.readBy(stream) : old);
    return now != null && now.stream() == stream;
  }

  void deactivate(String id, Consumer<PubSubError> stream) {
    byId.computeIfPresent(id, (key, old) -> old.stream() == stream ? old.readBy(null) : old);
  }

  /** How far a subscription has been committed. */
  OptionalLong committed(String id) {
    Managed managed = byId.get(id);
    return managed == null ? OptionalLong.empty() : managed.position();
  }

  void commit(String id, long position) {
    byId.computeIfPresent(
        id, (key, old) -> new Managed(old.id(), old.definition(), position, old.stream()));
  }
}
