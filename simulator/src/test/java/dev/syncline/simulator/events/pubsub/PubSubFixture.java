package dev.syncline.simulator.events.pubsub;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import com.google.protobuf.ByteString;
import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.Records;
import dev.syncline.simulator.events.avro.AvroBytes;
import dev.syncline.simulator.events.avro.SampleObjects;
import dev.syncline.simulator.events.pubsub.wire.FetchRequest;
import dev.syncline.simulator.events.pubsub.wire.FetchResponse;
import dev.syncline.simulator.events.pubsub.wire.ProducerEvent;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.generic.GenericData;

/** An org whose Pub/Sub API is served, and a client that speaks to it over a real connection. */
final class PubSubFixture implements AutoCloseable {
  static final String ORG = "00D000000000001AAA";
  static final String USER = "005000000000001AAA";
  static final String TOKEN = "00D000000000001!secret";
  static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  static final ObjectDefinition ACCOUNT =
      SampleObjects.object(
          "Account", field("Name", FieldType.STRING), field("Site", FieldType.STRING));
  static final ObjectDefinition CONTACT =
      SampleObjects.object("Contact", field("Email", FieldType.EMAIL));
  static final ObjectDefinition LOW_INK = SampleObjects.lowInk();
  static final String ACCOUNTS = "/data/AccountChangeEvent";
  static final String ALL = "/data/ChangeEvents";
  static final String INK = "/event/Low_Ink__e";

  final SimulatorClock clock = new SimulatorClock(InstantSource.fixed(NOW));
  final AtomicInteger deliveries = new AtomicInteger(Integer.MAX_VALUE);
  final AtomicInteger publications = new AtomicInteger(Integer.MAX_VALUE);
  final ManagedSubscriptions managed = new ManagedSubscriptions();
  final OrgEvents events;
  final PubSubServer server;
  private final ManagedChannel channel;
  private final AtomicInteger records = new AtomicInteger();

  PubSubFixture() throws IOException {
    this(PubSubSettings.Times.USUAL, 2_000);
  }

  PubSubFixture(PubSubSettings.Times times, int maxClients) throws IOException {
    var schema = new Schema(List.of(ACCOUNT, CONTACT, LOW_INK));
    this.events =
        new OrgEvents(
            new OrgEvents.Setting(
                ORG,
                () -> schema,
                clock,
                1,
                null,
                token -> token.equals(TOKEN) ? Optional.of(USER) : Optional.empty(),
                allowance()));
    var settings = new PubSubSettings("127.0.0.1", 0, false, maxClients, times);
    this.server = PubSubServer.start(settings, null, events, managed, clock);
    this.channel =
        NettyChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
  }

  private EventAllowance allowance() {
    return new EventAllowance() {
      @Override
      public int deliver(int wanted) {
        int left = deliveries.getAndUpdate(l -> l - Math.min(l, wanted));
        return Math.min(left, wanted);
      }

      @Override
      public boolean publish(int wanted) {
        return publications.addAndGet(-wanted) >= 0;
      }
    };
  }

  /** A channel that sends these headers with each call. */
  Channel channel(Map<String, String> headers) {
    var metadata = new Metadata();
    headers.forEach(
        (name, value) ->
            metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  Channel channel() {
    return channel(
        Map.of("accesstoken", TOKEN, "instanceurl", "http://localhost", "tenantid", ORG));
  }

  <Q, A> A call(MethodDescriptor<Q, A> method, Q request) {
    return ClientCalls.blockingUnaryCall(
        channel(), method, CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(30)), request);
  }

  /** Opens a stream whose answers are collected. */
  <Q, A> Stream<Q, A> open(MethodDescriptor<Q, A> method) {
    return Stream.open(channel(), method);
  }

  Stream<FetchRequest, FetchResponse> subscribe(FetchRequest.Builder first) {
    Stream<FetchRequest, FetchResponse> stream = open(PubSubMethods.SUBSCRIBE);
    stream.send(first.build());
    return stream;
  }

  static FetchRequest.Builder fetch(String topic, int events) {
    return FetchRequest.newBuilder().setTopicName(topic).setNumRequested(events);
  }

  /** Commits new accounts with these names, each in a transaction of its own. */
  void createAccounts(String... names) {
    for (String name : names) {
      commit(
          new Change.Created(
              ACCOUNT, Records.record(ACCOUNT, records.incrementAndGet()).with("Name", name)));
    }
  }

  void createContact(String email) {
    commit(
        new Change.Created(
            CONTACT, Records.record(CONTACT, records.incrementAndGet()).with("Email", email)));
  }

  void commit(Change... changes) {
    events
        .listener()
        .committed(new Commit(1, Actor.internal(USER), NOW, clock.instant(), List.of(changes)));
  }

  /** The names that account events carry. */
  List<String> names(List<FetchResponse> responses) {
    var names = new ArrayList<String>();
    for (FetchResponse response : responses) {
      response.getEventsList().forEach(e -> names.add(text(e.getEvent(), "Name")));
    }
    return names;
  }

  String text(ProducerEvent event, String field) {
    var schema = events.schemas().find(event.getSchemaId()).orElseThrow();
    return String.valueOf(
        AvroBytes.decode(schema.avro(), event.getPayload().toByteArray()).get(field));
  }

  /** A platform event with a serial number. */
  ProducerEvent lowInk(String id, String serial) {
    var schema = events.schemas().platformEvents(LOW_INK);
    var record = new GenericData.Record(schema.avro());
    record.put("CreatedDate", NOW.toEpochMilli());
    record.put("CreatedById", USER);
    record.put("Serial_Number__c", serial);
    return ProducerEvent.newBuilder()
        .setId(id)
        .setSchemaId(schema.id())
        .setPayload(ByteString.copyFrom(AvroBytes.encode(record)))
        .build();
  }

  /** What a failed call says: status, code and whether the message ends with the call's id. */
  static String error(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    Metadata trailers =
        failure instanceof StatusRuntimeException e && e.getTrailers() != null
            ? e.getTrailers()
            : new Metadata();
    String code = String.valueOf(trailers.get(PubSubError.ERROR_CODE));
    String rpcId = String.valueOf(trailers.get(PubSubError.RPC_ID));
    boolean named = String.valueOf(status.getDescription()).endsWith(" rpcId: " + rpcId);
    return status.getCode()
        + " "
        + code.replace("sfdc.platform.eventbus.grpc.", "")
        + (named ? "" : " without its id");
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    events.close();
  }
}
