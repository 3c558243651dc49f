package dev.syncline.simulator.events;

import dev.syncline.simulator.events.avro.ChangeEventSchema;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which objects' changes become events, and which custom channels gather which topics. Can be
 * changed while the org runs: what is read from the log from then on follows the new selection.
 */
public final class Channels {
  /** The most custom channels of an org. Change Data Capture Developer Guide: allocations. */
  public static final int MAX_CHANNELS = 100;

  private static final Set<String> SET_UP =
      Set.of(
          "BusinessProcess",
          "Group",
          "Organization",
          "PermissionSet",
          "PermissionSetLicense",
          "Profile",
          "PushTopic",
          "QueueRoutingConfig",
          "RecordType",
          "StreamingChannel",
          "UserLicense",
          "UserRole");

  static final String DATA = "/data/";
  static final String EVENT = "/event/";
  private static final String CHANNEL = "__chn";

  /** A selection: every object, or those whose topics are named. */
  private record Selection(boolean everything, Set<String> topics) {
    boolean has(String topic) {
      return everything ? isChangeTopic(topic) : topics.contains(topic);
    }
  }

  private record State(Selection standard, Map<String, Set<String>> custom) {
    State {
      custom = Map.copyOf(custom);
    }
  }

  private final AtomicReference<State> state =
      new AtomicReference<>(new State(new Selection(true, Set.of()), Map.of()));

  /** The topic of an object's change events, such as {@code /data/AccountChangeEvent}. */
  public static String changeTopic(String object) {
    return DATA + ChangeEventSchema.eventName(object);
  }

  /** The topic of a platform event. */
  public static String eventTopic(String event) {
    return EVENT + event;
  }

  private static boolean isChangeTopic(String topic) {
    return topic.startsWith(DATA) && topic.endsWith("ChangeEvent");
  }

  /**
   * Whether changes of an object can become events at all. Change Data Capture Developer Guide:
   * custom objects and most standard ones, but not those that set the org up.
   */
  public static boolean supports(ObjectDefinition object) {
    return object.is(ObjectDefinition.Flag.QUERYABLE)
        && !SET_UP.contains(object.name())
        && !object.name().endsWith("__e")
        && !object.name().endsWith("__mdt");
  }

  /** Selects every object that supports it, which is how an org starts here. */
  public void selectEverything() {
    change(s -> new State(new Selection(true, Set.of()), s.custom()));
  }

  /**
   * Selects objects for the standard channel; all others leave it. Real orgs start with none and
   * may select five without an add-on.
   *
   * @param objects API names
   */
  public void select(Set<String> objects) {
    Set<String> topics =
        objects.stream().map(Channels::changeTopic).collect(Collectors.toUnmodifiableSet());
    change(s -> new State(new Selection(false, topics), s.custom()));
  }

  /**
   * Makes or replaces a custom channel.
   *
   * @param name such as {@code Billing__chn}
   * @param members API names of objects or of platform events, not of both
   * @throws IllegalArgumentException if the name does not end in {@code __chn}, there are no
   *     members or of both kinds, or the org has {@link #MAX_CHANNELS} channels already
   */
  public void define(String name, List<String> members) {
    if (!name.endsWith(CHANNEL)) {
      throw new IllegalArgumentException(
          "the name of a channel ends in __chn; " + name + " does not");
    }
    long events = members.stream().filter(m -> m.endsWith("__e")).count();
    if (members.isEmpty() || (events != 0 && events != members.size())) {
      throw new IllegalArgumentException(
          "channel " + name + " needs members, all of them objects or all platform events");
    }
    Set<String> topics =
        members.stream()
            .map(m -> m.endsWith("__e") ? eventTopic(m) : changeTopic(m))
            .collect(Collectors.toUnmodifiableSet());
    String topic = (events == 0 ? DATA : EVENT) + name;
    change(
        s -> {
          var custom = new HashMap<>(s.custom());
          custom.put(topic, topics);
          if (custom.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException("an org has at most " + MAX_CHANNELS + " channels");
          }
          return new State(s.standard(), custom);
        });
  }

  /** Removes a custom channel; whether there was one. */
  public boolean remove(String name) {
    State before = state.get();
    change(
        s -> {
          var custom = new HashMap<>(s.custom());
          custom.remove(DATA + name);
          custom.remove(EVENT + name);
          return new State(s.standard(), custom);
        });
    return before.custom().containsKey(DATA + name) || before.custom().containsKey(EVENT + name);
  }

  /** Whether an object's changes are of interest to any channel. */
  boolean publishes(ObjectDefinition object) {
    State now = state.get();
    String topic = changeTopic(object.name());
    return supports(object)
        && (now.standard().has(topic)
            || now.custom().values().stream().anyMatch(members -> members.contains(topic)));
  }

  /** What the standard channel {@code /data/ChangeEvents} carries. */
  public Predicate<String> standard() {
    return topic -> state.get().standard().has(topic);
  }

  /** What a custom channel carries; empty when there is no channel of this topic name. */
  Optional<Predicate<String>> custom(String channelTopic) {
    return state.get().custom().containsKey(channelTopic)
        ? Optional.of(
            topic -> state.get().custom().getOrDefault(channelTopic, Set.of()).contains(topic))
        : Optional.empty();
  }

  /** The custom channels with the topics that each gathers. */
  public Map<String, Set<String>> channels() {
    var copy = new HashMap<String, Set<String>>();
    state.get().custom().forEach((name, topics) -> copy.put(name, new HashSet<>(topics)));
    return copy;
  }

  private void change(UnaryOperator<State> next) {
    state.updateAndGet(next);
  }
}
