package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.log.EventBatch;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.StoredEvent;
import java.util.List;

/** A place in the log from which a client reads a channel on. Guarded by its client's lock. */
final class Subscription {
  private final StreamingTopic topic;
  private final EventLog.Watch watch;
  private long position;

  Subscription(StreamingTopic topic, long position, EventLog.Watch watch) {
    this.topic = topic;
    this.position = position;
    this.watch = watch;
  }

  StreamingTopic topic() {
    return topic;
  }

  /** What comes next; events that have expired meanwhile are passed over. */
  EventBatch next(EventLog log, int maxEvents) {
    EventBatch batch = read(log, maxEvents);
    while (batch.events().isEmpty() && batch.more()) {
      position = batch.position();
      batch = read(log, maxEvents);
    }
    return batch;
  }

  private EventBatch read(EventLog log, int maxEvents) {
    EventBatch batch =
        log.read(position, topic.carries(), maxEvents, StreamingSettings.MAX_ANSWER_BYTES);
    List<StoredEvent> seen = topic.seen().apply(batch.events());
    return new EventBatch(seen, batch.position(), batch.more(), batch.lost());
  }

  /** Uses up one delivery; false when the org has none left. */
  boolean allowed() {
    return topic.allowance().deliver(1) == 1;
  }

  void delivered(long upTo) {
    position = upTo;
  }

  void close() {
    watch.close();
  }
}
