package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.SimulatorSettings.Behaviour;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LimitsResourceTest {
  private static final Behaviour TEN_CALLS =
      new Behaviour(false, false, List.of(), Map.of("DailyApiRequests", 10L), 50_000);

  @Test
  void every_call_is_counted_and_told_of() {
    try (var org = RunningOrg.with(Map.of())) {
      assertThat(org.get(RunningOrg.DATA + "/limits").header("Sforce-Limit-Info"))
          .isEqualTo("api-usage=1/100000");
      JsonNode body = org.get(RunningOrg.DATA + "/limits").json();
      assertThat(body.path("DailyApiRequests").toString())
          .isEqualTo("{\"Max\":100000,\"Remaining\":99998}");
      assertThat(body.propertyNames())
          .contains(
              "DailyBulkApiBatches",
              "DailyBulkV2QueryJobs",
              "DailyBulkV2QueryFileStorageMB",
              "DailyDeliveredPlatformEvents",
              "HourlyPublishedPlatformEvents",
              "DataStorageMB",
              "FileStorageMB",
              "DurableStreamingApiConcurrentClients",
              "DailyDurableStreamingApiEvents",
              "DailyAsyncApexExecutions",
              "ConcurrentAsyncGetReportInstances",
              "SingleEmail");
      assertThat(org.get(RunningOrg.DATA + "/nothing").header("Sforce-Limit-Info"))
          .isEqualTo("api-usage=3/100000");
    }
  }

  @Test
  void when_the_calls_are_used_up_the_org_refuses_until_the_window_frees() {
    try (var org = RunningOrg.with(Map.of(), TEN_CALLS)) {
      for (int i = 0; i < 10; i++) {
        assertThat(org.get(RunningOrg.DATA + "/limits").status()).isEqualTo(200);
      }
      var refused = org.get(RunningOrg.DATA + "/limits");
      assertThat(refused.error())
          .isEqualTo("403 REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.");
      assertThat(refused.header("Sforce-Limit-Info")).isEqualTo("api-usage=10/10");
      assertThat(org.send(org.anonymous("/services/data")).status()).isEqualTo(200);
      org.post("/__simulator/limits", "{\"DailyApiRequests\":11}").is(200);
      assertThat(org.get(RunningOrg.DATA + "/limits").status()).isEqualTo(200);
      assertThat(org.get(RunningOrg.DATA + "/limits").status()).isEqualTo(403);
      org.send(org.anonymous("/__simulator/limits").DELETE()).is(204);
      assertThat(org.get(RunningOrg.DATA + "/limits").status()).isEqualTo(200);
    }
  }

  @Test
  void full_storage_refuses_new_records_alone() {
    try (var org = RunningOrg.with(Map.of("Account", 1_100L))) {
      JsonNode storage = org.get(RunningOrg.DATA + "/limits").json().path("DataStorageMB");
      assertThat(storage.path("Max").asInt()).isEqualTo(10_242);
      assertThat(storage.path("Remaining").asInt()).isEqualTo(10_240);
      String id = org.create("Account", "{\"Name\":\"first\"}");
      org.post("/__simulator/limits", "{\"DataStorageMB\":2}").is(200);
      String path = RunningOrg.DATA + "/sobjects/Account";
      assertThat(org.post(path, "{\"Name\":\"second\"}").error())
          .isEqualTo("403 STORAGE_LIMIT_EXCEEDED: storage limit exceeded");
      org.patch(path + "/" + id, "{\"Name\":\"changed\"}").is(204);
      org.post("/__simulator/limits", "{\"DataStorageMB\":3}").is(200);
      org.post(path, "{\"Name\":\"third\"}").is(201);
    }
  }

  @Test
  void storage_of_query_results_that_is_used_up_refuses_query_jobs() {
    try (var org = RunningOrg.with(Map.of())) {
      org.post("/__simulator/limits", "{\"DailyBulkV2QueryFileStorageMB\":0}").is(200);
      assertThat(
              org.post(
                      RunningOrg.DATA + "/jobs/query",
                      "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}")
                  .error())
          .startsWith("400 EXCEEDEDQUOTA");
    }
  }

  @Test
  void records_are_counted_by_object() {
    try (var org = RunningOrg.with(Map.of("Account", 12L, "Contact", 34L))) {
      assertThat(org.get(RunningOrg.DATA + "/limits/recordCount?sObjects=Contact,account").text())
          .isEqualTo(
              "{\"sObjects\":[{\"count\":12,\"name\":\"Account\"},"
                  + "{\"count\":34,\"name\":\"Contact\"}]}");
      assertThat(org.get(RunningOrg.DATA + "/limits/recordCount").json().path("sObjects").size())
          .isGreaterThan(5);
    }
  }
}
