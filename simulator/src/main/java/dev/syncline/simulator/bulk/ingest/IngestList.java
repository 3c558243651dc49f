package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobList;
import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /jobs/ingest}: all jobs, the latest first. */
final class IngestList {
  private static final String ADDRESS = "/jobs/ingest?";

  private final Jobs<IngestJob> jobs;
  private final Supplier<List<Map<String, Object>>> classic;

  /**
   * @param classic what is told of the jobs of Bulk API 1.0, the latest first
   */
  IngestList(Jobs<IngestJob> jobs, Supplier<List<Map<String, Object>>> classic) {
    this.jobs = jobs;
    this.classic = classic;
  }

  /** Takes {@code jobType}, {@code isPkChunkingEnabled} and {@code queryLocator}. */
  Reply list(Call call) {
    String type = call.query().filled("jobType").orElse("V2Ingest");
    boolean chunked = call.query().isTrue("isPkChunkingEnabled");
    return switch (type) {
      case "V2Ingest" ->
          JobList.page(call, ADDRESS, chunked ? List.of() : jobs.all(), IngestJson::full);
      case "Classic" ->
          JobList.page(
              call,
              ADDRESS + "jobType=Classic&",
              chunked ? List.of() : classic.get(),
              Function.identity());
      case "BigObjectIngest" -> JobList.page(call, ADDRESS, List.of(), IngestJson::full);
      default -> throw new ApiException(400, "API_ERROR", "Invalid jobType: " + type);
    };
  }
}
