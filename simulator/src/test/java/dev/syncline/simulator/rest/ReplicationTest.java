package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class ReplicationTest {
  private static final String ACCOUNT = RunningOrg.DATA + "/sobjects/Account";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 50L));

  @AfterAll
  void stop() {
    org.close();
  }

  private JsonNode span(String kind, String start, String end) {
    return org.get(
            "%s/%s/?start=%s&end=%s"
                .formatted(ACCOUNT, kind, RunningOrg.encode(start), RunningOrg.encode(end)))
        .is(200)
        .json();
  }

  @Test
  void what_was_changed_and_what_was_deleted_is_told_by_the_minute() {
    org.advance("PT30S");
    String changed = org.create("Account", "{\"Name\":\"Changed\"}");
    String gone = org.create("Account", "{\"Name\":\"Gone\"}");
    org.delete(ACCOUNT + "/" + gone).is(204);
    org.advance("PT5M");
    JsonNode updated = span("updated", "2026-11-20T10:00:45Z", "2026-11-20T11:05:00+01:00");
    assertThat(updated.toString())
        .isEqualTo(
            "{\"ids\":[\"%s\"],\"latestDateCovered\":\"2026-11-20T10:05:00.000+0000\"}"
                .formatted(changed));
    JsonNode deleted = span("deleted", "2026-11-20T10:00:00.000+0000", "2026-11-20T10:01:59Z");
    assertThat(deleted.toString())
        .isEqualTo(
            "{\"deletedRecords\":[{\"deletedDate\":\"2026-11-20T10:00:30.000+0000\","
                + "\"id\":\"%s\"}],".formatted(gone)
                + "\"earliestDateAvailable\":\"2026-11-05T10:05:00.000+0000\","
                + "\"latestDateCovered\":\"2026-11-20T10:01:00.000+0000\"}");
    assertThat(span("updated", "2026-11-20T10:01:00Z", "2026-11-20T10:05:00Z").path("ids").size())
        .isZero();
  }

  @Test
  void an_end_that_is_yet_to_come_is_not_covered() {
    JsonNode updated = span("updated", "2026-11-20T09:00:00Z", "2026-12-20T10:00:00Z");
    assertThat(updated.path("latestDateCovered").asString()).startsWith("2026-11-20T10:0");
  }

  @ParameterizedTest
  @CsvSource({
    "updated?start=2026-10-20T10:00:00Z&end=2026-11-20T10:00:00Z, 400 INVALID_REPLICATION_DATE",
    "updated?start=2026-11-20T10:00:00Z&end=2026-11-20T10:00:59Z, 400 INVALID_REPLICATION_DATE",
    "updated?start=2026-11-20T10:00:00Z&end=soon, 400 INVALID_REPLICATION_DATE",
    "updated?start=2026-11-20T10:00:00Z, 400 MISSING_ARGUMENT",
    "deleted?start=2026-11-05T10:00:00Z&end=2026-11-20T10:00:00Z, 400 INVALID_REPLICATION_DATE",
  })
  void a_span_that_cannot_be_told_is_refused(String path, String error) {
    org.advance("PT10M");
    assertThat(org.get(ACCOUNT + "/" + path).error()).startsWith(error);
  }

  @Test
  void objects_that_are_not_replicated_or_not_there_are_refused() {
    String span = "/updated?start=2026-11-20T09:00:00Z&end=2026-11-20T10:00:00Z";
    assertThat(org.get(RunningOrg.DATA + "/sobjects/Nope" + span).status()).isEqualTo(404);
    assertThat(org.get(RunningOrg.DATA + "/sobjects/Contact" + span).status()).isEqualTo(200);
  }

  @Test
  void a_span_is_longer_than_a_minute_before_its_seconds_are_cut_off() {
    assertThat(
            org.get(ACCOUNT + "/deleted?start=2026-11-20T09:00:59Z&end=2026-11-20T09:01:00Z")
                .error())
        .startsWith("400 INVALID_REPLICATION_DATE");
    assertThat(
            org.get(ACCOUNT + "/deleted?start=2026-11-20T09:00:00Z&end=2026-11-20T09:01:00Z")
                .error())
        .startsWith("400 INVALID_REPLICATION_DATE");
    org.get(ACCOUNT + "/deleted?start=2026-11-20T09:00:00Z&end=2026-11-20T09:01:01Z").is(200);
  }
}
