package dev.syncline.benchmarks;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A client of the Pub/Sub API that does nothing with events but count them. */
final class BareSubscriber implements AutoCloseable {
  private static final String SERVICE = "eventbus.v1.PubSub/";
  private static final int OUTSTANDING = 100;
  private static final Marshaller<byte[]> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private final ManagedChannel connection;
  private final Channel channel;
  private final AtomicLong received = new AtomicLong();

  private BareSubscriber(ManagedChannel connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  /**
   * Connects.
   *
   * @param ready the line that the simulated org printed
   */
  static BareSubscriber to(JsonNode ready) throws IOException {
    ManagedChannel connection =
        NettyChannelBuilder.forTarget(ready.get("pubsubEndpoint").asString())
            .sslContext(
                GrpcSslContexts.forClient()
                    .trustManager(new File(ready.get("caCertificate").asString()))
                    .build())
            .build();
    var headers = new Metadata();
    Map.of(
            "accesstoken", ready.get("accessToken").asString(),
            "instanceurl", ready.get("instanceUrl").asString(),
            "tenantid", ready.get("orgId").asString())
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    Channel channel =
        ClientInterceptors.intercept(
            connection, MetadataUtils.newAttachHeadersInterceptor(headers));
    return new BareSubscriber(connection, channel);
  }

  private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(SERVICE + name)
        .setRequestMarshaller(BYTES)
        .setResponseMarshaller(BYTES)
        .build();
  }

  private byte[] unary(String name, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        channel, method(MethodType.UNARY, name), CallOptions.DEFAULT, request);
  }

  /** The id of the schema that a topic's events are written with now. */
  String schemaId(String topic) {
    byte[] answer = unary("GetTopic", new WireBytes().field(1, topic).bytes());
    var fields = new Fields(answer);
    while (fields.next()) {
      if (fields.number() == 5) {
        return new String(fields.value(), StandardCharsets.UTF_8);
      }
    }
    throw new IllegalStateException(topic + " has no schema");
  }

  /**
   * Publishes events in one request.
   *
   * @throws IllegalStateException if one of them is refused
   */
  void publish(String topic, String schemaId, byte[] payload, int events) {
    byte[] event = new WireBytes().field(2, schemaId).field(3, payload).bytes();
    var request = new WireBytes().field(1, topic);
    for (int i = 0; i < events; i++) {
      request.field(2, event);
    }
    var results = new Fields(unary("Publish", request.bytes()));
    while (results.next()) {
      if (results.number() == 1) {
        var result = new Fields(results.value());
        if (!result.next() || result.number() != 1) {
          throw new IllegalStateException("an event was refused");
        }
      }
    }
  }

  /** Subscribes to what comes from now on; the future is done when so many events have come. */
  CompletableFuture<Long> subscribe(String topic, long events) {
    var done = new CompletableFuture<Long>();
    ClientCall<byte[], byte[]> call =
        channel.newCall(method(MethodType.BIDI_STREAMING, "Subscribe"), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] response) {
            int count = count(response);
            if (received.addAndGet(count) >= events) {
              done.complete(received.get());
              call.cancel("all events have come", null);
            } else {
              call.request(1);
              ask(call, "", count);
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            done.completeExceptionally(new IllegalStateException("stream ended: " + status));
          }
        },
        new Metadata());
    call.request(2);
    ask(call, topic, OUTSTANDING);
    return done;
  }

  /** Subscribes to what comes from now on; each answer is handed over as it came. */
  void listen(String topic, Consumer<byte[]> answers) {
    ClientCall<byte[], byte[]> call =
        channel.newCall(method(MethodType.BIDI_STREAMING, "Subscribe"), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] response) {
            answers.accept(response);
            call.request(1);
            ask(call, "", count(response));
          }
        },
        new Metadata());
    call.request(2);
    ask(call, topic, OUTSTANDING);
  }

  private static void ask(ClientCall<byte[], byte[]> call, String topic, int events) {
    if (events > 0) {
      var request = new WireBytes();
      if (!topic.isEmpty()) {
        request.field(1, topic);
      }
      call.sendMessage(request.field(4, events).bytes());
    }
  }

  private static int count(byte[] response) {
    var fields = new Fields(response);
    int events = 0;
    while (fields.next()) {
      events += fields.number() == 1 ? 1 : 0;
    }
    return events;
  }

  @Override
  public void close() {
    connection.shutdownNow();
  }

  /** Walks through the fields of a message of Protobuf. */
  private static final class Fields {
    private final byte[] bytes;
    private int at;
    private int number;
    private int from;

    Fields(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean next() {
      if (at >= bytes.length) {
        return false;
      }
      long tag = varint();
      number = (int) (tag >>> 3);
      boolean isBytes = (tag & 7) == 2;
      long value = varint();
      from = at;
      at += isBytes ? (int) value : 0;
      return true;
    }

    int number() {
      return number;
    }

    byte[] value() {
      return Arrays.copyOfRange(bytes, from, at);
    }

    private long varint() {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        value |= (long) (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      return value;
    }
  }
}
