package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /jobs/ingest}: all jobs, the latest first. */
final class IngestList {
  private static final int MAX_LISTED = 1_000;

  private final IngestJobs jobs;

  IngestList(IngestJobs jobs) {
    this.jobs = jobs;
  }

  /** Takes {@code jobType}, {@code isPkChunkingEnabled} and {@code queryLocator}. */
  Reply list(Call call) {
    String type = call.query().filled("jobType").orElse("V2Ingest");
    List<IngestJob> all =
        switch (type) {
          case "V2Ingest" -> call.query().isTrue("isPkChunkingEnabled") ? List.of() : jobs.all();
          case "Classic", "BigObjectIngest" -> List.of();
          default -> throw new ApiException(400, "API_ERROR", "Invalid jobType: " + type);
        };
    int from =
        call.query()
            .filled("queryLocator")
            .filter(text -> text.matches("\\d{1,6}"))
            .map(Integer::parseInt)
            .orElse(0);
    List<Map<String, Object>> records =
        all.stream().skip(from).limit(MAX_LISTED).map(IngestJson::full).toList();
    int next = from + records.size();
    var body = new LinkedHashMap<String, Object>();
    body.put("done", next >= all.size());
    body.put("records", records);
    if (next < all.size()) {
      body.put("nextRecordsUrl", call.version().path() + "/jobs/ingest?queryLocator=" + next);
    }
    return Reply.json(200, body);
  }
}
