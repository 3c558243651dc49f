package dev.syncline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.http.LocalAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An org without a server answers as one with a server does. */
class LocalOrgTest {
  private static final String ACCOUNTS = "/services/data/v68.0/sobjects/Account";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
  private String token = "";

  private LocalOrg open() throws IOException {
    var org =
        LocalOrg.open(
            SimulatorSettings.inMemory(5, Map.of()),
            now::get,
            time -> now.updateAndGet(at -> at.plus(time)));
    String form =
        "grant_type=client_credentials&client_id="
            + org.clientId()
            + "&client_secret="
            + org.clientSecret();
    LocalAnswer answer =
        org.call(
            "POST",
            "/services/oauth2/token",
            Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
            form.getBytes(StandardCharsets.UTF_8));
    token = text(answer).replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    return org;
  }

  private LocalAnswer call(LocalOrg org, String method, String uri, String body) {
    return org.call(
        method,
        uri,
        Map.of(
            "Authorization", List.of("Bearer " + token),
            "Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(LocalAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void disturb(LocalOrg org, String what) {
    String rule = "{\"match\":{\"path\":\"/services/data/**\"},\"nth\":1,\"do\":" + what + "}";
    assertThat(call(org, "POST", "/__simulator/faults", rule).status()).isEqualTo(201);
  }

  @Test
  void the_date_of_an_answer_goes_by_the_clock_that_was_handed_in() throws IOException {
    try (LocalOrg org = open()) {
      assertThat(call(org, "GET", "/services/data", "").headers())
          .containsEntry("Date", "Sun, 01 Nov 2026 10:00:00 GMT");
    }
  }

  @Test
  void records_are_written_and_read() throws IOException {
    try (LocalOrg org = open()) {
      LocalAnswer made = call(org, "POST", ACCOUNTS, "{\"Name\":\"Here\"}");
      assertThat(made.status()).isEqualTo(201);
      LocalAnswer read =
          call(org, "GET", "/services/data/v68.0/query?q=SELECT+Name+FROM+Account", "");
      assertThat(text(read)).contains("\"Name\":\"Here\"");
      assertThat(read.headers()).containsKey("Sforce-Limit-Info");
      assertThat(read.ending()).isEqualTo(LocalAnswer.Ending.WHOLE);
    }
  }

  @Test
  void the_same_calls_give_the_same_answers() throws IOException {
    assertThat(aThousandCalls()).isEqualTo(aThousandCalls());
  }

  private List<String> aThousandCalls() throws IOException {
    var answers = new ArrayList<String>();
    try (LocalOrg org = open()) {
      for (int i = 0; i < 1_000; i++) {
        answers.add(text(call(org, "POST", ACCOUNTS, "{\"Name\":\"n" + i + "\"}")));
      }
    }
    return answers;
  }

  @Test
  void a_lost_answer_is_a_reset_after_the_write() throws IOException {
    try (LocalOrg org = open()) {
      disturb(org, "{\"dropAnswer\":true}");
      LocalAnswer lost = call(org, "POST", ACCOUNTS, "{\"Name\":\"Lost\"}");
      assertThat(lost.ending()).isEqualTo(LocalAnswer.Ending.RESET);
      LocalAnswer read =
          call(org, "GET", "/services/data/v68.0/query?q=SELECT+Name+FROM+Account", "");
      assertThat(text(read)).contains("Lost");
    }
  }

  @Test
  void a_body_is_cut_where_the_fault_says() throws IOException {
    try (LocalOrg org = open()) {
      disturb(org, "{\"truncateAfterBytes\":5}");
      LocalAnswer cut = call(org, "POST", ACCOUNTS, "{\"Name\":\"Cut\"}");
      assertThat(cut.body()).hasSize(5);
      assertThat(cut.ending()).isEqualTo(LocalAnswer.Ending.CUT);
    }
  }

  @Test
  void a_delay_turns_the_clock_that_was_handed_in() throws IOException {
    try (LocalOrg org = open()) {
      Instant before = now.get();
      disturb(org, "{\"delay\":\"PT30S\"}");
      assertThat(call(org, "POST", ACCOUNTS, "{\"Name\":\"Late\"}").status()).isEqualTo(201);
      assertThat(Duration.between(before, now.get())).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void a_bulk_job_is_worked_on_between_two_calls() throws IOException {
    try (LocalOrg org = open()) {
      String job =
          text(call(
                  org,
                  "POST",
                  "/services/data/v68.0/jobs/query",
                  "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}"))
              .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      LocalAnswer state = call(org, "GET", "/services/data/v68.0/jobs/query/" + job, "");
      assertThat(text(state)).contains("JobComplete");
    }
  }
}
