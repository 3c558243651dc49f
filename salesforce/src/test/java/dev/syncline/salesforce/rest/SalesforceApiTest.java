package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.Budget.Limit;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.testing.ApiFixture;
import dev.syncline.salesforce.testing.FunctionTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceApiTest {
  private static final ApiCall LIMITS = ApiCall.get("/services/data/v68.0/limits");
  private static final ApiCall CREATE =
      ApiCall.post("/services/data/v68.0/sobjects/Account", Map.of("Name", "Acme"), false);
  private static final String EXPIRED =
      "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]";

  @Test
  void a_call_carries_the_token_the_client_and_no_secret_in_its_address() {
    try (ApiFixture org = new ApiFixture(call -> FunctionTransport.json(200, "{}"))) {
      org.api.json(LIMITS);

      assertThat(org.transport.calls().getFirst().headers())
          .containsEntry("Authorization", "Bearer " + ApiFixture.TOKEN + "1")
          .containsEntry("Sforce-Call-Options", "client=Syncline");
      assertThat(org.transport.calls().getFirst().uri())
          .hasToString("https://acme.my.salesforce.com/services/data/v68.0/limits");
      assertThat(org.api.callsMade()).isEqualTo(1);
    }
  }

  @Test
  void an_expired_session_is_renewed_and_the_call_replayed_once() {
    AtomicInteger calls = new AtomicInteger();
    try (ApiFixture org =
        new ApiFixture(
            call ->
                calls.incrementAndGet() == 2
                    ? FunctionTransport.json(401, EXPIRED)
                    : FunctionTransport.json(200, "{\"n\":" + calls.get() + "}"))) {
      org.api.json(LIMITS);

      assertThat(Json.number(org.api.json(CREATE), "n", 0)).isEqualTo(3);
      assertThat(org.signIns).hasValue(2);
      assertThat(org.transport.calls().get(2).headers())
          .containsEntry("Authorization", "Bearer " + ApiFixture.TOKEN + "2");
      assertThat(org.time.waits()).isEmpty();
    }
  }

  @Test
  void an_org_that_refuses_every_session_is_left_alone() {
    try (ApiFixture org = new ApiFixture(call -> FunctionTransport.json(401, EXPIRED))) {
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> org.api.json(LIMITS))
            .isInstanceOfSatisfying(
                OrgException.class,
                e -> {
                  assertThat(e.errorClass()).isEqualTo(ErrorClass.ACCESS);
                  assertThat(e.problem().code()).isEqualTo("AUTH-SESSION-REFUSED");
                });
      }
      assertThat(org.signIns).hasValue(1);
      assertThat(org.transport.calls()).hasSize(1);
    }
  }

  @Test
  void pauses_double_with_jitter_and_end() {
    try (ApiFixture org =
        new ApiFixture(call -> HttpReply.of(503, Map.of("Content-Type", "text/html"), "<html>"))) {
      assertThatThrownBy(() -> org.api.json(LIMITS))
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
                assertThat(e.problem().code()).isEqualTo("ORG-UNAVAILABLE");
                assertThat(e.problem().message()).contains("HTTP 503").contains("text/html");
              });
      List<Duration> waits = org.time.waits();
      assertThat(waits).hasSize(4);
      for (int i = 0; i < waits.size(); i++) {
        Duration full = Duration.ofSeconds(1L << i);
        assertThat(waits.get(i)).isBetween(full.dividedBy(2), full);
      }
      assertThat(waits.get(0).multipliedBy(2)).isNotEqualTo(waits.get(1));
    }
  }

  @Test
  void a_pause_that_the_org_asks_for_is_kept_up_to_a_bound() {
    AtomicInteger calls = new AtomicInteger();
    try (ApiFixture org =
        new ApiFixture(
            call ->
                switch (calls.incrementAndGet()) {
                  case 1 -> HttpReply.of(503, Map.of("Retry-After", "7"), "");
                  case 2 -> HttpReply.of(503, Map.of("Retry-After", "99999"), "");
                  default -> FunctionTransport.json(200, "{}");
                })) {
      org.api.json(LIMITS);

      assertThat(org.time.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 420, 429})
  void a_write_whose_outcome_nobody_knows_is_not_repeated(int status) {
    try (ApiFixture org = new ApiFixture(call -> HttpReply.of(status, Map.of(), "gateway"))) {
      assertThatThrownBy(() -> org.api.json(CREATE))
          .isInstanceOfSatisfying(
              OrgException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT));
      assertThat(org.transport.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"CUT", "TOO_SLOW"})
  void a_broken_exchange_is_repeated_only_where_that_is_harmless(Reason reason) {
    try (ApiFixture org = new ApiFixture(failing(reason))) {
      assertThatThrownBy(() -> org.api.json(CREATE)).isInstanceOf(OrgException.class);
      assertThat(org.transport.calls()).hasSize(1);

      assertThatThrownBy(() -> org.api.json(LIMITS)).isInstanceOf(OrgException.class);
      assertThat(org.transport.calls()).hasSize(6);
    }
  }

  @Test
  void a_call_that_never_left_is_repeated_whatever_it_does() {
    try (ApiFixture org = new ApiFixture(failing(Reason.UNREACHABLE))) {
      assertThatThrownBy(() -> org.api.json(CREATE))
          .isInstanceOfSatisfying(
              OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-UNREACHABLE"));
      assertThat(org.transport.calls()).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = Mode.INCLUDE,
      names = {"UNTRUSTED", "INTERRUPTED"})
  void what_will_not_pass_is_not_repeated(Reason reason) {
    try (ApiFixture org = new ApiFixture(failing(reason))) {
      assertThatThrownBy(() -> org.api.json(LIMITS)).isInstanceOf(OrgException.class);
      assertThat(org.transport.calls()).hasSize(1);
    }
  }

  @Test
  void a_row_lock_is_repeated_even_for_a_write() {
    AtomicInteger calls = new AtomicInteger();
    try (ApiFixture org =
        new ApiFixture(
            call ->
                calls.incrementAndGet() < 3
                    ? error(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access")
                    : FunctionTransport.json(201, "{}"))) {
      org.api.json(CREATE);

      assertThat(calls).hasValue(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ConcurrentPerOrgLongTxn Limit exceeded. | LIMIT-CONCURRENT  | 5
          TotalRequests Limit exceeded.           | LIMIT-DAILY-CALLS | 1
          """)
  void a_limit_is_waited_for_only_if_it_passes_soon(String words, String code, int tries) {
    try (ApiFixture org = new ApiFixture(call -> error(403, "REQUEST_LIMIT_EXCEEDED", words))) {
      assertThatThrownBy(() -> org.api.json(LIMITS))
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.errorClass()).isEqualTo(ErrorClass.LIMIT);
                assertThat(e.problem().code()).isEqualTo(code);
                assertThat(e.problem().message()).contains(words);
              });
      assertThat(org.transport.calls()).hasSize(tries);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_refused_and_the_token_goes_nowhere(int status) {
    try (ApiFixture org =
        new ApiFixture(call -> HttpReply.of(status, Map.of("Location", "https://evil.com/"), ""))) {
      assertThatThrownBy(() -> org.api.json(LIMITS))
          .isInstanceOfSatisfying(
              OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-REDIRECTED"));
      assertThat(org.transport.calls())
          .allSatisfy(c -> assertThat(c.uri().getHost()).isEqualTo("acme.my.salesforce.com"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>maintenance</html>", "{\"records\":[", "{} {}", "{\"a\":1}x"})
  void an_answer_that_is_not_whole_json_is_repeated_and_then_refused(String body) {
    try (ApiFixture org = new ApiFixture(call -> HttpReply.of(200, Map.of(), body))) {
      assertThatThrownBy(() -> org.api.json(LIMITS))
          .isInstanceOfSatisfying(
              OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-CUT"));
      assertThat(org.transport.calls()).hasSize(5);
    }
  }

  @Test
  void a_page_of_somebody_else_with_a_client_error_is_no_answer_of_the_org() {
    try (ApiFixture org =
        new ApiFixture(call -> HttpReply.of(403, Map.of(), "<html>blocked by proxy</html>"))) {
      assertThatThrownBy(() -> org.api.json(LIMITS))
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("ORG-NOT-SALESFORCE");
                assertThat(e.errorClass()).isEqualTo(ErrorClass.MAPPING);
              });
    }
  }

  @Test
  void the_token_is_blotted_out_of_words_that_repeat_it() {
    try (ApiFixture org =
        new ApiFixture(call -> error(400, "INVALID_FIELD", "no " + ApiFixture.TOKEN + "1"))) {
      assertThatThrownBy(() -> org.api.json(LIMITS))
          .hasMessageContaining("no ***")
          .hasMessageNotContaining(ApiFixture.TOKEN);
    }
  }

  @Test
  void every_answer_tells_the_budget() {
    try (ApiFixture org =
        new ApiFixture(
            call -> HttpReply.of(200, Map.of("Sforce-Limit-Info", "api-usage=18/5000"), "{}"))) {
      org.api.json(LIMITS);

      assertThat(org.budget.budget().limit("DailyApiRequests"))
          .hasValue(new Limit("DailyApiRequests", 5_000, 4_982));
    }
  }

  private static HttpTransport failing(Reason reason) {
    return call -> {
      throw new TransportException(reason, "for the test", null);
    };
  }

  private static HttpReply error(int status, String code, String message) {
    return FunctionTransport.json(
        status, "[{\"errorCode\":\"" + code + "\",\"message\":\"" + message + "\"}]");
  }
}
