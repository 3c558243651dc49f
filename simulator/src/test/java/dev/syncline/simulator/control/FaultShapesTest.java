package dev.syncline.simulator.control;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Errors that are ordered by name look as the API words them that is called. */
class FaultShapesTest {
  private static final String HANDSHAKE =
      "[{\"id\":\"7\",\"channel\":\"/meta/handshake\"},{\"channel\":\"/meta/connect\"}]";

  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org = RunningOrg.with(Map.of());
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @AfterEach
  void clear() {
    org.delete("/__simulator/faults").is(204);
  }

  private static void order(String error) {
    org.post("/__simulator/faults", "{\"do\":{\"error\":\"" + error + "\"}}").is(201);
  }

  private static HttpRequest.Builder post(String path, String type, String body) {
    return org.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
  }

  @Test
  void soap_answers_with_a_fault() {
    order("UNABLE_TO_LOCK_ROW");
    Answer answer = org.send(post("/services/Soap/u/66.0", "text/xml", "<x/>")).is(500);
    assertThat(answer.header("Content-Type")).startsWith("text/xml");
    assertThat(answer.text())
        .contains("<faultcode>sf:UNABLE_TO_LOCK_ROW</faultcode>")
        .contains("<sf:exceptionCode>UNABLE_TO_LOCK_ROW</sf:exceptionCode>")
        .contains("unable to obtain exclusive access");
  }

  @Test
  void soap_words_the_end_of_a_session_in_its_own_way() {
    order("INVALID_SESSION_ID");
    assertThat(org.send(post("/services/Soap/u/66.0/00D", "text/xml", "<x/>")).is(500).text())
        .contains("<faultcode>sf:INVALID_SESSION_ID</faultcode>")
        .contains("Illegal Session");
  }

  @Test
  void the_first_bulk_api_answers_with_an_exception_in_xml_or_json() {
    order("REQUEST_LIMIT_EXCEEDED");
    Answer xml = org.send(post("/services/async/66.0/job", "application/xml", "<x/>")).is(400);
    assertThat(xml.header("Content-Type")).startsWith("application/xml");
    assertThat(xml.text())
        .contains("<exceptionCode>ExceededQuota</exceptionCode>")
        .contains("<exceptionMessage>TotalRequests Limit exceeded.</exceptionMessage>");
    Answer json = org.send(post("/services/async/66.0/job", "application/json", "{}")).is(400);
    assertThat(json.json().path("exceptionCode").asString()).isEqualTo("ExceededQuota");
    Answer accepted =
        org.send(org.request("/services/async/66.0/job/750").header("Accept", "application/json"));
    assertThat(accepted.json().path("exceptionCode").asString()).isEqualTo("ExceededQuota");
  }

  @Test
  void the_first_bulk_api_keeps_the_status_of_a_server_that_is_not_there() {
    order("SERVER_UNAVAILABLE");
    assertThat(org.get("/services/async/66.0/job/750").is(503).text())
        .contains("<exceptionCode>SERVER_UNAVAILABLE</exceptionCode>");
  }

  @Test
  void streaming_answers_every_message_with_a_refusal() {
    order("SERVER_UNAVAILABLE");
    JsonNode answers = org.post("/cometd/66.0", HANDSHAKE).is(200).json();
    assertThat(answers.size()).isEqualTo(2);
    JsonNode handshake = answers.path(0);
    assertThat(handshake.path("id").asString()).isEqualTo("7");
    assertThat(handshake.path("channel").asString()).isEqualTo("/meta/handshake");
    assertThat(handshake.path("successful").asBoolean(true)).isFalse();
    assertThat(handshake.path("error").asString()).isEqualTo("403::Handshake denied");
    assertThat(handshake.path("ext").path("sfdc").path("failureReason").asString())
        .isEqualTo("503::Server is too busy");
    assertThat(answers.path(1).path("error").asString()).isEqualTo("503::Server is too busy");
    assertThat(answers.path(1).path("advice").path("reconnect").asString()).isEqualTo("retry");
  }

