package dev.syncline.salesforce.pubsub;

import com.google.protobuf.Message;
import dev.syncline.salesforce.pubsub.wire.FetchRequest;
import dev.syncline.salesforce.pubsub.wire.FetchResponse;
import dev.syncline.salesforce.pubsub.wire.SchemaInfo;
import dev.syncline.salesforce.pubsub.wire.SchemaRequest;
import dev.syncline.salesforce.pubsub.wire.TopicInfo;
import dev.syncline.salesforce.pubsub.wire.TopicRequest;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;

/** The methods of the Pub/Sub API that are called, as gRPC knows them. */
final class PubSubMethods {
  static final MethodDescriptor<TopicRequest, TopicInfo> TOPIC =
      method(
          "GetTopic",
          MethodType.UNARY,
          TopicRequest.getDefaultInstance(),
          TopicInfo.getDefaultInstance());

  static final MethodDescriptor<SchemaRequest, SchemaInfo> SCHEMA =
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

  private PubSubMethods() {}

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, MethodType type, Q request, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName("eventbus.v1.PubSub", name))
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }
}
