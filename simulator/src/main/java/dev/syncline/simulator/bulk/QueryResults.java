package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.soql.api.SoqlException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /jobs/query/ID/results} and {@code /resultPages}. */
final class QueryResults {
  /** How many addresses one resultPages answer has. */
  private static final int PAGES_AT_ONCE = 5;

  private static final int FIRST_VERSION_WITH_PAGES = 58;

  private final Jobs<QueryJob> jobs;
  private final Stats stats;
  private final int pageRecords;

  /**
   * @param pageRecords how many records a page has when the client does not say
   */
  QueryResults(Jobs<QueryJob> jobs, Stats stats, int pageRecords) {
    this.jobs = jobs;
    this.stats = stats;
    this.pageRecords = pageRecords;
  }

  /** {@code GET …/results}: one page of CSV. */
  Reply page(Call call) {
    QueryJob job = complete(call);
    long position = position(call, job);
    long size = Math.min(maxRecords(call), job.records() - position);
    long next = position + size;
    stats.add("bulkPagesServed", 1);
    stats.add("bulkRecordsServed", size);
    return Reply.stream(200, "text/csv;charset=UTF-8", out -> write(out, job, position, size))
        .with("Sforce-Locator", next < job.records() ? Locator.of(job, next) : "null")
        .with("Sforce-NumberOfRecords", Long.toString(size));
  }

  /** What turns out to be too much when it is worked out once more is a refusal. */
  private static void write(OutputStream out, QueryJob job, long position, long size)
      throws IOException {
    try {
      CsvPage.write(out, job.query(), job.identity().request().table().format(), position, size);
    } catch (SoqlException e) {
      throw new ApiException(400, "API_ERROR", e.message());
    }
  }

  /** {@code GET …/resultPages}: the addresses of the next pages, to be fetched in parallel. */
  Reply pages(Call call) {
    if (!call.version().atLeast(FIRST_VERSION_WITH_PAGES)) {
      throw ApiException.notFound();
    }
    QueryJob job = complete(call);
    String base = call.version().path() + "/jobs/query/" + job.id();
    long position = position(call, job);
    List<Map<String, String>> pages = new ArrayList<>();
    while (pages.size() < PAGES_AT_ONCE && (position < job.records() || isFirst(position, pages))) {
      pages.add(Map.of("resultUrl", base + "/results?locator=" + Locator.of(job, position)));
      position += pageRecords;
    }
    boolean done = position >= job.records();
    var body = new LinkedHashMap<String, Object>();
    body.put("resultPages", pages);
    if (!done) {
      body.put("nextRecordsUrl", base + "/resultpages?locator=" + Locator.of(job, position));
    }
    body.put("done", done);
    return Reply.json(200, body);
  }

  /** A job without records still has one page: the header line. */
  private static boolean isFirst(long position, List<Map<String, String>> pages) {
    return position == 0 && pages.isEmpty();
  }

  private QueryJob complete(Call call) {
    QueryJob job = jobs.require(call);
    if (!job.identity().version().equals(call.version())) {
      throw new ApiException(
          409,
          "API_ERROR",
          "Results must be fetched with the API version that the job was created with: "
              + job.identity().version().text());
    }
    if (job.state() != JobState.JOB_COMPLETE) {
      throw new ApiException(
          400, "INVALIDJOBSTATE", "Job is not in a completed state: " + job.state().wireName());
    }
    return job;
  }

  private static long position(Call call, QueryJob job) {
    return call.query()
        .filled("locator")
        .map(
            token ->
                Locator.position(job, token)
                    .filter(position -> position == 0 || position < job.records())
                    .orElseThrow(
                        () -> new ApiException(400, "INVALIDLOCATOR", "Invalid query locator")))
        .orElse(0L);
  }

  private long maxRecords(Call call) {
    return call.query()
        .filled("maxRecords")
        .map(
            text -> {
              if (!text.matches("[1-9]\\d{0,8}")) {
                throw new ApiException(
                    400,
                    "ILLEGAL_QUERY_PARAMETER_VALUE",
                    "maxRecords must be a whole number above 0: " + text);
              }
              return Long.parseLong(text);
            })
        .orElse((long) pageRecords);
  }
}
