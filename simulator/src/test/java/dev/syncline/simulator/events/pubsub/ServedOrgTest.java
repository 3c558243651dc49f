package dev.syncline.simulator.events.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import dev.syncline.simulator.events.avro.AvroBytes;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.FieldMarks;
import dev.syncline.simulator.events.pubsub.wire.ConsumerEvent;
import dev.syncline.simulator.events.pubsub.wire.FetchRequest;
import dev.syncline.simulator.events.pubsub.wire.FetchResponse;
import dev.syncline.simulator.events.pubsub.wire.ReplayPreset;
import dev.syncline.simulator.events.pubsub.wire.SchemaRequest;
import dev.syncline.simulator.events.pubsub.wire.TopicInfo;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole org: what is written by REST is told of by the Pub/Sub API, over TLS. */
class ServedOrgTest {
  private static final String ACCOUNTS = "/services/data/v66.0/sobjects/Account/";

  private Simulator simulator;
  private ManagedChannel channel;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    simulator =
        Simulator.start(
            SimulatorSettings.inMemory(7, Map.of("Account", 3L)), InstantSource.system());
    var trusted = new File(Objects.requireNonNull(simulator.ready().caCertificate()));
    channel =
        NettyChannelBuilder.forTarget(Objects.requireNonNull(simulator.ready().pubsubEndpoint()))
            .sslContext(GrpcSslContexts.forClient().trustManager(trusted).build())
            .build();
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    channel.shutdownNow();
    simulator.close();
  }

  private Channel signedIn() {
    return signedIn(simulator.ready().accessToken(), simulator.ready().orgId());
  }

  private Channel signedIn(String token, String orgId) {
    var headers = new Metadata();
    Map.of(
            "accesstoken", token,
            "instanceurl", simulator.ready().instanceUrl(),
            "tenantid", orgId)
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(simulator.ready().instanceUrl() + path))
            .header("Authorization", "Bearer " + simulator.ready().accessToken())
            .header("Sforce-Call-Options", "client=syncline")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
  }

  private GenericRecord decoded(ConsumerEvent event) {
    String id = event.getEvent().getSchemaId();
    String json =
        ClientCalls.blockingUnaryCall(
                signedIn(),
                PubSubMethods.GET_SCHEMA,
                CallOptions.DEFAULT,
                SchemaRequest.newBuilder().setSchemaId(id).build())
            .getSchemaJson();
    return AvroBytes.decode(
        EventSchema.of(json).avro(), event.getEvent().getPayload().toByteArray());
  }

  @Test
  void what_rest_writes_arrives_as_change_events() throws Exception {
    Stream<FetchRequest, FetchResponse> stream = Stream.open(signedIn(), PubSubMethods.SUBSCRIBE);
    stream.send(
        FetchRequest.newBuilder()
            .setTopicName("/data/AccountChangeEvent")
            .setReplayPreset(ReplayPreset.EARLIEST)
            .setNumRequested(10)
            .build());
    String id =
        send("POST", ACCOUNTS, "{\"Name\":\"Äcme\",\"AnnualRevenue\":12.5}").path("id").asString();
    send("PATCH", ACCOUNTS + id, "{\"BillingCity\":\"Wien\",\"AnnualRevenue\":null}");
    send("DELETE", ACCOUNTS + id, "");

    var events = new ArrayList<ConsumerEvent>();
    while (events.size() < 3) {
      events.addAll(stream.next().getEventsList());
    }
    GenericRecord created = decoded(events.get(0));
    GenericRecord updated = decoded(events.get(1));
    assertThat(events.stream().map(this::decoded).map(ServedOrgTest::header))
        .extracting(h -> h.get("changeType").toString())
        .containsExactly("CREATE", "UPDATE", "DELETE");
    assertThat(header(created).get("changeOrigin"))
        .hasToString("com/salesforce/api/rest/66.0;client=syncline");
    assertThat(header(created).get("recordIds")).hasToString("[" + id + "]");
    assertThat(created.get("Name")).hasToString("Äcme");
    assertThat(created.get("OwnerId")).hasToString(header(created).get("commitUser").toString());
    assertThat(((GenericRecord) updated.get("BillingAddress")).get("City")).hasToString("Wien");
    assertThat(names(updated, "changedFields"))
        .contains("AnnualRevenue", "BillingAddress.City")
        .doesNotContain("Name", "SystemModstamp");
    assertThat(names(updated, "nulledFields")).containsExactly("AnnualRevenue");
  }

  private static GenericRecord header(GenericRecord event) {
    return (GenericRecord) event.get(0);
  }

  private static List<String> names(GenericRecord event, String field) {
    List<String> bitmaps =
        ((List<?>) header(event).get(field)).stream().map(Object::toString).toList();
    return FieldMarks.names(event.getSchema(), bitmaps);
  }

  @Test
  void a_revoked_token_does_not_open_a_stream() throws Exception {
    send("POST", "/__simulator/tokens/revoke", "{\"all\":true}");
    Stream<FetchRequest, FetchResponse> stream = Stream.open(signedIn(), PubSubMethods.SUBSCRIBE);
    assertThat(stream.error()).isEqualTo("UNAUTHENTICATED service.auth.error");
  }

  @Test
  void a_topic_tells_the_id_that_the_org_has_now() throws Exception {
    String before = simulator.ready().orgId();
    String now =
        send("POST", "/__simulator/organization", "{\"newId\":true}").path("id").asString();
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(
                simulator.ready().client().clientId(), simulator.ready().client().clientSecret());
    var request =
        HttpRequest.newBuilder(
                URI.create(simulator.ready().instanceUrl() + "/services/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    String token =
        JsonMapper.shared()
            .readTree(http.send(request, BodyHandlers.ofString()).body())
            .path("access_token")
            .asString();
    TopicInfo topic =
        ClientCalls.blockingUnaryCall(
            signedIn(token, now),
            PubSubMethods.GET_TOPIC,
            CallOptions.DEFAULT,
            TopicRequest.newBuilder().setTopicName("/data/AccountChangeEvent").build());
    assertThat(topic.getTenantGuid()).endsWith(now).doesNotContain(before);
  }

  @Test
  void deliveries_count_against_the_limit_of_the_org() throws Exception {
    send("POST", "/__simulator/limits", "{\"DailyDeliveredPlatformEvents\":1}");
    send("POST", ACCOUNTS, "{\"Name\":\"one\"}");
    send("POST", ACCOUNTS, "{\"Name\":\"two\"}");
    Stream<FetchRequest, FetchResponse> stream = Stream.open(signedIn(), PubSubMethods.SUBSCRIBE);
    stream.send(
        FetchRequest.newBuilder()
            .setTopicName("/data/ChangeEvents")
            .setReplayPreset(ReplayPreset.EARLIEST)
            .setNumRequested(10)
            .build());
    assertThat(stream.error()).isEqualTo("RESOURCE_EXHAUSTED subscription.limit.exceeded");
    assertThat(stream.rest())
        .singleElement()
        .extracting(FetchResponse::getEventsCount)
        .isEqualTo(1);
    JsonNode limits = send("GET", "/services/data/v66.0/limits", "");
    assertThat(limits.path("DailyDeliveredPlatformEvents").path("Remaining").asInt()).isZero();
  }
}
