package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.events.Topic;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.pubsub.wire.PublishRequest;
import dev.syncline.simulator.events.pubsub.wire.PublishResponse;
import dev.syncline.simulator.events.pubsub.wire.SchemaInfo;
import dev.syncline.simulator.events.pubsub.wire.SchemaRequest;
import dev.syncline.simulator.events.pubsub.wire.TopicInfo;
import dev.syncline.simulator.events.pubsub.wire.TopicRequest;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.Optional;

/** Answers the calls of the Pub/Sub API. */
final class PubSubCalls {
  private final PubSubParts parts;
  private final InstantSource clock;

  PubSubCalls(PubSubParts parts, InstantSource clock) {
    this.parts = parts;
    this.clock = clock;
  }

  ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(PubSubMethods.SERVICE)
        .addMethod(PubSubMethods.GET_TOPIC, ServerCalls.asyncUnaryCall(this::topic))
        .addMethod(PubSubMethods.GET_SCHEMA, ServerCalls.asyncUnaryCall(this::schema))
        .addMethod(PubSubMethods.PUBLISH, ServerCalls.asyncUnaryCall(this::publish))
        .addMethod(
            PubSubMethods.SUBSCRIBE,
            ServerCalls.asyncBidiStreamingCall(
                answers -> new SubscribeCall(parts, CallContext.current(), serverCall(answers))))
        .addMethod(
            PubSubMethods.PUBLISH_STREAM,
            ServerCalls.asyncBidiStreamingCall(
                answers ->
                    new PublishStreamCall(parts, CallContext.current(), serverCall(answers))))
        .addMethod(
            PubSubMethods.MANAGED_SUBSCRIBE,
            ServerCalls.asyncBidiStreamingCall(
                answers ->
                    new ManagedSubscribeCall(
                        parts, CallContext.current(), clock, serverCall(answers))))
        .build();
  }

  private static <A> ServerCallStreamObserver<A> serverCall(StreamObserver<A> answers) {
    return (ServerCallStreamObserver<A>) answers;
  }

  private void topic(TopicRequest request, StreamObserver<TopicInfo> answers) {
    CallContext call = CallContext.current();
    String rpcId = call.rpcId();
    answer(
        answers,
        () -> {
          if (request.getTopicName().isBlank()) {
            throw PubSubError.TOPIC_EMPTY.exception(rpcId);
          }
          Optional<Topic> topic = parts.topics().find(request.getTopicName());
          if (topic.isEmpty()) {
            throw PubSubError.TOPIC_NOT_FOUND.exception(rpcId);
          }
          SeenEvents seen = parts.seenBy(call);
          if (!seen.sees(topic.get().name())) {
            throw PubSubError.TOPIC_PERMISSION.exception(rpcId);
          }
          return TopicInfo.newBuilder()
              .setTopicName(topic.get().name())
              .setTenantGuid("core/simulator/" + parts.orgId())
              .setCanPublish(seen.mayPublish(topic.get()))
              .setCanSubscribe(true)
              .setSchemaId(topic.get().findSchema().map(EventSchema::id).orElse(""))
              .setRpcId(rpcId)
              .build();
        });
  }

  private void schema(SchemaRequest request, StreamObserver<SchemaInfo> answers) {
    CallContext call = CallContext.current();
    String rpcId = call.rpcId();
    answer(
        answers,
        () -> {
          if (request.getSchemaId().isBlank()) {
            throw PubSubError.SCHEMA_INVALID.exception(rpcId);
          }
          Optional<EventSchema> schema =
              parts.schemas().find(request.getSchemaId()).filter(parts.seenBy(call)::sees);
          if (schema.isEmpty()) {
            throw PubSubError.SCHEMA_PERMISSION.exception(rpcId);
          }
          return SchemaInfo.newBuilder()
              .setSchemaJson(schema.get().json())
              .setSchemaId(schema.get().id())
              .setRpcId(rpcId)
              .build();
        });
  }

  private void publish(PublishRequest request, StreamObserver<PublishResponse> answers) {
    CallContext call = CallContext.current();
    answer(answers, () -> new PublishCall(parts, call).answer(request, ""));
  }

  /** Works out an answer, or the error that the call ends with. */
  @FunctionalInterface
  private interface Answer<A> {
    A answer() throws StatusException;
  }

  private static <A> void answer(StreamObserver<A> answers, Answer<A> answer) {
    try {
      answers.onNext(answer.answer());
      answers.onCompleted();
    } catch (StatusException e) {
      answers.onError(e);
    }
  }
}
