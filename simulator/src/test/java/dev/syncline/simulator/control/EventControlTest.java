package dev.syncline.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What real orgs do to events now and then can be ordered from outside. */
class EventControlTest {
  private static final String EVENTS = "/__simulator/events";
  private static final String ACCOUNTS = "/data/AccountChangeEvent";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 3L));
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @AfterEach
  void stop() {
    http.close();
    org.close();
  }

  private JsonNode say(String message) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(org.ready().instanceUrl() + "/cometd/66.0"))
            .header("Authorization", "Bearer " + org.ready().accessToken())
            .POST(BodyPublishers.ofString(message))
            .build();
    return JsonMapper.shared()
        .readTree(http.sendAsync(request, BodyHandlers.ofString()).join().body());
  }

  /** All events of a channel that are kept. */
  private List<JsonNode> kept(String channel) {
    String client = say("{\"channel\":\"/meta/handshake\"}").path(0).path("clientId").asString();
    JsonNode messages =
        say(
            """
            [{"channel":"/meta/subscribe","clientId":"%s","subscription":"%s",
              "ext":{"replay":{"%s":-2}}},
             {"channel":"/meta/connect","clientId":"%s","connectionType":"long-polling"}]
            """
                .formatted(client, channel, channel, client));
    var events = new ArrayList<JsonNode>();
    messages.forEach(events::add);
    return events.stream().filter(m -> m.has("data")).map(m -> m.path("data")).toList();
  }

  private List<String> changes(String channel) {
    return kept(channel).stream()
        .map(e -> e.path("payload").path("ChangeEventHeader"))
        .map(h -> h.path("changeType").asString() + " " + h.path("recordIds"))
        .toList();
  }

  @Test
  void the_next_events_become_gaps() {
    org.post(EVENTS + "/quirks", "{\"object\":\"Account\",\"gapNext\":1}").is(204);
    String one = org.create("Account", "{\"Name\":\"one\"}");
    String two = org.create("Account", "{\"Name\":\"two\"}");
    assertThat(changes(ACCOUNTS))
        .containsExactly("GAP_CREATE [\"" + one + "\"]", "CREATE [\"" + two + "\"]");
  }

  @Test
  void events_come_twice_and_late_where_they_are_told_to() {
    assertThat(org.post(EVENTS + "/quirks", "{\"disorder\":2}").error())
        .contains("disorder must be a share from 0 to 1");
    org.post(EVENTS + "/quirks", "{\"disorder\":0.5}").is(204);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = org.create("Account", "{\"Name\":\"n" + i + "\"}");
      made.add("CREATE [\"" + id + "\"]");
    }
    org.delete(EVENTS + "/quirks").is(204);
    List<String> heard = changes(ACCOUNTS);
    assertThat(heard).containsAll(made).hasSizeGreaterThan(made.size());
    assertThat(heard.stream().distinct().toList()).hasSameSizeAs(made).isNotEqualTo(made);
  }

  @Test
  void streams_can_be_told_to_say_nothing() {
    org.post(EVENTS + "/silence", "{\"silent\":true}").is(204);
    org.post(EVENTS + "/silence", "{\"silent\":false}").is(204);
  }

  @Test
  void a_mass_change_is_a_gap_with_a_wildcard() {
    org.post(
            EVENTS + "/gaps",
            "{\"object\":\"Account\",\"type\":\"GAP_UPDATE\",\"recordIds\":[\"001*\"]}")
        .is(200);
    assertThat(changes(ACCOUNTS)).containsExactly("GAP_UPDATE [\"001*\"]");
    assertThat(
            org.post(
                    EVENTS + "/gaps",
                    "{\"object\":\"Account\",\"type\":\"UPDATE\",\"recordIds\":[\"001*\"]}")
                .error())
        .startsWith("400 INVALID_CONTROL_REQUEST: type: UPDATE is no gap");
  }

  @Test
  void a_field_of_another_type_is_a_gap_for_every_record() {
    org.post(
            "/__simulator/schema",
            """
            {"objects":{"Account":{"extend":true,"replace":{"Code__c":{"type":"textarea"}}}}}
            """)
        .is(200);
    assertThat(changes(ACCOUNTS)).containsExactly("GAP_UPDATE [\"001*\"]");
  }

  @Test
  void a_transaction_overflows_where_it_is_told_to() {
    org.post(EVENTS + "/quirks", "{\"overflowAfter\":1}").is(204);
    org.post(
            "/__simulator/records",
            """
            {"writes":[{"op":"insert","object":"Account","fields":{"Name":"one"}},
                       {"op":"insert","object":"Account","fields":{"Name":"two"}}]}
            """)
        .is(200);
    assertThat(changes(ACCOUNTS))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("CREATE "),
            second -> assertThat(second).isEqualTo("GAP_OVERFLOW [\"000000000000000AAA\"]"));
    org.delete(EVENTS + "/quirks").is(204);
  }

  @Test
  void custom_channels_carry_their_members_and_can_be_removed() {
    org.post(EVENTS + "/channels", "{\"name\":\"Billing__chn\",\"members\":[\"Account\"]}").is(204);
    org.create("Contact", "{\"LastName\":\"unseen\"}");
    org.create("Account", "{\"Name\":\"seen\"}");
    assertThat(changes("/data/Billing__chn")).hasSize(1);
    org.delete(EVENTS + "/channels/Billing__chn").is(204);
    assertThat(org.delete(EVENTS + "/channels/Billing__chn").status()).isEqualTo(404);
  }

  @Test
  void only_selected_objects_have_events() {
    org.post(EVENTS + "/select", "{\"objects\":[\"Contact\"]}").is(204);
    org.create("Account", "{\"Name\":\"unseen\"}");
    org.create("Contact", "{\"LastName\":\"seen\"}");
    assertThat(kept("/data/ChangeEvents"))
        .extracting(e -> e.path("payload").path("Name").path("LastName").asString())
        .containsExactly("seen");
    org.post(EVENTS + "/select", "{\"objects\":\"all\"}").is(204);
  }

  @Test
  void everything_can_expire_at_once() {
    org.create("Account", "{\"Name\":\"old\"}");
    org.post(EVENTS + "/expire", "").is(204);
    assertThat(kept(ACCOUNTS)).isEmpty();
  }

  @Test
  void times_faults_and_managed_subscriptions_are_set_and_shown() {
    org.post(EVENTS + "/times", "{\"keepAlive\":\"PT1S\"}").is(200);
    org.post(EVENTS + "/faults", "{\"method\":\"Subscribe\",\"error\":\"service.unavailable\"}")
        .is(204);
    org.post(
            EVENTS + "/managed",
            "{\"developerName\":\"Sync\",\"topicName\":\"/data/ChangeEvents\"}")
        .is(200);
    JsonNode state = org.get(EVENTS).is(200).json();
    assertThat(state.path("times").path("keepAlive").asString()).isEqualTo("PT1S");
    assertThat(state.path("managedSubscriptions")).hasSize(1);
    assertThat(org.post(EVENTS + "/faults", "{\"error\":\"nonsense\"}").error())
        .endsWith("error: the Pub/Sub API has no error nonsense");
    org.delete(EVENTS + "/managed/Sync").is(204);
    org.delete(EVENTS + "/faults").is(204);
  }

  @Test
  void every_client_can_be_forgotten() {
    String client = say("{\"channel\":\"/meta/handshake\"}").path(0).path("clientId").asString();
    assertThat(org.post(EVENTS + "/disconnect", "{}").json().path("streamingClients").asInt())
        .isEqualTo(1);
    assertThat(
            say("{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"clientId\":\""
                    + client
                    + "\"}")
                .path(0)
                .path("error")
                .asString())
        .isEqualTo("403::Unknown client");
  }
}
