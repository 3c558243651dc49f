package dev.syncline.simulator.tooling;

import dev.syncline.simulator.events.Channels;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The event channels and what each carries, by the names that the Tooling API uses: a channel
 * {@code Billing__chn} or {@code ChangeEvents}, an entity {@code AccountChangeEvent} or {@code
 * Order__e}. Safe for several threads.
 */
final class ChannelCatalog {
  /** The channel that every org has. */
  static final String STANDARD = "ChangeEvents";

  private static final String DATA = "/data/";
  private static final String EVENT = "/event/";

  private final Channels channels;
  private final Supplier<Schema> schema;
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /** Channels that carry nothing yet, with their type. */
  private final Map<String, String> empty = new ConcurrentSkipListMap<>();

  ChannelCatalog(Channels channels, Supplier<Schema> schema) {
    this.channels = channels;
    this.schema = schema;
  }

  /** The id of what has this name, given when it is asked for first; 18 characters. */
  String id(String prefix, String name) {
    return ids.computeIfAbsent(
        prefix + name,
        _ ->
            RecordIds.parse(prefix + String.format(Locale.ROOT, "%012d", ids.size() + 1))
                .orElseThrow());
  }

  /** The custom channels by name, each with its type: {@code data} or {@code event}. */
  Map<String, String> custom() {
    var all = new TreeMap<>(empty);
    for (String topic : channels.channels().keySet()) {
      boolean event = topic.startsWith(EVENT);
      all.put(topic.substring(event ? EVENT.length() : DATA.length()), event ? "event" : "data");
    }
    return all;
  }

  /** Makes a channel that carries nothing yet, unless it is there. */
  void make(String name, String type) {
    if (!name.endsWith("__chn")) {
      throw SetUp.invalid("The name of a channel ends in __chn: " + name);
    }
    if (custom().size() >= Channels.MAX_CHANNELS) {
      throw SetUp.invalid("An org has at most " + Channels.MAX_CHANNELS + " channels.");
    }
    if (!custom().containsKey(name)) {
      empty.put(name, type);
    }
  }

  void remove(String name) {
    empty.remove(name);
    channels.remove(name);
  }

  /** The entities that a channel carries. */
  Set<String> members(String channel) {
    if (channel.equals(STANDARD)) {
      return selected();
    }
    return channels.channels().entrySet().stream()
        .filter(
            entry ->
                entry.getKey().equals(DATA + channel) || entry.getKey().equals(EVENT + channel))
        .flatMap(entry -> entry.getValue().stream())
        .map(topic -> topic.substring(topic.lastIndexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> selected() {
    return schema.get().objects().stream()
        .filter(Channels::supports)
        .map(object -> Channels.changeTopic(object.name()))
        .filter(channels.standard())
        .map(topic -> topic.substring(DATA.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Lets a channel carry an entity, or no longer. */
  void carry(String channel, String entity, boolean carried) {
    String object = objectOf(entity);
    if (!channel.equals(STANDARD) && !custom().containsKey(channel)) {
      throw SetUp.invalid("There is no channel " + channel);
    }
    Set<String> members = new TreeSet<>(members(channel));
    boolean changed = carried ? members.add(entity) : members.remove(entity);
    if (!changed) {
      return;
    }
    List<String> objects =
        members.stream().map(member -> member.equals(entity) ? object : objectOf(member)).toList();
    if (channel.equals(STANDARD)) {
      channels.select(Set.copyOf(objects));
    } else if (objects.isEmpty()) {
      String type = custom().getOrDefault(channel, "data");
      channels.remove(channel);
      empty.put(channel, type);
    } else {
      channels.define(channel, objects);
      empty.remove(channel);
    }
  }

  /** The object whose changes an entity stands for, or the platform event that it is. */
  private String objectOf(String entity) {
    Optional<ObjectDefinition> event =
        schema.get().object(entity).filter(object -> object.name().endsWith("__e"));
    return event
        .or(
            () ->
                schema.get().objects().stream()
                    .filter(Channels::supports)
                    .filter(o -> Channels.changeTopic(o.name()).equals(DATA + entity))
                    .findFirst())
        .map(ObjectDefinition::name)
        .orElseThrow(() -> SetUp.invalid("There is no event " + entity));
  }
}
