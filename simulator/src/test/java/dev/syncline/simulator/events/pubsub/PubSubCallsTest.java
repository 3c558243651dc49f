package dev.syncline.simulator.events.pubsub;

import static dev.syncline.simulator.events.pubsub.PubSubFixture.ACCOUNTS;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.ALL;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.INK;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.ORG;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.TOKEN;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.error;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.fetch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.pubsub.wire.ErrorCode;
import dev.syncline.simulator.events.pubsub.wire.ProducerEvent;
import dev.syncline.simulator.events.pubsub.wire.PublishRequest;
import dev.syncline.simulator.events.pubsub.wire.PublishResponse;
import dev.syncline.simulator.events.pubsub.wire.PublishResult;
import dev.syncline.simulator.events.pubsub.wire.ReplayPreset;
import dev.syncline.simulator.events.pubsub.wire.SchemaInfo;
import dev.syncline.simulator.events.pubsub.wire.SchemaRequest;
import dev.syncline.simulator.events.pubsub.wire.TopicInfo;
import dev.syncline.simulator.events.pubsub.wire.TopicRequest;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics, schemas, publishing, and who is let in. */
class PubSubCallsTest {
  private PubSubFixture org;

  @BeforeEach
  void open() throws IOException {
    org = new PubSubFixture();
  }

  @AfterEach
  void close() {
    org.close();
  }

  private TopicInfo topic(String name) {
    return org.call(PubSubMethods.GET_TOPIC, TopicRequest.newBuilder().setTopicName(name).build());
  }

  private SchemaInfo schema(String id) {
    return org.call(PubSubMethods.GET_SCHEMA, SchemaRequest.newBuilder().setSchemaId(id).build());
  }

  @Test
  void a_topic_tells_its_schema_and_what_may_be_done_with_it() {
    TopicInfo changes = topic(ACCOUNTS);
    assertThat(changes.getCanSubscribe()).isTrue();
    assertThat(changes.getCanPublish()).isFalse();
    assertThat(changes.getTenantGuid()).contains(ORG);
    assertThat(changes.getRpcId()).hasSize(36);
    assertThat(topic(INK).getCanPublish()).isTrue();
    assertThat(topic(ALL).getSchemaId()).isEmpty();
    SchemaInfo schema = schema(changes.getSchemaId());
    assertThat(schema.getSchemaId()).isEqualTo(changes.getSchemaId());
    assertThat(EventSchema.of(schema.getSchemaJson()).id()).isEqualTo(changes.getSchemaId());
    assertThat(EventSchema.of(schema.getSchemaJson()).name()).isEqualTo("AccountChangeEvent");
  }

  @Test
  void unknown_and_blank_names_are_refused() {
    assertThat(error(catchThrowable(() -> topic("/data/NoChangeEvent"))))
        .isEqualTo("NOT_FOUND topic.not.found");
    assertThat(error(catchThrowable(() -> topic(" "))))
        .isEqualTo("INVALID_ARGUMENT topic.validation.empty");
    assertThat(error(catchThrowable(() -> schema("unknown"))))
        .isEqualTo("NOT_FOUND schema.meta.permission");
    assertThat(error(catchThrowable(() -> schema(""))))
        .isEqualTo("INVALID_ARGUMENT schema.validation.failed");
  }