  @Test
  void signing_in_answers_with_error_and_description() {
    order("SERVER_UNAVAILABLE");
    JsonNode body = org.post("/services/oauth2/token", "grant_type=x").is(503).json();
    assertThat(body.path("error").asString()).isEqualTo("server_unavailable");
    assertThat(body.path("error_description").asString()).isEqualTo("Server is too busy");
  }

  @ParameterizedTest
  @EnumSource(OAuthError.class)
  void errors_of_signing_in_can_be_ordered_by_name(OAuthError error) {
    order(error.wireName());
    JsonNode body = org.post("/services/oauth2/token", "grant_type=x").is(400).json();
    assertThat(body.path("error").asString()).isEqualTo(error.wireName());
    assertThat(body.path("error_description").asString()).isEqualTo(error.description());
  }

  @Test
  void errors_of_signing_in_are_none_of_records() {
    String rule = "{\"match\":{\"object\":\"Account\"},\"do\":{\"error\":\"invalid_grant\"}}";
    assertThat(org.post("/__simulator/faults", rule).error())
        .startsWith("400 INVALID_CONTROL_REQUEST");
  }

  @Test
  void rest_answers_in_xml_to_whom_xml_was_asked_for() {
    order("UNABLE_TO_LOCK_ROW");
    var request = org.request(DATA + "/limits").header("Accept", "application/xml");
    assertThat(org.send(request).is(400).text())
        .contains("<errorCode>UNABLE_TO_LOCK_ROW</errorCode>");
  }

  @Test
  void an_ordered_duplicate_tells_what_was_found() {
    order("DUPLICATES_DETECTED");
    JsonNode result = org.get(DATA + "/limits").is(400).json().path(0).path("duplicateResult");
    assertThat(result.path("duplicateRuleEntityType").asString()).isEqualTo("Account");
    JsonNode match = result.path("matchResults").path(0);
    assertThat(match.path("size").asInt()).isEqualTo(1);
    assertThat(match.path("matchRecords").path(0).path("record").path("Id").asString()).hasSize(18);
  }

  @Test
  void an_ordered_duplicate_of_a_record_names_its_object() {
    org.post(
            "/__simulator/faults",
            "{\"match\":{\"object\":\"Contact\"},\"do\":{\"error\":\"DUPLICATES_DETECTED\"}}")
        .is(201);
    JsonNode result =
        org.post(DATA + "/sobjects/Contact", "{\"LastName\":\"X\"}")
            .is(400)
            .json()
            .path(0)
            .path("duplicateResult");
    assertThat(result.path("duplicateRuleEntityType").asString()).isEqualTo("Contact");
  }

  private static long used() {
    return org.get("/__simulator/stats").json().path("apiRequestsUsed").asLong();
  }

  @Test
  void an_ordered_error_costs_an_api_call_and_tells_how_many_there_were() {
    order("UNABLE_TO_LOCK_ROW");
    long before = used();
    Answer answer = org.get(DATA + "/limits").is(400);
    assertThat(answer.header("Sforce-Limit-Info")).startsWith("api-usage=" + (before + 1) + "/");
    assertThat(used()).isEqualTo(before + 1);
  }

  @Test
  void errors_before_a_call_is_counted_cost_nothing() {
    for (String action :
        new String[] {
          "{\"error\":\"INVALID_SESSION_ID\"}", "{\"status\":503,\"body\":\"<html>busy</html>\"}"
        }) {
      org.post("/__simulator/faults", "{\"times\":1,\"do\":" + action + "}").is(201);
      long before = used();
      assertThat(org.get(DATA + "/limits").header("Sforce-Limit-Info")).isEmpty();
      assertThat(used()).isEqualTo(before);
    }
  }

  @Test
  void every_error_of_signing_in_has_its_line_in_the_documentation() throws IOException {
    String page = Files.readString(Path.of("../docs/simulator-errors.md"));
    List<String> missing =
        Stream.of(OAuthError.values())
            .map(OAuthError::wireName)
            .filter(name -> !page.contains("| `" + name + "` |"))
            .toList();
    assertThat(missing).isEmpty();
  }
}
