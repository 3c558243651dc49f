package dev.syncline.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.RunningOrg;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
  private static final String LIMITS = RunningOrg.DATA + "/limits";

  private final RunningOrg org = RunningOrg.with(Map.of("User", 5L));

  @AfterEach
  void stop() {
    org.close();
  }

  private void fault(String json) {
    org.post("/__simulator/faults", json).is(201);
  }

  @Test
  void control_needs_no_session_and_counts_nothing() {
    var answer = org.send(org.anonymous("/__simulator/stats"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"calls\":{},\"total\":0,\"bulkPagesServed\":0,\"bulkRecordsServed\":0,"
                + "\"faultsFired\":0,\"apiRequestsUsed\":0}");
  }

  @Test
  void calls_are_counted_by_verb_and_family() {
    org.get(LIMITS);
    org.get(LIMITS);
    org.get(RunningOrg.DATA + "/query?q=nonsense");
    String id = org.create("Account", "{\"Name\":\"A\"}");
    org.get(RunningOrg.DATA + "/sobjects/Account/" + id);
    JsonNode stats = org.get("/__simulator/stats").json();
    assertThat(stats.path("calls").toString())
        .isEqualTo(
            "{\"GET /limits\":2,\"GET /query\":1,\"GET /sobjects/id\":1,\"POST /sobjects\":1}");
    assertThat(stats.path("total").asInt()).isEqualTo(5);
    assertThat(stats.path("apiRequestsUsed").asInt()).isEqualTo(5);
    org.send(org.anonymous("/__simulator/stats").DELETE()).is(204);
    assertThat(org.get("/__simulator/stats").json().path("total").asInt()).isZero();
  }

  @Test
  void the_clock_can_be_moved_and_sessions_end_by_it() {
    assertThat(org.post("/__simulator/clock", "{\"advance\":\"PT1H59M\"}").text())
        .isEqualTo("{\"now\":\"2026-11-20T11:59:00Z\"}");
    assertThat(org.get(LIMITS).status()).isEqualTo(200);
    org.advance("PT80H");
    assertThat(org.get("/__simulator/clock").text())
        .isEqualTo("{\"now\":\"2026-11-23T19:59:00Z\"}");
    assertThat(org.get(LIMITS).error()).startsWith("401 INVALID_SESSION_ID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"advance\":3}", "{\"advance\":\"-PT1H\"}", "{\"advance\":\"1h\"}"})
  void a_move_of_the_clock_that_makes_no_sense_is_refused(String body) {
    assertThat(org.post("/__simulator/clock", body).error())
        .startsWith("400 INVALID_CONTROL_REQUEST");
  }

  @Test
  void a_scripted_fault_hits_the_call_it_names() {
    fault(
        "{\"match\":{\"method\":\"GET\",\"path\":\"/services/data/*/limits\"},\"nth\":2,"
            + "\"do\":{\"status\":503,\"body\":\"<html>busy</html>\"}}");
    assertThat(org.get(LIMITS).status()).isEqualTo(200);
    var hit = org.get(LIMITS);
    assertThat(hit.status()).isEqualTo(503);
    assertThat(hit.text()).isEqualTo("<html>busy</html>");
    assertThat(hit.header("Content-Type")).startsWith("text/html");
    assertThat(org.get(LIMITS).status()).isEqualTo(200);
    JsonNode rule = org.get("/__simulator/faults").json().path("faults").get(0);
    assertThat(rule.path("matched").asInt()).isEqualTo(3);
    assertThat(rule.path("fired").asInt()).isEqualTo(1);
    assertThat(org.get("/__simulator/stats").json().path("faultsFired").asInt()).isEqualTo(1);
  }

  @Test
  void faults_can_be_taken_back_one_by_one_and_all_at_once() {
    fault("[{\"do\":{\"status\":502}},{\"do\":{\"status\":503}}]");
    assertThat(org.get(LIMITS).status()).isEqualTo(502);
    org.send(org.anonymous("/__simulator/faults/fault-1").DELETE()).is(204);
    assertThat(org.get(LIMITS).status()).isEqualTo(503);
    org.send(org.anonymous("/__simulator/faults").DELETE()).is(204);
    assertThat(org.get(LIMITS).status()).isEqualTo(200);
    org.send(org.anonymous("/__simulator/faults/fault-1").DELETE()).is(404);
  }

  @Test
  void a_dropped_answer_leaves_the_record_written() {
    fault(
        "{\"match\":{\"method\":\"POST\",\"path\":\"**/sobjects/Account\"},\"nth\":1,"
            + "\"do\":{\"dropAnswer\":true}}");
    assertThatThrownBy(() -> org.create("Account", "{\"Name\":\"Committed\"}"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(
            org.query("SELECT COUNT() FROM Account WHERE Name='Committed'")
                .json()
                .path("totalSize")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void records_can_be_written_as_another_user_in_one_transaction() {
    String mine = org.create("Account", "{\"Name\":\"Mine\"}");
    org.advance("PT10S");
    var answer =
        org.post(
            "/__simulator/records",
            """
            {"writes":[
              {"op":"insert","object":"Account","fields":{"Name":"Theirs"}},
              {"op":"update","object":"Account","id":"%s","fields":{"Name":"Taken over"}}
            ]}
            """
                .formatted(mine));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("stamp").asString()).isEqualTo("2026-11-20T10:00:10Z");
    JsonNode record = org.get(RunningOrg.DATA + "/sobjects/Account/" + mine).json();
    assertThat(record.path("Name").asString()).isEqualTo("Taken over");
    assertThat(record.path("LastModifiedById").asString())
        .isNotEqualTo(record.path("CreatedById").asString());
    assertThat(record.path("SystemModstamp").asString()).isEqualTo("2026-11-20T10:00:10.000+0000");
    String theirs = answer.json().path("results").get(0).path("id").asString();
    org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"delete\",\"object\":\"Account\",\"id\":\"" + theirs + "\"}]}")
        .is(200);
    org.get(RunningOrg.DATA + "/sobjects/Account/" + theirs).is(404);
    org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"undelete\",\"object\":\"Account\",\"id\":\"" + theirs + "\"}]}")
        .is(200);
    org.get(RunningOrg.DATA + "/sobjects/Account/" + theirs).is(200);
  }

  @Test
  void one_refused_write_takes_all_of_its_transaction_back() {
    var answer =
        org.post(
            "/__simulator/records",
            """
            {"writes":[
              {"op":"insert","object":"Account","fields":{"Name":"Half"}},
              {"op":"insert","object":"Account","fields":{}}
            ]}
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("committed").asBoolean()).isFalse();
    assertThat(answer.text()).contains("REQUIRED_FIELD_MISSING");
    assertThat(
            org.query("SELECT COUNT() FROM Account WHERE Name='Half'")
                .json()
                .path("totalSize")
                .asInt())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"writes\":[]}",
        "{\"writes\":[{\"op\":\"insert\",\"object\":\"Nope\",\"fields\":{}}]}",
        "{\"writes\":[{\"op\":\"rename\",\"object\":\"Account\"}]}",
        "{\"as\":\"nobody\",\"writes\":[{\"op\":\"delete\",\"object\":\"Account\",\"id\":\"001\"}]}"
      })
  void writes_that_make_no_sense_are_refused(String body) {
    assertThat(org.post("/__simulator/records", body).error())
        .startsWith("400 INVALID_CONTROL_REQUEST");
  }

  @Test
  void tokens_can_be_revoked() {
    assertThat(org.get(LIMITS).status()).isEqualTo(200);
    String token = org.ready().accessToken();
    assertThat(org.post("/__simulator/tokens/revoke", "{\"token\":\"" + token + "\"}").text())
        .isEqualTo("{\"revoked\":1}");
    assertThat(org.get(LIMITS).error()).startsWith("401 INVALID_SESSION_ID");
    assertThat(org.post("/__simulator/tokens/revoke", "{\"all\":true}").text())
        .isEqualTo("{\"revoked\":0}");
    assertThat(org.post("/__simulator/tokens/revoke", "{}").status()).isEqualTo(400);
  }

  @Test
  void an_unknown_limit_is_refused_and_nothing_is_set() {
    assertThat(org.post("/__simulator/limits", "{\"DailyApiRequests\":1,\"Nope\":2}").error())
        .startsWith("400 INVALID_CONTROL_REQUEST: There is no limit Nope");
    assertThat(org.get(LIMITS).json().path("DailyApiRequests").path("Max").asInt())
        .isEqualTo(100_000);
  }
}
