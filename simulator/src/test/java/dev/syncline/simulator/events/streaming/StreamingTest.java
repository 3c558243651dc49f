package dev.syncline.simulator.events.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Streaming API of a whole org, word for word. */
class StreamingTest {
  private static final String ACCOUNTS = "/data/AccountChangeEvent";
  private static final String INVALID_REPLAY =
      "400::The replayId {%s} you provided was invalid. Please provide a valid ID, -2 to replay"
          + " all events, or -1 to replay only new events.";

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

  @Test
  void a_handshake_gives_a_client_and_a_cookie() {
    try (TestClient fresh = TestClient.of(org)) {
      HttpResponse<String> response =
          fresh
              .send(
                  """
                  [{"channel":"/meta/handshake","id":7,"version":"1.0",
                    "supportedConnectionTypes":["websocket","long-polling"]}]
                  """)
              .join();
      JsonNode reply = TestClient.list(response).getFirst();
      assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
          .matches("BAYEUX_BROWSER=\\w+; Path=/cometd/; HttpOnly");
      assertThat(reply.path("successful").asBoolean()).isTrue();
      assertThat(reply.path("id").asInt()).isEqualTo(7);
      assertThat(reply.path("clientId").asString()).matches("[0-9a-z]{10,}");
      assertThat(reply.path("version").asString()).isEqualTo("1.0");
      assertThat(reply.path("ext").path("replay").asBoolean()).isTrue();
      assertThat(reply.path("supportedConnectionTypes")).hasToString("[\"long-polling\"]");
    }
  }

  @Test
  void the_first_connect_is_answered_at_once_with_an_advice() {
    try (TestClient fresh = TestClient.of(org)) {
      fresh.handshake();
      JsonNode reply = fresh.connect().getFirst();
      assertThat(reply.path("successful").asBoolean()).isTrue();
      assertThat(reply.path("advice").path("reconnect").asString()).isEqualTo("retry");
      assertThat(reply.path("advice").path("timeout").asInt()).isEqualTo(110_000);
      assertThat(reply.path("advice").path("interval").asInt()).isZero();
      assertThat(reply.path("advice").path("multiple").asBoolean()).isTrue();
    }
  }

  @Test
  void the_server_lets_go_of_clients_as_it_is_ordered() {
    String disconnect = "/__simulator/events/disconnect";
    org.post(disconnect, "{\"streaming\":\"nonsense\"}").is(400);
    assertThat(
            org.post(disconnect, "{\"streaming\":\"disconnect\"}")
                .json()
                .path("streamingClients")
                .asInt())
        .isEqualTo(1);
    assertThat(client.connect().getLast().path("error").asString())
        .isEqualTo("403::Unknown client");
  }

  @Test
  void a_retired_version_is_answered_as_the_newest() {
    try (TestClient old = TestClient.at(org, "30.0")) {
      old.handshake();
      old.connect();
      old.subscribe("/event/Order_Paid__e", "-1");
      org.post(RunningOrg.DATA + "/sobjects/Order_Paid__e", "{\"Number__c\":\"1\"}").is(201);
      JsonNode data = old.events(1).getFirst().path("data");
      assertThat(data.path("event").path("EventUuid").asString()).isNotEmpty();
      assertThat(data.path("payload").path("CreatedDate").asString()).endsWith(".000Z");
    }
  }

  @Test
  void changes_come_to_the_connect_that_is_held() {
    assertThat(client.subscribe(ACCOUNTS, "-1").path("successful").asBoolean()).isTrue();
    CompletableFuture<List<JsonNode>> held = client.connectLater();
    String id = org.create("Account", "{\"Name\":\"Äcme\",\"AnnualRevenue\":12.5}");
    List<JsonNode> messages = held.join();
    JsonNode data = messages.getFirst().path("data");
    JsonNode header = data.path("payload").path("ChangeEventHeader");
    assertThat(messages).hasSize(2);
    assertThat(messages.getFirst().path("channel").asString()).isEqualTo(ACCOUNTS);
    assertThat(messages.getLast().path("channel").asString()).isEqualTo("/meta/connect");
    assertThat(data.path("schema").asString()).hasSize(22);
    assertThat(data.path("event").path("replayId").isIntegralNumber()).isTrue();
    assertThat(data.path("payload").path("Name").asString()).isEqualTo("Äcme");
    assertThat(data.path("payload").path("CreatedDate").asString())
        .isEqualTo("2026-11-20T10:00:00.000Z");
    assertThat(header.path("recordIds").path(0).asString()).isEqualTo(id);
    assertThat(header.path("changeType").asString()).isEqualTo("CREATE");
    assertThat(header.has("nulledFields")).isFalse();
  }

