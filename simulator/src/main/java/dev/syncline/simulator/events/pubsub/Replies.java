package dev.syncline.simulator.events.pubsub;

import com.google.protobuf.ByteString;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.events.pubsub.wire.ConsumerEvent;
import dev.syncline.simulator.events.pubsub.wire.ProducerEvent;
import java.util.List;

/** Events of the log as the wire carries them. */
final class Replies {
  private Replies() {}

  static List<ConsumerEvent> events(List<StoredEvent> events) {
    return events.stream().map(Replies::event).toList();
  }

  private static ConsumerEvent event(StoredEvent event) {
    return ConsumerEvent.newBuilder()
        .setEvent(
            ProducerEvent.newBuilder()
                .setId(event.id())
                .setSchemaId(event.schemaId())
                .setPayload(ByteString.copyFrom(event.payload())))
        .setReplayId(bytes(event.replayId()))
        .build();
  }

  static ByteString bytes(ReplayId id) {
    return ByteString.copyFrom(id.bytes());
  }
}
