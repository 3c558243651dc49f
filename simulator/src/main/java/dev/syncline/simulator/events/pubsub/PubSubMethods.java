package dev.syncline.simulator.events.pubsub;

import com.google.protobuf.Message;
import dev.syncline.simulator.events.pubsub.wire.FetchRequest;
import dev.syncline.simulator.events.pubsub.wire.FetchResponse;
import dev.syncline.simulator.events.pubsub.wire.ManagedFetchRequest;
import dev.syncline.simulator.events.pubsub.wire.ManagedFetchResponse;
import dev.syncline.simulator.events.pubsub.wire.PublishRequest;
import dev.syncline.simulator.events.pubsub.wire.PublishResponse;
import dev.syncline.simulator.events.pubsub.wire.SchemaInfo;
import dev.syncline.simulator.events.pubsub.wire.SchemaRequest;
import dev.syncline.simulator.events.pubsub.wire.TopicInfo;
import dev.syncline.simulator.events.pubsub.wire.TopicRequest;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;

/** The methods of the Pub/Sub API as gRPC knows them. */
final class PubSubMethods {
  static final String SERVICE = "eventbus.v1.PubSub";

  static final MethodDescriptor<TopicRequest, TopicInfo> GET_TOPIC =
      method(
          "GetTopic",
          MethodType.UNARY,
          TopicRequest.getDefaultInstance(),
          TopicInfo.getDefaultInstance());

  static final MethodDescriptor<SchemaRequest, SchemaInfo> GET_SCHEMA =
      method(
          "GetSchema",
          MethodType.UNARY,
          SchemaRequest.getDefaultInstance(),
          SchemaInfo.getDefaultInstance());

  static final MethodDescriptor<FetchRequest, FetchResponse> SUBSCRIBE =
      method(
          "Subscribe",
          MethodType.BIDI_STREAMING,
          FetchRequest.getDefaultInstance(),
          FetchResponse.getDefaultInstance());

  static final MethodDescriptor<PublishRequest, PublishResponse> PUBLISH =
      method(
          "Publish",
          MethodType.UNARY,
          PublishRequest.getDefaultInstance(),
          PublishResponse.getDefaultInstance());

  static final MethodDescriptor<PublishRequest, PublishResponse> PUBLISH_STREAM =
      method(
          "PublishStream",
          MethodType.BIDI_STREAMING,
          PublishRequest.getDefaultInstance(),
          PublishResponse.getDefaultInstance());

  static final MethodDescriptor<ManagedFetchRequest, ManagedFetchResponse> MANAGED_SUBSCRIBE =
      method(
          "ManagedSubscribe",
          MethodType.BIDI_STREAMING,
          ManagedFetchRequest.getDefaultInstance(),
          ManagedFetchResponse.getDefaultInstance());

  private PubSubMethods() {}

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, MethodType type, Q request, A response) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(response))
        .build();
  }
}