  @Test
  void only_who_shows_a_session_of_the_org_is_let_in() {
    var good = Map.of("accesstoken", TOKEN, "instanceurl", "http://x", "tenantid", ORG);
    assertThat(entering(good)).isEqualTo("let in");
    assertThat(entering(with(good, "tenantid", ORG.substring(0, 15)))).isEqualTo("let in");
    assertThat(entering(with(good, "accesstoken", "other")))
        .isEqualTo("UNAUTHENTICATED service.auth.error");
    assertThat(entering(with(good, "tenantid", "00D000000000009AAA")))
        .isEqualTo("UNAUTHENTICATED service.auth.error");
    for (String header : good.keySet()) {
      assertThat(entering(with(good, header, " ")))
          .as(header)
          .isEqualTo("UNAUTHENTICATED service.auth.headers.invalid");
    }
    assertThat(entering(Map.of())).isEqualTo("UNAUTHENTICATED service.auth.headers.invalid");
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var changed = new java.util.HashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private String entering(Map<String, String> headers) {
    var request = TopicRequest.newBuilder().setTopicName(ALL).build();
    Throwable failure =
        catchThrowable(
            () ->
                ClientCalls.blockingUnaryCall(
                    org.channel(headers), PubSubMethods.GET_TOPIC, CallOptions.DEFAULT, request));
    return failure == null ? "let in" : error(failure);
  }

  private PublishResponse publish(String topic, List<ProducerEvent> events) {
    return org.call(
        PubSubMethods.PUBLISH,
        PublishRequest.newBuilder().setTopicName(topic).addAllEvents(events).build());
  }

  @Test
  void a_published_event_is_delivered_with_the_id_of_its_publisher() throws Exception {
    PublishResponse response = publish(INK, List.of(org.lowInk("own-id", "s1")));
    PublishResult result = response.getResults(0);
    assertThat(result.hasError()).isFalse();
    assertThat(result.getCorrelationKey()).isEqualTo("own-id");
    assertThat(response.getSchemaId()).isEqualTo(topic(INK).getSchemaId());
    var stream = org.subscribe(fetch(INK, 5).setReplayPreset(ReplayPreset.EARLIEST));
    var event = stream.next().getEvents(0);
    assertThat(event.getReplayId()).isEqualTo(result.getReplayId());
    assertThat(event.getEvent().getId()).isEqualTo("own-id");
    assertThat(org.text(event.getEvent(), "Serial_Number__c")).isEqualTo("s1");
  }

  @Test
  void a_bad_event_is_refused_alone() {
    ProducerEvent good = org.lowInk("a", "s1");
    PublishResponse response =
        publish(
            INK,
            List.of(
                good,
                good.toBuilder().setSchemaId("unknown").build(),
                good.toBuilder().setSchemaId(topic(ACCOUNTS).getSchemaId()).build(),
                good.toBuilder().setPayload(ByteString.copyFromUtf8("x")).build(),
                org.lowInk("b", "x".repeat(21)),
                org.lowInk("c", "x".repeat(1_100_000)),
                good));
    assertThat(response.getResultsList())
        .extracting(r -> r.hasError() ? r.getError().getCode() : "published")
        .containsExactly(
            "published",
            ErrorCode.PUBLISH,
            ErrorCode.PUBLISH,
            ErrorCode.PUBLISH,
            ErrorCode.PUBLISH,
            ErrorCode.PUBLISH,
            "published");
    assertThat(response.getResults(4).getError().getMsg()).contains("STRING_TOO_LONG");
    assertThat(response.getResults(5).getError().getMsg()).contains("1 MB");
  }

  @Test
  void events_beyond_the_hourly_limit_are_refused() {
    org.publications.set(1);
    assertThat(publish(INK, List.of(org.lowInk("a", "s"))).getResults(0).hasError()).isFalse();
    assertThat(publish(INK, List.of(org.lowInk("a", "s"))).getResults(0).getError().getMsg())
        .startsWith("LIMIT_EXCEEDED");
  }

  @Test
  void publish_requests_that_make_no_sense_are_refused() {
    var event = org.lowInk("a", "s");
    assertThat(error(catchThrowable(() -> publish("", List.of(event)))))
        .isEqualTo("INVALID_ARGUMENT publish.topic.validation.empty");
    assertThat(error(catchThrowable(() -> publish("/event/No__e", List.of(event)))))
        .isEqualTo("NOT_FOUND topic.not.found");
    assertThat(error(catchThrowable(() -> publish(ACCOUNTS, List.of(event)))))
        .isEqualTo("PERMISSION_DENIED topic.meta.permission");
    assertThat(error(catchThrowable(() -> publish(INK, List.of()))))
        .isEqualTo("INVALID_ARGUMENT publish.event.count.invalid");
    var many = IntStream.range(0, 201).mapToObj(i -> event).toList();
    assertThat(error(catchThrowable(() -> publish(INK, many))))
        .isEqualTo("INVALID_ARGUMENT publish.event.count.invalid");
  }

  private static PublishRequest.Builder request(String topic, ProducerEvent... events) {
    return PublishRequest.newBuilder().setTopicName(topic).addAllEvents(List.of(events));
  }

  @Test
  void a_publish_stream_answers_each_request_in_order() throws Exception {
    Stream<PublishRequest, PublishResponse> stream = org.open(PubSubMethods.PUBLISH_STREAM);
    for (int i = 0; i < 50; i++) {
      stream.send(request(i == 0 ? INK : "", org.lowInk("id" + i, "s" + i)).build());
    }
    List<PublishResponse> answers = stream.until(all -> all.size() == 50);
    assertThat(answers)
        .extracting(a -> a.getResults(0).getCorrelationKey())
        .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "id" + i).toList());
    assertThat(answers)
        .extracting(
            a ->
                ReplayId.parse(a.getResults(0).getReplayId().toByteArray())
                    .orElseThrow()
                    .position())
        .isSorted();
    stream.send(request("", org.lowInk("r", "s")).setAuthRefresh(TOKEN).build());
    assertThat(stream.next().getResultsCount()).isEqualTo(1);
    stream.halfClose();
    assertThat(stream.error()).isEqualTo("completed");
  }

  @Test
  void a_publish_stream_ends_at_a_request_that_makes_no_sense() throws Exception {
    var event = org.lowInk("a", "s");
    assertThat(publishing(request("", event)))
        .isEqualTo("INVALID_ARGUMENT publish.topic.validation.empty");
    assertThat(publishing(request(INK))).isEqualTo("INVALID_ARGUMENT publish.event.count.invalid");
    assertThat(publishing(request(INK, event).setAuthRefresh(TOKEN)))
        .isEqualTo("INVALID_ARGUMENT publish.auth.refresh.invalid");
    assertThat(publishing(request(INK, event), request("/event/Other__e", event)))
        .isEqualTo("INVALID_ARGUMENT publish.topic.mismatch");
    assertThat(publishing(request(INK, event), request(INK, event).setAuthRefresh("unknown")))
        .isEqualTo("UNAUTHENTICATED service.auth.refresh.invalid");
  }

  private String publishing(PublishRequest.Builder... requests) throws Exception {
    Stream<PublishRequest, PublishResponse> stream = org.open(PubSubMethods.PUBLISH_STREAM);
    for (PublishRequest.Builder request : requests) {
      stream.send(request.build());
    }
    return stream.error();
  }

  @Test
  void a_publish_stream_that_falls_silent_is_swept() throws Exception {
    org.close();
    var times =
        new PubSubSettings.Times(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(50));
    org = new PubSubFixture(times, 10);
    Stream<PublishRequest, PublishResponse> stream = org.open(PubSubMethods.PUBLISH_STREAM);
    assertThat(stream.error()).isEqualTo("DEADLINE_EXCEEDED publish.stream.sweeper.timeout");
  }

  @Test
  void errors_can_be_ordered_for_the_next_calls_of_a_method() throws Exception {
    for (PubSubError ordered : PubSubError.values()) {
      org.server.faults().failNext("GetTopic", ordered, 1);
      Throwable failure = catchThrowable(() -> topic(ALL));
      assertThat(error(failure))
          .endsWith(" " + ordered.code().replace("sfdc.platform.eventbus.grpc.", ""));
      assertThat(PubSubError.named(ordered.code())).contains(ordered);
    }
    assertThat(topic(ALL).getTopicName()).isEqualTo(ALL);
    org.server.faults().failNext("*", PubSubError.SERVICE_UNAVAILABLE, 2);
    assertThat(org.subscribe(fetch(ALL, 1)).error()).isEqualTo("UNAVAILABLE service.unavailable");
    org.server.faults().clear();
    assertThat(topic(ALL).getTopicName()).isEqualTo(ALL);
  }

  @Test
  void a_custom_channel_carries_its_members_only() throws Exception {
    org.events.channels().define("Sales__chn", List.of("Contact"));
    org.events.channels().define("Ink__chn", List.of("Low_Ink__e"));
    org.createAccounts("one");
    org.createContact("a@b.c");
    publish(INK, List.of(org.lowInk("id", "s")));
    var sales = org.subscribe(fetch("/data/Sales__chn", 5).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(org.text(sales.next().getEvents(0).getEvent(), "Email")).isEqualTo("a@b.c");
    var ink = org.subscribe(fetch("/event/Ink__chn", 5).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(ink.next().getEvents(0).getEvent().getId()).isEqualTo("id");
    assertThat(topic("/data/Sales__chn").getCanPublish()).isFalse();
  }

  @Test
  void an_object_that_is_not_selected_has_a_topic_without_events() throws Exception {
    org.events.channels().select(java.util.Set.of("Contact"));
    org.events.channels().define("Accounts__chn", List.of("Account"));
    org.createAccounts("one");
    org.createContact("a@b.c");
    var all = org.subscribe(fetch(ALL, 5).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(all.next().getEventsList())
        .extracting(e -> org.text(e.getEvent(), "Email"))
        .containsExactly("a@b.c");
    var accounts =
        org.subscribe(fetch("/data/Accounts__chn", 5).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(org.names(List.of(accounts.next()))).containsExactly("one");
  }
}
