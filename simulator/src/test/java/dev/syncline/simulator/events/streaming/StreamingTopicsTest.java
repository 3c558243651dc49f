package dev.syncline.simulator.events.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What can be subscribed to besides change events: platform events, PushTopics, generic channels.
 */
class StreamingTopicsTest {
  private static final String PUBLISH = RunningOrg.DATA + "/sobjects/Order_Paid__e";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 3L));
  private TestClient client = TestClient.of(org);

  @BeforeEach
  void start() {
    client = TestClient.connected(org);
  }

  @AfterEach
  void stop() {
    client.close();
    org.close();
  }

  private static List<String> names(List<JsonNode> events) {
    return events.stream()
        .map(
            e ->
                e.path("data").path("event").path("type").asString()
                    + " "
                    + e.path("data").path("sobject").path("Name").asString("-"))
        .toList();
  }

  private void topic(String more) {
    org.create(
        "PushTopic",
        "{\"Name\":\"Rich\",\"ApiVersion\":66.0,"
            + "\"Query\":\"SELECT Id, Name FROM Account WHERE AnnualRevenue > 100\""
            + more
            + "}");
    assertThat(client.subscribe("/topic/Rich", "-1").path("successful").asBoolean()).isTrue();
  }

  @Test
  void what_is_published_by_rest_comes_with_its_id() {
    client.subscribe("/event/Order_Paid__e", "-1");
    JsonNode published =
        org.post(PUBLISH, "{\"Number__c\":\"A7\",\"Amount__c\":9.5}").is(201).json();
    JsonNode data = client.events(1).getFirst().path("data");
    JsonNode notice = published.path("errors").path(0);
    assertThat(published.path("success").asBoolean()).isTrue();
    assertThat(published.path("id").asString()).matches("e0\\w{16}");
    assertThat(notice.path("statusCode").asString()).isEqualTo("OPERATION_ENQUEUED");
    assertThat(data.path("event").path("EventUuid").asString())
        .isEqualTo(notice.path("message").asString());
    assertThat(data.path("payload").path("Number__c").asString()).isEqualTo("A7");
    assertThat(data.path("payload").path("Amount__c").asDouble()).isEqualTo(9.5);
    assertThat(data.path("payload").path("CreatedDate").asString())
        .isEqualTo("2026-11-20T10:00:00.000Z");
  }

  @Test
  void an_event_is_checked_before_it_is_published() {
    assertThat(org.post(PUBLISH, "{\"Amount__c\":1}").error())
        .isEqualTo("400 REQUIRED_FIELD_MISSING: Required fields are missing: [Number__c]");
    assertThat(org.post(PUBLISH, "{\"Number__c\":\"12345678901\"}").error())
        .startsWith("400 STRING_TOO_LONG");
    org.post("/__simulator/limits", "{\"HourlyPublishedPlatformEvents\":0}").is(200);
    assertThat(org.post(PUBLISH, "{\"Number__c\":\"1\"}").error()).startsWith("400 LIMIT_EXCEEDED");
  }

  @Test
  void events_of_a_collection_are_published_together() {
    client.subscribe("/event/Order_Paid__e", "-1");
    Answer answer =
        org.post(
            RunningOrg.DATA + "/composite/sobjects",
            """
            {"allOrNone":false,"records":[
              {"attributes":{"type":"Order_Paid__e"},"Number__c":"1"},
              {"attributes":{"type":"Order_Paid__e"},"Number__c":"2"}]}
            """);
    assertThat(answer.is(200).json().path(1).path("success").asBoolean()).isTrue();
    assertThat(client.events(2))
        .extracting(e -> e.path("data").path("payload").path("Number__c").asString())
        .containsExactly("1", "2");
  }

  @Test
  void events_of_a_collection_count_against_the_hourly_limit_one_by_one() {
    org.post("/__simulator/limits", "{\"HourlyPublishedPlatformEvents\":1}").is(200);
    JsonNode results =
        org.post(
                RunningOrg.DATA + "/composite/sobjects",
                """
                {"allOrNone":false,"records":[
                  {"attributes":{"type":"Order_Paid__e"},"Number__c":"1"},
                  {"attributes":{"type":"Order_Paid__e"},"Number__c":"2"}]}
                """)
            .is(200)
            .json();
    assertThat(results.path(0).path("success").asBoolean()).isTrue();
    assertThat(results.path(1).path("errors").path(0).path("statusCode").asString())
        .isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void a_push_topic_tells_of_records_that_its_query_finds() {
    topic("");
    String rich = org.create("Account", "{\"Name\":\"Rich\",\"AnnualRevenue\":200}");
    org.create("Account", "{\"Name\":\"Poor\",\"AnnualRevenue\":50}");
    org.patch(RunningOrg.DATA + "/sobjects/Account/" + rich, "{\"Phone\":\"1\"}").is(204);
    org.patch(RunningOrg.DATA + "/sobjects/Account/" + rich, "{\"AnnualRevenue\":300}").is(204);
    org.delete(RunningOrg.DATA + "/sobjects/Account/" + rich).is(204);
    List<JsonNode> events = client.events(3);
    assertThat(names(events)).containsExactly("created Rich", "updated Rich", "deleted -");
    JsonNode data = events.getFirst().path("data");
    assertThat(data.path("event").path("createdDate").asString())
        .isEqualTo("2026-11-20T10:00:00.000Z");
    assertThat(data.path("event").path("replayId").isIntegralNumber()).isTrue();
    assertThat(data.path("sobject").path("Id").asString()).isEqualTo(rich);
  }

  @Test
  void a_push_topic_tells_of_the_operations_and_fields_that_it_names() {
    topic(
        ",\"NotifyForFields\":\"Select\",\"NotifyForOperationCreate\":false,"
            + "\"NotifyForOperationDelete\":false");
    String id = org.create("Account", "{\"Name\":\"Before\",\"AnnualRevenue\":200}");
    org.patch(RunningOrg.DATA + "/sobjects/Account/" + id, "{\"AnnualRevenue\":300}").is(204);
    org.patch(RunningOrg.DATA + "/sobjects/Account/" + id, "{\"Name\":\"After\"}").is(204);
    assertThat(names(client.events(1))).containsExactly("updated After");
  }

  @Test
  void push_topics_are_kept_for_a_day() {
    topic("");
    org.create("Account", "{\"Name\":\"Old\",\"AnnualRevenue\":200}");
    org.advance("PT25H");
    client.signIn(org);
    client.subscribe("/topic/Rich", "-2");
    org.post(
            "/__simulator/records",
            """
            {"writes":[{"op":"insert","object":"Account",
                        "fields":{"Name":"New","AnnualRevenue":200}}]}
            """)
        .is(200);
    assertThat(names(client.events(1))).containsExactly("created New");
  }

  @Test
  void what_sets_the_org_up_has_no_change_events() {
    client.subscribe("/data/ChangeEvents", "-1");
    topic("");
    org.create("Account", "{\"Name\":\"seen\"}");
    assertThat(client.events(1))
        .extracting(
            e ->
                e.path("data")
                    .path("payload")
                    .path("ChangeEventHeader")
                    .path("entityName")
                    .asString())
        .containsExactly("Account");
    assertThat(client.subscribe("/data/PushTopicChangeEvent", "-1").path("error").asString())
        .startsWith("400::The channel you requested to subscribe to does not exist");
  }

  @Test
  void a_topic_that_is_not_active_cannot_be_subscribed_to() {
    org.create(
        "PushTopic",
        "{\"Name\":\"Off\",\"ApiVersion\":66.0,\"Query\":\"SELECT Id FROM Account\","
            + "\"IsActive\":false}");
    assertThat(client.subscribe("/topic/Off", "-1").path("error").asString())
        .isEqualTo("400::The channel you requested to subscribe to does not exist {/topic/Off}");
  }

  @Test
  void what_is_pushed_to_a_generic_channel_comes_as_it_is() {
    String id = org.create("StreamingChannel", "{\"Name\":\"/u/notes/all\"}");
    client.subscribe("/u/notes/all", "-1");
    org.post(
            RunningOrg.DATA + "/sobjects/StreamingChannel/" + id + "/push",
            "{\"pushEvents\":[{\"payload\":\"Grüße\",\"userIds\":[]}]}")
        .is(200);
    JsonNode data = client.events(1).getFirst().path("data");
    assertThat(data.path("payload").asString()).isEqualTo("Grüße");
    assertThat(data.path("event").path("replayId").isIntegralNumber()).isTrue();
  }
}
