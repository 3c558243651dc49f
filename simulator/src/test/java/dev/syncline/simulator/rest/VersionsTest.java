package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class VersionsTest {
  private final RunningOrg org = RunningOrg.with(Map.of());

  @AfterAll
  void stop() {
    org.close();
  }

  @Test
  void versions_are_listed_to_anybody_in_ascending_order_and_free() {
    var answer = org.send(org.anonymous("/services/data"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Sforce-Limit-Info")).isEmpty();
    JsonNode last = answer.json().get(answer.json().size() - 1);
    assertThat(last.toString())
        .isEqualTo(
            "{\"label\":\"Winter '27\",\"url\":\"/services/data/v68.0\",\"version\":\"68.0\"}");
    assertThat(answer.json().findValuesAsString("version")).contains("41.0", "52.0", "66.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v41.0", "v51.0", "v66.0", "v68.0"})
  void every_supported_version_is_served_without_a_warning(String version) {
    var answer = org.get("/services/data/" + version + "/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Warning")).isEmpty();
    assertThat(answer.header("Sforce-Limit-Info")).matches("api-usage=\\d+/100000");
    assertThat(answer.json().path("query").asString())
        .isEqualTo("/services/data/" + version + "/query");
    assertThat(answer.json().path("identity").asString())
        .startsWith(org.ready().instanceUrl() + "/id/" + org.ready().orgId() + "/005");
  }

  @Test
  void an_ageing_version_is_served_with_a_warning() {
    assertThat(org.get("/services/data/v35.0").header("Warning"))
        .startsWith("299 - \"This API is deprecated and will be removed by");
  }

  @Test
  void a_retired_version_is_gone() {
    assertThat(org.get("/services/data/v30.0/sobjects").error())
        .startsWith("410 UNSUPPORTED_API_VERSION");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v69.0", "v6.0", "66.0", "v66", "latest"})
  void what_is_no_version_is_not_found(String segment) {
    assertThat(org.get("/services/data/" + segment + "/limits").error())
        .isEqualTo("404 NOT_FOUND: The requested resource does not exist");
  }

  @Test
  void without_a_session_nothing_is_answered_and_nothing_is_metered() {
    var answer = org.send(org.anonymous("/services/data/v66.0/limits"));
    assertThat(answer.error()).isEqualTo("401 INVALID_SESSION_ID: Session expired or invalid");
    assertThat(answer.header("Sforce-Limit-Info")).isEmpty();
  }

  @Test
  void an_unknown_resource_is_not_found_and_a_wrong_verb_not_allowed() {
    assertThat(org.get("/services/data/v66.0/nothing").error())
        .isEqualTo("404 NOT_FOUND: The requested resource does not exist");
    assertThat(org.delete("/services/data/v66.0/limits").error())
        .isEqualTo(
            "405 METHOD_NOT_ALLOWED: HTTP Method 'DELETE' not allowed. Allowed are GET,HEAD");
  }

  @Test
  void slashes_may_be_doubled_and_trail() {
    assertThat(org.get("//services//data//v66.0//limits/").status()).isEqualTo(200);
  }
}
