package dev.syncline.simulator.events.pubsub;

import com.google.protobuf.ByteString;
import dev.syncline.simulator.events.EventPublisher;
import dev.syncline.simulator.events.EventPublisher.Outcome;
import dev.syncline.simulator.events.Topic;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.pubsub.wire.Error;
import dev.syncline.simulator.events.pubsub.wire.ErrorCode;
import dev.syncline.simulator.events.pubsub.wire.ProducerEvent;
import dev.syncline.simulator.events.pubsub.wire.PublishRequest;
import dev.syncline.simulator.events.pubsub.wire.PublishResponse;
import dev.syncline.simulator.events.pubsub.wire.PublishResult;
import io.grpc.StatusException;
import java.util.List;
import java.util.Optional;

/** Answers publish requests, alone or on a stream. */
final class PublishCall {
  private final PubSubParts parts;
  private final CallContext call;
  private final String rpcId;

  PublishCall(PubSubParts parts, CallContext call) {
    this.parts = parts;
    this.call = call;
    this.rpcId = call.rpcId();
  }

  /**
   * Publishes the events of one request.
   *
   * @param topicName the topic, where the stream knows it already; empty otherwise
   */
  PublishResponse answer(PublishRequest request, String topicName) throws StatusException {
    String asked = request.getTopicName().isBlank() ? topicName : request.getTopicName();
    if (asked.isBlank()) {
      throw PubSubError.PUBLISH_TOPIC_EMPTY.exception(rpcId);
    }
    if (!topicName.isEmpty() && !asked.equals(topicName)) {
      throw PubSubError.PUBLISH_TOPIC_MISMATCH.exception(rpcId);
    }
    int count = request.getEventsCount();
    if (count == 0 || count > PubSubSettings.MAX_PUBLISHED) {
      throw PubSubError.PUBLISH_COUNT_INVALID.exception(rpcId);
    }
    Optional<Topic> topic = parts.topics().find(asked);
    if (topic.isEmpty()) {
      throw PubSubError.TOPIC_NOT_FOUND.exception(rpcId);
    }
    if (!parts.seenBy(call).mayPublish(topic.get())) {
      throw PubSubError.TOPIC_PERMISSION.exception(rpcId);
    }
    return publish(topic.get(), request.getEventsList());
  }

  private PublishResponse publish(Topic topic, List<ProducerEvent> events) {
    List<EventPublisher.Publication> publications =
        events.stream()
            .map(
                event ->
                    new EventPublisher.Publication(
                        event.getId(), event.getSchemaId(), event.getPayload().toByteArray()))
            .toList();
    List<Outcome> outcomes = parts.publisher().publish(topic, publications);
    var response = PublishResponse.newBuilder().setRpcId(rpcId);
    topic.findSchema().ifPresent(schema -> response.setSchemaId(schema.id()));
    for (int i = 0; i < outcomes.size(); i++) {
      response.addResults(result(outcomes.get(i)).setCorrelationKey(events.get(i).getId()));
    }
    return response.build();
  }

  private static PublishResult.Builder result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Published(long position) ->
          PublishResult.newBuilder()
              .setReplayId(ByteString.copyFrom(new ReplayId(position).bytes()));
      case Outcome.Refused(String reason) ->
          PublishResult.newBuilder()
              .setError(Error.newBuilder().setCode(ErrorCode.PUBLISH).setMsg(reason));
    };
  }
}