  @Test
  void everything_kept_or_what_follows_an_event_can_be_replayed() {
    org.create("Account", "{\"Name\":\"one\"}");
    org.create("Account", "{\"Name\":\"two\"}");
    client.subscribe(ACCOUNTS, "-2");
    List<JsonNode> events = client.events(2);
    assertThat(events)
        .extracting(e -> e.path("data").path("payload").path("Name").asString())
        .containsExactly("one", "two");
    String first = events.getFirst().path("data").path("event").path("replayId").asString();
    client.subscribe(ACCOUNTS, first);
    assertThat(client.events(1))
        .extracting(e -> e.path("data").path("payload").path("Name").asString())
        .containsExactly("two");
  }

  @Test
  void replay_ids_that_are_none_or_have_expired_are_refused_word_for_word() {
    org.create("Account", "{\"Name\":\"old\"}");
    client.subscribe(ACCOUNTS, "-2");
    String old = client.events(1).getFirst().path("data").path("event").path("replayId").asString();
    org.advance("PT73H");
    client.signIn(org);
    for (String from : List.of(old, "1", "999999999999", "-3")) {
      JsonNode reply = client.subscribe(ACCOUNTS, from);
      assertThat(reply.path("error").asString()).isEqualTo(INVALID_REPLAY.formatted(from));
      assertThat(reply.path("successful").asBoolean(true)).isFalse();
    }
  }

  @Test
  void an_org_without_a_session_denies_the_handshake() {
    client.show("");
    JsonNode without = client.handshake();
    client.show("00D000000000001!nonsense");
    JsonNode wrong = client.handshake();
    for (JsonNode reply : List.of(without, wrong)) {
      assertThat(reply.path("error").asString()).isEqualTo("403::Handshake denied");
      assertThat(reply.path("advice").path("reconnect").asString()).isEqualTo("none");
    }
    assertThat(reason(without)).isEqualTo("401::Request requires authentication");
    assertThat(reason(wrong)).isEqualTo("401::Authentication invalid");
  }

  private static String reason(JsonNode reply) {
    return reply.path("ext").path("sfdc").path("failureReason").asString("");
  }

  @Test
  void a_revoked_token_ends_the_connecting() {
    org.post("/__simulator/tokens/revoke", "{\"all\":true}").is(200);
    JsonNode reply = client.connect().getFirst();
    assertThat(reply.path("error").asString()).isEqualTo("401::Authentication invalid");
    assertThat(reply.path("advice").path("reconnect").asString()).isEqualTo("none");
  }

  @Test
  void a_client_that_is_not_known_is_to_shake_hands() {
    client.say("/meta/disconnect", "");
    JsonNode connect = client.connect().getFirst();
    assertThat(connect.path("error").asString()).isEqualTo("403::Unknown client");
    assertThat(connect.path("advice").path("reconnect").asString()).isEqualTo("handshake");
    assertThat(client.subscribe(ACCOUNTS, "-1").path("error").asString())
        .isEqualTo("403::Unknown client");
    assertThat(client.say("/meta/disconnect", "").path("error").asString())
        .isEqualTo("402::Unknown client");
    assertThat(client.sendOne("{\"channel\":\"/meta/connect\"}").path("error").asString())
        .isEqualTo("403::Client has not completed handshake");
  }

  @Test
  void a_client_that_keeps_no_cookies_is_told_so() {
    try (TestClient forgetful = TestClient.withoutCookies(org)) {
      forgetful.handshake();
      assertThat(forgetful.connect().getFirst().path("error").asString())
          .isEqualTo(
              "400::Client "
                  + forgetful.id()
                  + " has established a session, but no BAYEUX_BROWSER cookie present");
    }
  }

