package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.Alarm;
import dev.syncline.simulator.events.Serial;
import dev.syncline.simulator.events.log.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client that shook hands: what it subscribes to, and the connect that is held for it. Holds
 * the one lock of this package; answers are given inside of it and must not wait.
 */
final class StreamingClient {
  /** What all clients are made with. */
  record Source(
      EventLog log,
      StreamingSettings settings,
      Executor executor,
      ScheduledExecutorService timer) {}

  /**
   * A connect that asks for events.
   *
   * @param holdable whether it may be held, which it may not be beside other messages
   * @param signedIn whether its token is still good
   */
  record Connect(BayeuxMessage message, boolean holdable, BooleanSupplier signedIn) {}

  /** From this version on the server may disconnect. Release notes, Summer '25; unverified. */
  private static final int DISCONNECT_VERSION = 64;

  private record Held(Connect connect, Consumer<List<Outgoing>> answer) {}

  private final Identity identity;
  private final Source source;
  private final Runnable end;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private final Serial steps;
  private final Alarm alarm;
  private @Nullable Held held;
  private boolean connected;
  private boolean ended;

  /**
   * Who a client is.
   *
   * @param browser the cookie that it shows with each request
   * @param userId 18 characters
   */
  record Identity(String id, String browser, String userId, int version) {}

  /**
   * @param end is run once, when the client has gone
   */
  StreamingClient(Identity identity, Source source, Runnable end) {
    this.identity = identity;
    this.source = source;
    this.end = end;
    this.steps = new Serial(source.executor(), this::deliver);
    this.alarm = new Alarm(source.timer());
  }

  Identity identity() {
    return identity;
  }

  /** Begins to wait for the first connect. */
  void start() {
    locked(this::awaitConnect);
  }

  /** Subscribes to a channel, or again from another place; false when there are too many. */
  boolean subscribe(StreamingTopic topic, long position) {
    lock.lock();
    try {
      boolean known = subscriptions.containsKey(topic.name());
      if (ended || (!known && subscriptions.size() >= StreamingSettings.MAX_SUBSCRIPTIONS)) {
        return ended;
      }
      EventLog.Watch watch = source.log().watch(topic.carries(), steps::ask);
      Subscription before =
          subscriptions.put(topic.name(), new Subscription(topic, position, watch));
      if (before != null) {
        before.close();
      }
      steps.ask();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void unsubscribe(String channel) {
    locked(
        () -> {
          Subscription before = subscriptions.remove(channel);
          if (before != null) {
            before.close();
          }
        });
  }

  /** Answers a connect with what there is, or holds it until there is something. */
  void connect(Connect connect, Consumer<List<Outgoing>> answer) {
    locked(
        () -> {
          release();
          if (ended) {
            answer.accept(List.of(refused(connect, Refusal.UNKNOWN_CLIENT)));
            return;
          }
          alarm.stop();
          OptionalLong wanted = connect.message().timeout();
          boolean immediately = !connected || !connect.holdable() || wanted.orElse(1) <= 0;
          held = new Held(connect, answer);
          Harvest harvest = Harvest.of(subscriptions.values(), source.log());
          if (immediately || !harvest.events().isEmpty() || harvest.usedUp()) {
            answerWith(harvest);
          } else {
            hold(wanted);
          }
        });
  }

  private void hold(OptionalLong wanted) {
    long longest = source.settings().timeout().toMillis();
    Duration hold = Duration.ofMillis(Math.min(longest, wanted.orElse(longest)));
    alarm.set(hold, number -> ring(number, this::release));
  }

  /** Called after events were appended that a subscription waits for. */
  private void deliver() {
    locked(
        () -> {
          if (held != null) {
            Harvest harvest = Harvest.of(subscriptions.values(), source.log());
            if (!harvest.events().isEmpty() || harvest.usedUp()) {
              answerWith(harvest);
            }
          }
        });
  }

  private void answerWith(Harvest harvest) {
    Held waiting = held;
    if (waiting == null) {
      return;
    }
    held = null;
    List<Outgoing> messages = new ArrayList<>(harvest.events());
    if (!waiting.connect().signedIn().getAsBoolean()) {
      messages = List.of(refused(waiting.connect(), Refusal.INVALID));
      finish();
    } else if (harvest.usedUp()) {
      messages.add(refused(waiting.connect(), Refusal.EVENTS_USED_UP));
      finish();
    } else {
      messages.add(succeeded(waiting.connect()));
      awaitConnect();
    }
    waiting.answer().accept(messages);
  }

  private void release() {
    answerWith(new Harvest(List.of(), false));
  }

  private Outgoing succeeded(Connect connect) {
    Map<String, Object> reply = connect.message().reply(true);
    if (!connected) {
      reply.put(
          "advice",
          Map.of(
              "reconnect",
              "retry",
              "interval",
              0,
              "timeout",
              source.settings().timeout().toMillis(),
              "multiple",
              true));
    }
    connected = true;
    return new Outgoing.Answer(reply);
  }

  private static Outgoing refused(Connect connect, Refusal refusal) {
    return new Outgoing.Answer(connect.message().refusal(refusal));
  }

  private void awaitConnect() {
    alarm.set(source.settings().patience(), number -> ring(number, this::finish));
  }

  private void ring(long number, Runnable action) {
    source
        .executor()
        .execute(
            () ->
                locked(
                    () -> {
                      if (alarm.isCurrent(number)) {
                        alarm.stop();
                        action.run();
                      }
                    }));
  }

  /** Lets the client go; a connect that is held is answered. */
  void close() {
    locked(
        () -> {
          release();
          finish();
        });
  }

  /**
   * Tells the client, by the connect that is held, that the server lets it go; one that asks with a
   * version that does not know of this, or has no connect, finds out later.
   */
  void disconnect() {
    locked(
        () -> {
          Held waiting = held;
          if (waiting != null && identity.version() >= DISCONNECT_VERSION) {
            held = null;
            var message = new LinkedHashMap<String, Object>();
            message.put("clientId", identity.id());
            message.put("channel", BayeuxMessage.DISCONNECT);
            message.put("successful", true);
            message.put("advice", Map.of("reconnect", "handshake", "interval", 0));
            Outgoing answer = succeeded(waiting.connect());
            waiting.answer().accept(List.of(new Outgoing.Answer(message), answer));
          }
          release();
          finish();
        });
  }

  private void finish() {
    if (!ended) {
      ended = true;
      alarm.stop();
      subscriptions.values().forEach(Subscription::close);
      subscriptions.clear();
      end.run();
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
