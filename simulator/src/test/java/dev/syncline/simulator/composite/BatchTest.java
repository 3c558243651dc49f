package dev.syncline.simulator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class BatchTest {
  private static final String BATCH = RunningOrg.DATA + "/composite/batch";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L));

  @AfterAll
  void stop() {
    org.close();
  }

  private static String part(String method, String url, String input) {
    return "{\"method\":\"%s\",\"url\":\"%s\"%s}"
        .formatted(method, url, input.isEmpty() ? "" : ",\"richInput\":" + input);
  }

  private JsonNode batch(boolean haltOnError, String... parts) {
    String body =
        "{\"haltOnError\":%s,\"batchRequests\":[%s]}"
            .formatted(haltOnError, String.join(",", parts));
    return org.post(BATCH, body).is(200).json();
  }

  @Test
  void each_call_is_answered_by_itself() {
    String id = org.create("Account", "{\"Name\":\"Batch\"}");
    JsonNode answer =
        batch(
            false,
            part("PATCH", "v66.0/sobjects/account/" + id, "{\"Name\":\"Batch 2\"}"),
            part("GET", "v58.0/sobjects/account/" + id + "?fields=Name", ""),
            part("GET", "v66.0/sobjects/account/001zzzzzzzzzzzz", ""),
            part("GET", "/services/data/v66.0/limits", ""));
    assertThat(answer.path("hasErrors").asBoolean()).isTrue();
    JsonNode results = answer.path("results");
    assertThat(results.findValuesAsString("statusCode"))
        .containsExactly("204", "200", "404", "200");
    assertThat(results.get(0).toString()).isEqualTo("{\"statusCode\":204,\"result\":null}");
    assertThat(results.get(1).path("result").path("Name").asString()).isEqualTo("Batch 2");
    assertThat(results.get(2).path("result").get(0).path("errorCode").asString())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void a_batch_that_is_to_halt_begins_nothing_after_a_failure() {
    JsonNode results =
        batch(
                true,
                part("POST", "v66.0/sobjects/Account", "{\"Name\":\"Halt 1\"}"),
                part("POST", "v66.0/sobjects/Account", "{}"),
                part("POST", "v66.0/sobjects/Account", "{\"Name\":\"Halt 3\"}"))
            .path("results");
    assertThat(results.findValuesAsString("statusCode")).containsExactly("201", "400", "412");
    assertThat(results.get(2).path("result").get(0).path("errorCode").asString())
        .isEqualTo("BATCH_PROCESSING_HALTED");
    assertThat(org.query("SELECT Name FROM Account WHERE Name LIKE 'Halt%'").text())
        .contains("\"totalSize\":1");
  }

  @Test
  void each_call_is_charged_for() {
    long before = remaining();
    String[] parts =
        Collections.nCopies(5, part("GET", "v66.0/sobjects/Account/describe", ""))
            .toArray(String[]::new);
    assertThat(batch(false, parts).path("hasErrors").asBoolean()).isFalse();
    assertThat(before - remaining()).isEqualTo(6);
  }

  private long remaining() {
    JsonNode limits = org.get(RunningOrg.DATA + "/limits").json();
    return limits.path("DailyApiRequests").path("Remaining").asLong();
  }

  @Test
  void too_many_calls_are_refused_as_a_whole() {
    String part = part("GET", "v66.0/limits", "");
    String body = "{\"batchRequests\":[%s]}";
    assertThat(
            org.post(BATCH, body.formatted(String.join(",", Collections.nCopies(26, part))))
                .error())
        .startsWith("400 LIMIT_EXCEEDED");
    assertThat(org.post(BATCH, "{}").error()).startsWith("400 JSON_PARSER_ERROR");
    assertThat(org.post(BATCH, body.formatted("{\"method\":\"GET\"}")).error())
        .startsWith("400 INVALID_INPUT");
  }
}