  @Test
  void nobody_may_publish() {
    assertThat(client.say(ACCOUNTS, ",\"data\":{}").path("error").asString())
        .isEqualTo("403:denied_by_security_policy:publish_denied");
    assertThat(client.say("/nothing", ",\"data\":{}").path("error").asString())
        .isEqualTo("403:denied_by_security_policy:create_denied");
  }

  @Test
  void channels_that_are_none_are_refused() {
    assertThat(client.subscribe("/data/NothingChangeEvent", "-1").path("error").asString())
        .isEqualTo(
            "400::The channel you requested to subscribe to does not exist"
                + " {/data/NothingChangeEvent}");
    assertThat(client.subscribe("data", "-1").path("error").asString())
        .isEqualTo("400::Channel subscriptions must start with a leading '/'");
    assertThat(client.say("/meta/subscribe", "").path("error").asString())
        .isEqualTo("400::Channel name not specified");
  }

  @Test
  void messages_in_one_request_are_answered_together() {
    String both =
        "[%s,{\"channel\":\"/meta/subscribe\",\"clientId\":\"%s\",\"subscription\":\"%s\"}]"
            .formatted(client.connectMessage(), client.id(), ACCOUNTS);
    List<JsonNode> replies = TestClient.list(client.send(both).join());
    assertThat(replies)
        .extracting(r -> r.path("channel").asString() + " " + r.path("successful").asBoolean())
        .containsExactly("/meta/connect true", "/meta/subscribe true");
  }

  @Test
  void what_is_unsubscribed_does_not_come_any_more() {
    client.subscribe(ACCOUNTS, "-1");
    client.subscribe("/data/ContactChangeEvent", "-1");
    client.say("/meta/unsubscribe", ",\"subscription\":\"" + ACCOUNTS + "\"");
    org.create("Account", "{\"Name\":\"unseen\"}");
    org.create("Contact", "{\"LastName\":\"Seen\"}");
    assertThat(client.events(1))
        .extracting(e -> e.path("channel").asString())
        .containsExactly("/data/ContactChangeEvent");
  }

  @Test
  void deliveries_beyond_the_limit_end_the_subscription() {
    org.post("/__simulator/limits", "{\"DailyDeliveredPlatformEvents\":1}").is(200);
    org.create("Account", "{\"Name\":\"one\"}");
    org.create("Account", "{\"Name\":\"two\"}");
    client.subscribe(ACCOUNTS, "-2");
    List<JsonNode> messages = client.connect();
    assertThat(messages).hasSize(2);
    assertThat(messages.getLast().path("error").asString())
        .isEqualTo("403::Organization total events daily limit exceeded");
  }

  @Test
  void clients_beyond_the_limit_are_denied_until_one_goes() {
    org.post("/__simulator/limits", "{\"DurableStreamingApiConcurrentClients\":1}").is(200);
    try (TestClient second = TestClient.of(org)) {
      assertThat(reason(second.handshake()))
          .isEqualTo("403::Organization concurrent user limit exceeded");
      client.say("/meta/disconnect", "");
      assertThat(second.handshake().path("successful").asBoolean()).isTrue();
    }
  }

  @Test
  void requests_have_a_size_and_a_version() {
    String tooLong = "{\"channel\":\"/meta/connect\",\"x\":\"" + "x".repeat(33_000) + "\"}";
    assertThat(client.send(tooLong).join().statusCode()).isEqualTo(413);
    String handshake = "{\"channel\":\"/meta/handshake\"}";
    assertThat(org.post("/cometd", handshake).json().path(0).path("error").asString())
        .isEqualTo("400::API version in the URI is mandatory. URI format: '/cometd/68.0'");
    assertThat(org.post("/cometd/22.0", handshake).json().path(0).path("error").asString())
        .isEqualTo(
            "400::Unsupported API version. Only API versions '37.0' and later are supported."
                + " URI format: '/cometd/68.0'");
    assertThat(org.post("/cometd/66.0/handshake", handshake).json().path(0).path("successful"))
        .hasToString("true");
    assertThat(org.post("/cometd/66.0", "nonsense").status()).isEqualTo(400);
    assertThat(org.get("/cometd/66.0").status()).isEqualTo(400);
  }
}
