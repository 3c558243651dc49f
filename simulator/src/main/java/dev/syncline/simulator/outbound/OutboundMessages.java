package dev.syncline.simulator.outbound;

import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.CommitListener;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.events.Alarm;
import dev.syncline.simulator.events.Serial;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.oauth.OrgAddress;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The outbound messages of the org. Each change of a record that a message tells of is a
 * notification; up to 100 of them go in one post, with the values that the records have then, until
 * the receiver acknowledges it or 24 hours have passed on the org's clock.
 */
public final class OutboundMessages implements CommitListener, AutoCloseable {
  /** The most messages that are declared: a bound of the simulator. */
  static final int MAX_MESSAGES = 1_000;

  private final OrgData data;
  private final OrgAddress address;
  private final InstantSource clock;
  private final Posting posting;
  private final Map<String, OutboundMessage> messages = new ConcurrentSkipListMap<>();
  private final OutboundQueue queue = new OutboundQueue();
  private final AtomicLong numbers = new AtomicLong();
  private final ScheduledThreadPoolExecutor timer;
  private final Serial turns;
  private final Alarm alarm;
  private final IdSpace notificationIds;
  private final IdSpace actionIds;

  /**
   * Sends what is due from now on, once it is woken by a commit, by {@link #wake} or by time.
   *
   * @param declared the messages that are there from the start
   * @param clock the org's clock
   */
  public OutboundMessages(
      OrgData data, OrgAddress address, InstantSource clock, List<OutboundMessage> declared) {
    this.data = data;
    this.address = address;
    this.clock = clock;
    this.posting = new Posting();
    String instance = data.organizationId().substring(3, 6);
    this.notificationIds = new IdSpace("04l", instance);
    this.actionIds = new IdSpace("04k", instance);
    declared.forEach(this::declare);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("outbound-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    this.alarm = new Alarm(timer);
    this.turns =
        new Serial(task -> Thread.ofVirtual().name("outbound-turn").start(task), this::sendDue);
  }

  /**
   * Declares a message, or replaces the one of its name.
   *
   * @throws IllegalArgumentException if there are {@link #MAX_MESSAGES} already
   */
  void declare(OutboundMessage message) {
    if (messages.size() >= MAX_MESSAGES && !messages.containsKey(message.name())) {
      throw new IllegalArgumentException("an org has at most " + MAX_MESSAGES + " messages");
    }
    messages.put(message.name(), message);
  }

  /** Forgets a message and what waits for it. */
  boolean remove(String name) {
    boolean known = messages.remove(name) != null;
    queue.forget(name);
    return known;
  }

  /** Has a look at what is due: the clock was moved, or something else has changed. */
  public void wake() {
    turns.ask();
  }

  List<OutboundMessage> declared() {
    return List.copyOf(messages.values());
  }

  OutboundQueue queue() {
    return queue;
  }

  OrgData data() {
    return data;
  }

  InstantSource clock() {
    return clock;
  }

  @Override
  public void committed(Commit commit) {
    if (messages.isEmpty()) {
      return;
    }
    for (Change change : commit.changes()) {
      event(change).ifPresent(event -> notify(change, event, commit));
    }
    wake();
  }

  private static Optional<OutboundMessage.Event> event(Change change) {
    return switch (change) {
      case Change.Created _, Change.Undeleted _ -> Optional.of(OutboundMessage.Event.CREATE);
      case Change.Updated _ -> Optional.of(OutboundMessage.Event.UPDATE);
      case Change.Deleted _ -> Optional.empty();
    };
  }

  private void notify(Change change, OutboundMessage.Event event, Commit commit) {
    boolean own = commit.actor().userId().equals(data.integrationUserId());
    for (OutboundMessage message : messages.values()) {
      boolean meant =
          message.object().equals(change.object().name()) && message.on().contains(event);
      if (meant && !(own && message.skipIntegrationUser())) {
        String id = notificationIds.id(numbers.incrementAndGet());
        Instant now = commit.committedAt();
        queue.add(new Notification(id, message.name(), change.id(), now, 0, now));
      }
    }
  }

  /** Has everything that is due sent, each message by a thread of its own. One at a time. */
  private void sendDue() {
    Instant now = clock.instant();
    for (OutboundMessage message : messages.values()) {
      List<Notification> due = queue.take(message.name(), now);
      if (!due.isEmpty()) {
        Thread.ofVirtual().name("outbound").start(() -> send(message, due));
      }
    }
    alarm.stop();
    queue
        .nextDue(messages.keySet())
        .map(next -> Duration.between(now, next))
        .ifPresent(wait -> alarm.set(wait, _ -> wake()));
  }

  private void send(OutboundMessage message, List<Notification> due) {
    boolean acknowledged = false;
    try {
      Optional<String> envelope = envelope(message, due);
      acknowledged = envelope.isPresent() && posting.post(message.endpoint(), envelope.get());
    } finally {
      queue.sent(message.name(), due, acknowledged, clock.instant());
      wake();
    }
  }

  /** The message with the records as they are now; empty when none of them is there any more. */
  private Optional<String> envelope(OutboundMessage message, List<Notification> due) {
    Snapshot now = data.snapshot();
    Optional<ObjectDefinition> object = now.schema().object(message.object());
    var told = new ArrayList<Envelope.Told>();
    var gone = new ArrayList<Notification>();
    for (Notification notification : due) {
      Optional<Row> row =
          object.flatMap(o -> now.find(o, notification.recordId())).filter(r -> !r.isDeleted());
      if (row.isPresent()) {
        told.add(new Envelope.Told(notification.id(), row.get()));
      } else {
        gone.add(notification);
      }
    }
    queue.forget(gone);
    return told.isEmpty() || object.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Envelope(sender(message)).of(object.get(), fields(message, object.get()), told));
  }

  private static List<FieldDefinition> fields(OutboundMessage message, ObjectDefinition object) {
    return message.fields().stream()
        .flatMap(name -> object.field(name).stream())
        .filter(FieldDefinition::isStored)
        .toList();
  }

  private Envelope.Sender sender(OutboundMessage message) {
    String version = ApiVersion.NEWEST.text();
    String shortId = address.orgId().substring(0, 15);
    String soap = address.instanceUrl() + "/services/Soap/";
    long number = 1 + List.copyOf(messages.keySet()).indexOf(message.name());
    return new Envelope.Sender(
        address.orgId(),
        actionIds.id(number),
        soap + "c/" + version + "/" + shortId,
        soap + "u/" + version + "/" + shortId);
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    timer.shutdownNow();
    posting.close();
  }
}
