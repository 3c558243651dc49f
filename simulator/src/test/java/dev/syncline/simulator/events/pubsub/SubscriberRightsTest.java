package dev.syncline.simulator.events.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.events.avro.AvroBytes;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.FieldMarks;
import dev.syncline.simulator.events.pubsub.wire.ConsumerEvent;
import dev.syncline.simulator.events.pubsub.wire.FetchRequest;
import dev.syncline.simulator.events.pubsub.wire.FetchResponse;
import dev.syncline.simulator.events.pubsub.wire.ReplayPreset;
import dev.syncline.simulator.events.pubsub.wire.SchemaRequest;
import dev.syncline.simulator.events.pubsub.wire.TopicRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the integration user gets over the Pub/Sub API of what it has no right to. */
class SubscriberRightsTest {
  private final RunningOrg org = RunningOrg.with(Map.of("Account", 1L), "rules.yaml");
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    var trusted = new File(Objects.requireNonNull(org.ready().caCertificate()));
    channel =
        NettyChannelBuilder.forTarget(Objects.requireNonNull(org.ready().pubsubEndpoint()))
            .sslContext(GrpcSslContexts.forClient().trustManager(trusted).build())
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    org.close();
  }

  private Channel signedIn() {
    var headers = new Metadata();
    Map.of(
            "accesstoken", org.ready().accessToken(),
            "instanceurl", org.ready().instanceUrl(),
            "tenantid", org.ready().orgId())
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private Stream<FetchRequest, FetchResponse> subscribe(String topic) {
    Stream<FetchRequest, FetchResponse> stream = Stream.open(signedIn(), PubSubMethods.SUBSCRIBE);
    stream.send(
        FetchRequest.newBuilder()
            .setTopicName(topic)
            .setReplayPreset(ReplayPreset.EARLIEST)
            .setNumRequested(10)
            .build());
    return stream;
  }

  private static List<ConsumerEvent> events(Stream<FetchRequest, FetchResponse> stream, int count)
      throws Exception {
    var events = new ArrayList<ConsumerEvent>();
    while (events.size() < count) {
      events.addAll(stream.next().getEventsList());
    }
    return events;
  }

  private GenericRecord decoded(ConsumerEvent event) {
    String json =
        ClientCalls.blockingUnaryCall(
                signedIn(),
                PubSubMethods.GET_SCHEMA,
                CallOptions.DEFAULT,
                SchemaRequest.newBuilder().setSchemaId(event.getEvent().getSchemaId()).build())
            .getSchemaJson();
    return AvroBytes.decode(
        EventSchema.of(json).avro(), event.getEvent().getPayload().toByteArray());
  }

  private void write(String write) {
    org.post("/__simulator/records", "{\"writes\":[" + write + "]}").is(200);
  }

  @Test
  void hidden_fields_are_null_and_unmarked_and_encrypted_texts_masked() throws Exception {
    write(
        """
        {"op":"insert","object":"Ticket__c","fields":{"Name":"T","Hidden__c":"no",
          "Card__c":"4111222233334444","Region__c":"EMEA"}}
        """);
    String id = org.value("SELECT Id FROM Ticket__c", "Id").asString();
    write(
        """
        {"op":"update","object":"Ticket__c","id":"%s","fields":{"Hidden__c":null,
          "Region__c":null}}
        """
            .formatted(id));
    List<ConsumerEvent> events = events(subscribe("/data/Ticket__ChangeEvent"), 2);
    GenericRecord created = decoded(events.getFirst());
    assertThat(created.get("Hidden__c")).isNull();
    assertThat(created.get("Region__c")).hasToString("EMEA");
    assertThat(created.get("Card__c")).hasToString("XXXXXXXXXXXX4444");
    GenericRecord updated = decoded(events.getLast());
    var header = (GenericRecord) updated.get("ChangeEventHeader");
    List<String> nulled =
        ((List<?>) header.get("nulledFields")).stream().map(Object::toString).toList();
    assertThat(FieldMarks.names(updated.getSchema(), nulled)).containsExactly("Region__c");
  }

  @Test
  void an_object_without_read_is_refused_and_missing_in_channels() throws Exception {
    assertThat(subscribe("/data/Vault__ChangeEvent").error())
        .isEqualTo("PERMISSION_DENIED topic.meta.permission");
    assertThat(
            PubSubFixture.error(
                catchThrowable(
                    () ->
                        ClientCalls.blockingUnaryCall(
                            signedIn(),
                            PubSubMethods.GET_TOPIC,
                            CallOptions.DEFAULT,
                            TopicRequest.newBuilder()
                                .setTopicName("/data/Vault__ChangeEvent")
                                .build()))))
        .isEqualTo("PERMISSION_DENIED topic.meta.permission");
    write("{\"op\":\"insert\",\"object\":\"Vault__c\",\"fields\":{\"Name\":\"V\"}}");
    write("{\"op\":\"insert\",\"object\":\"Ticket__c\",\"fields\":{\"Name\":\"T\"}}");
    GenericRecord only = decoded(events(subscribe("/data/ChangeEvents"), 1).getFirst());
    assertThat(((GenericRecord) only.get("ChangeEventHeader")).get("entityName"))
        .hasToString("Ticket__c");
  }
}
