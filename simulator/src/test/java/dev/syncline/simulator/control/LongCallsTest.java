package dev.syncline.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Calls that run for 20 seconds and longer, of which an org takes 25 at a time. */
class LongCallsTest {
  private static final String LIMITS = RunningOrg.DATA + "/limits";
  private static final String REFUSED =
      "403 REQUEST_LIMIT_EXCEEDED: ConcurrentPerOrgLongTxn Limit exceeded.";

  private final RunningOrg org = RunningOrg.with(Map.of());
  private final HttpClient patient = HttpClient.newHttpClient();
  private final List<CompletableFuture<HttpResponse<Void>>> held = new ArrayList<>();

  @AfterEach
  void stop() {
    patient.shutdownNow();
    org.close();
  }

  /** Makes calls that a fault holds, and returns when all of them have arrived. */
  private void hold(int calls) {
    org.post(
            "/__simulator/faults",
            "{\"match\":{\"path\":\"%s\"},\"times\":%d,\"do\":{\"delay\":\"PT10M\"}}"
                .formatted(LIMITS, calls))
        .is(201);
    for (int i = 0; i < calls; i++) {
      held.add(patient.sendAsync(org.request(LIMITS).build(), BodyHandlers.discarding()));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (org.get("/__simulator/stats").json().path("faultsFired").asInt() < calls) {
      assertThat(System.nanoTime()).as("all calls arrive within 30 s").isLessThan(deadline);
    }
    assertThat(held).noneMatch(CompletableFuture::isDone);
  }

  private int left() {
    JsonNode limit = org.get("/__simulator/limits").json().path("ConcurrentPerOrgLongTxn");
    return limit.path("Remaining").asInt(-1);
  }

  @Test
  void the_26th_call_beside_25_long_ones_is_refused_by_every_api() {
    hold(25);
    org.advance("PT19S");
    org.get(LIMITS).is(200);
    org.advance("PT1S");
    assertThat(left()).isZero();
    assertThat(org.get(LIMITS).error()).isEqualTo(REFUSED);
    assertThat(
            org.send(
                    org.anonymous("/services/Soap/u/66.0")
                        .header("Content-Type", "text/xml")
                        .header("SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofString("<x/>")))
                .is(500)
                .text())
        .contains("sf:REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.");
    org.post("/__simulator/limits", "{\"ConcurrentPerOrgLongTxn\":26}").is(200);
    org.get(LIMITS).is(200);
  }

  @Test
  void a_call_that_has_been_answered_counts_no_more() {
    for (int i = 0; i < 30; i++) {
      org.get(LIMITS).is(200);
    }
    org.advance("PT1M");
    assertThat(left()).isEqualTo(25);
    assertThat(org.get(LIMITS).json().has("ConcurrentPerOrgLongTxn")).isFalse();
  }

  @Test
  void of_none_allowed_the_first_call_is_refused() {
    org.post("/__simulator/limits", "{\"ConcurrentPerOrgLongTxn\":0}").is(200);
    assertThat(org.get(LIMITS).error()).isEqualTo(REFUSED);
  }
}
