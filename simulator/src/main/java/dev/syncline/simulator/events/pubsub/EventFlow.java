package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.Alarm;
import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.events.Serial;
import dev.syncline.simulator.events.Topic;
import dev.syncline.simulator.events.log.EventBatch;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.log.StoredEvent;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a topic on their way to one subscriber, as many as it asks for. All that happens to
 * a flow is a message to it; one step at a time takes the messages and sends what can be sent.
 */
final class EventFlow {
  private static final Logger LOG = LoggerFactory.getLogger(EventFlow.class);

  /** Where a flow's events go. Called by one thread at a time. */
  interface Outlet {
    /** Whether the connection takes more now; if not, the flow is woken when it does. */
    boolean ready();

    void send(List<StoredEvent> events, ReplayId latest, int pending);

    void fail(PubSubError error);

    void complete();
  }

  /** What all flows are made with. */
  record Source(
      EventLog log,
      EventAllowance allowance,
      Supplier<PubSubSettings.Times> waits,
      BooleanSupplier silent,
      Executor executor,
      ScheduledExecutorService timer) {
    /** How long streams wait now. */
    PubSubSettings.Times times() {
      return waits.get();
    }
  }

  private final Source source;
  private final Topic topic;
  private final SeenEvents seen;
  private final Predicate<String> carries;
  private final Outlet outlet;
  private final FlowMessages messages = new FlowMessages();
  private final Serial steps;
  private final Alarm alarm;
  private EventLog.Watch watch = () -> {};
  private boolean keepAliveDue;
  private long position;
  private int pending;
  private boolean lastRequest;
  private boolean ended;

  EventFlow(Source source, Topic topic, SeenEvents seen, long position, Outlet outlet) {
    this.source = source;
    this.topic = topic;
    this.seen = seen;
    this.carries = seen.carries(topic.carries());
    this.position = position;
    this.outlet = outlet;
    this.steps = new Serial(source.executor(), this::step);
    this.alarm = new Alarm(source.timer());
  }

  /** Begins to send, as soon as events are asked for. */
  void start() {
    run(() -> watch = source.log().watch(carries, steps::ask));
  }

  /** Asks for more events. */
  void request(int events) {
    messages.request(events);
    steps.ask();
  }

  /** Has something run between two sendings, unless the flow has ended by then. */
  void run(Runnable action) {
    messages.run(
        () -> {
          if (!ended) {
            action.run();
          }
        });
    steps.ask();
  }

  /** The connection takes more. */
  void wake() {
    steps.ask();
  }

  /** Ends the stream with an error, unless it has ended. */
  void fail(PubSubError error) {
    run(() -> end(() -> outlet.fail(error)));
  }

  /** The subscriber will not ask again: the stream ends once it has been given everything. */
  void noMore() {
    run(() -> lastRequest = true);
  }

  /** The connection is gone: nothing more is sent. */
  void stop() {
    run(() -> end(() -> {}));
  }

  private void end(Runnable last) {
    ended = true;
    alarm.stop();
    watch.close();
    last.run();
  }

  private void step() {
    try {
      int asked = messages.take();
      if (!ended && asked > 0) {
        pending = Math.min(PubSubSettings.MAX_OUTSTANDING, pending + asked);
        alarm.stop();
      }
      boolean more = true;
      while (more && mayRead()) {
        more = readSome();
      }
      if (keepAliveDue && mayRead()) {
        send(List.of(), position);
      }
      keepAliveDue = false;
      if (!ended && lastRequest && pending == 0) {
        end(outlet::complete);
      }
      if (!ended && !alarm.isSet()) {
        setAlarm();
      }
    } catch (RuntimeException e) {
      LOG.error("a subscription to {} broke off; its client may start it again", topic.name(), e);
      fail(PubSubError.SUBSCRIPTION_INTERNAL);
    }
  }

  private boolean mayRead() {
    return !ended && pending > 0 && outlet.ready() && !source.silent().getAsBoolean();
  }

  private void send(List<StoredEvent> events, long latest) {
    alarm.stop();
    keepAliveDue = false;
    pending -= events.size();
    outlet.send(seen.of(events), new ReplayId(latest), pending);
  }

  /** Reads on and sends what there is; whether there may be more to read. */
  private boolean readSome() {
    EventBatch batch =
        source.log().read(position, carries, pending, PubSubSettings.MAX_RESPONSE_BYTES);
    if (batch.lost()) {
      end(() -> outlet.fail(PubSubError.REPLAY_ID_CORRUPTED));
      return false;
    }
    if (batch.events().isEmpty()) {
      position = batch.position();
      return batch.more();
    }
    int allowed = source.allowance().deliver(batch.events().size());
    if (allowed > 0) {
      List<StoredEvent> events = batch.events().subList(0, allowed);
      boolean all = allowed == batch.events().size();
      position = all ? batch.position() : events.getLast().position();
      send(events, events.getLast().position());
    }
    if (allowed < batch.events().size()) {
      end(() -> outlet.fail(PubSubError.DELIVERY_LIMIT));
    }
    return true;
  }

  private void setAlarm() {
    if (pending == 0) {
      alarm.set(source.times().idle(), number -> ring(number, () -> end(outlet::complete)));
    } else {
      alarm.set(source.times().keepAlive(), number -> ring(number, this::keepAlive));
    }
  }

  private void ring(long number, Runnable action) {
    run(
        () -> {
          if (alarm.isCurrent(number)) {
            alarm.stop();
            action.run();
          }
        });
  }

  /** Has a waiting subscriber told where the log is now, so that it can come back there. */
  private void keepAlive() {
    source.log().freshPosition();
    keepAliveDue = true;
  }
}
