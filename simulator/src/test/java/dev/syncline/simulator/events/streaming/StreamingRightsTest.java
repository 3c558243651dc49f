package dev.syncline.simulator.events.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the integration user hears of objects and fields that it has no right to. */
class StreamingRightsTest {
  private static final String TICKETS = "/data/Ticket__ChangeEvent";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 1L), "rules.yaml");
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

  /** Writes as somebody who has all rights; the record's id. */
  private String written(String operation, String object, String more) {
    return org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"%s\",\"object\":\"%s\",%s}]}"
                .formatted(operation, object, more))
        .is(200)
        .json()
        .findValue("id")
        .asString();
  }

  private static JsonNode payload(JsonNode event) {
    return event.path("data").path("payload");
  }

  @Test
  void change_events_lack_hidden_fields_and_mask_encrypted_texts() {
    client.subscribe(TICKETS, "-1");
    String id =
        written(
            "insert",
            "Ticket__c",
            "\"fields\":{\"Name\":\"T\",\"Hidden__c\":\"no\",\"Fixed__c\":\"yes\","
                + "\"Card__c\":\"4111222233334444\"}");
    written(
        "update",
        "Ticket__c",
        "\"id\":\"" + id + "\",\"fields\":{\"Hidden__c\":\"more\",\"Audit__c\":\"x\"}");
    List<JsonNode> events = client.events(2);
    JsonNode created = payload(events.getFirst());
    assertThat(created.has("Hidden__c")).isFalse();
    assertThat(created.path("Fixed__c").asString()).isEqualTo("yes");
    assertThat(created.path("Card__c").asString()).isEqualTo("XXXXXXXXXXXX4444");
    JsonNode changed = payload(events.getLast()).path("ChangeEventHeader").path("changedFields");
    assertThat(changed).extracting(JsonNode::asString).containsExactly("Audit__c");
  }

  @Test
  void an_object_without_read_cannot_be_subscribed_and_is_missing_in_channels() {
    assertThat(client.subscribe("/data/Vault__ChangeEvent", "-1").path("error").asString())
        .isEqualTo("403:denied_by_security_policy:create_denied");
    assertThat(client.subscribe("/data/ChangeEvents", "-1").path("successful").asBoolean())
        .isTrue();
    written("insert", "Vault__c", "\"fields\":{\"Name\":\"V\"}");
    written("insert", "Ticket__c", "\"fields\":{\"Name\":\"T\"}");
    assertThat(client.events(1))
        .extracting(e -> payload(e).path("ChangeEventHeader").path("entityName").asString())
        .containsExactly("Ticket__c");
    org.get(RunningOrg.DATA + "/sobjects/VaultChangeEvent/eventSchema").is(404);
  }

  @Test
  void rights_that_are_taken_away_count_from_the_next_event_on() {
    client.subscribe("/data/AccountChangeEvent", "-1");
    org.create("Account", "{\"Name\":\"one\",\"Site\":\"shown\"}");
    assertThat(payload(client.events(1).getFirst()).path("Site").asString()).isEqualTo("shown");
    org.post(
            "/__simulator/schema",
            "{\"objects\":{\"Account\":{\"extend\":true,\"fieldAccess\":{\"Site\":\"none\"}}}}")
        .is(200);
    written("insert", "Account", "\"fields\":{\"Name\":\"two\",\"Site\":\"hidden\"}");
    JsonNode second = payload(client.events(1).getFirst());
    assertThat(second.path("Name").asString()).isEqualTo("two");
    assertThat(second.has("Site")).isFalse();
  }

  @Test
  void parts_of_compound_fields_are_withheld_one_by_one() {
    client.subscribe("/data/AccountChangeEvent", "-1");
    org.post(
            "/__simulator/schema",
            """
            {"objects":{"Account":{"extend":true,
              "fieldAccess":{"BillingCity":"none","ShippingAddress":"none"}}}}
            """)
        .is(200);
    written(
        "insert",
        "Account",
        """
        "fields":{"Name":"A","BillingCity":"Wien","BillingStreet":"Ring 1","ShippingCity":"Graz"}
        """);
    JsonNode account = payload(client.events(1).getFirst());
    assertThat(account.path("BillingAddress")).hasToString("{\"Street\":\"Ring 1\"}");
    assertThat(account.has("ShippingAddress")).isFalse();
  }

  @Test
  void a_push_topic_tells_of_the_records_and_fields_that_the_user_sees() {
    written(
        "insert",
        "PushTopic",
        """
        "fields":{"Name":"Tickets","ApiVersion":66.0,
          "Query":"SELECT Id, Name, Hidden__c, Card__c, Region__c FROM Ticket__c"}
        """);
    assertThat(client.subscribe("/topic/Tickets", "-1").path("successful").asBoolean()).isTrue();
    written("insert", "Ticket__c", "\"fields\":{\"Name\":\"A\",\"Region__c\":\"Hidden\"}");
    String id =
        written(
            "insert",
            "Ticket__c",
            "\"fields\":{\"Name\":\"B\",\"Hidden__c\":\"no\",\"Card__c\":\"4111222233334444\","
                + "\"Region__c\":\"EMEA\"}");
    written("delete", "Ticket__c", "\"id\":\"" + id + "\"");
    List<JsonNode> events = client.events(2);
    JsonNode record = events.getFirst().path("data").path("sobject");
    assertThat(record.path("Name").asString()).isEqualTo("B");
    assertThat(record.has("Hidden__c")).isFalse();
    assertThat(record.path("Card__c").asString()).isEqualTo("XXXXXXXXXXXX4444");
    assertThat(events.getLast().path("data").path("event").path("type").asString())
        .isEqualTo("deleted");
  }

  @Test
  void a_push_topic_on_an_object_without_read_cannot_be_subscribed() {
    written(
        "insert",
        "PushTopic",
        "\"fields\":{\"Name\":\"Vaults\",\"ApiVersion\":66.0,"
            + "\"Query\":\"SELECT Id, Name FROM Vault__c\"}");
    assertThat(client.subscribe("/topic/Vaults", "-1").path("error").asString())
        .isEqualTo("403:denied_by_security_policy:create_denied");
  }
}
