package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.rest.BoundQuery;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.SoqlException;
import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** {@code /jobs/query} and {@code /jobs/query/ID}. */
final class QueryJobResource {
  private final Org org;
  private final Jobs<QueryJob> jobs;
  private final RunningId ids;

  QueryJobResource(Org org, Jobs<QueryJob> jobs, RunningId ids) {
    this.org = org;
    this.jobs = jobs;
    this.ids = ids;
  }

  /** {@code POST /jobs/query}. */
  Reply create(Call call) throws IOException {
    QueryRequest request = QueryRequest.read(call.json());
    QueryPlan plan = prepare(call, request);
    OrgLimits limits = org.limits();
    if (!limits.use(Limit.DAILY_BULK_QUERY_JOBS, 1)) {
      long maximum = limits.state(Limit.DAILY_BULK_QUERY_JOBS).maximum();
      throw new ApiException(
          400,
          "EXCEEDEDQUOTA",
          "Max bulk v2 query jobs (%d) per 24 hrs has been reached (%d)"
              .formatted(maximum, maximum + 1));
    }
    if (limits.state(Limit.DAILY_BULK_QUERY_FILE_STORAGE_MB).remaining() == 0) {
      throw new ApiException(
          400, "EXCEEDEDQUOTA", "The storage of bulk v2 query results per 24 hrs is used up");
    }
    Instant now = org.clock().instant();
    var identity =
        new QueryJob.Identity(ids.next(), call.caller().userId(), call.version(), now, request);
    var query = new BoundQuery(plan, org.view(call));
    var job = new QueryJob(identity, query, JobState.UPLOAD_COMPLETE, 0, now, null);
    jobs.add(job);
    jobs.start(job.id(), this::count);
    return Reply.json(200, JobJson.created(job));
  }

  /** The work of a job: nothing is kept but how many records there are. */
  private void count(QueryJob job) {
    try {
      long found = job.query().run().totalSize();
      jobs.move(job.id(), running -> running.completed(found, org.clock().instant()));
    } catch (SoqlException e) {
      String reason = e.errorCode() + " : " + e.message();
      jobs.move(job.id(), running -> running.failed(reason, org.clock().instant()));
    }
  }

  private QueryPlan prepare(Call call, QueryRequest request) {
    try {
      QueryPlan plan =
          Soql.prepare(
              request.query(),
              org.schema(call),
              org.querySettings(call, request.includesDeleted()));
      plan.bulkRefusal()
          .ifPresent(
              reason -> {
                throw new ApiException(400, "API_ERROR", reason);
              });
      return plan;
    } catch (SoqlException e) {
      throw new ApiException(400, code(e), e.message());
    }
  }

  /** Bulk's own names of the errors of SOQL. Unverified. */
  private static String code(SoqlException e) {
    return switch (e.errorCode()) {
      case INVALID_TYPE -> "INVALIDENTITY";
      case INVALID_FIELD -> "INVALIDFIELD";
      case MALFORMED_QUERY -> "MALFORMED_QUERY";
      case EXCEEDED_ID_LIMIT,
          INVALID_QUERY_FILTER_OPERATOR,
          INVALID_QUERY_SCOPE,
          NUMBER_OUTSIDE_VALID_RANGE,
          QUERY_TIMEOUT,
          QUERY_TOO_COMPLICATED ->
          "API_ERROR";
    };
  }

  /** {@code GET /jobs/query/ID}. */
  Reply info(Call call) {
    return Reply.json(200, JobJson.full(jobs.require(call)));
  }

  /** {@code GET /jobs/query}. */
  Reply list(Call call) {
    return JobList.page(call, "/jobs/query?", jobs.all(), JobJson::full);
  }

  /** {@code PATCH /jobs/query/ID} with {@code {"state":"Aborted"}}. */
  Reply abort(Call call) throws IOException {
    JsonNode state = call.json().path("state");
    if (!state.isString() || !state.asString().equals("Aborted")) {
      throw new ApiException(
          400, "INVALIDJOBSTATE", "Invalid state: a query job can only be set to Aborted.");
    }
    QueryJob job = jobs.require(call);
    QueryJob aborted =
        jobs.move(job.id(), running -> running.in(JobState.ABORTED, org.clock().instant()))
            .orElseThrow(
                () ->
                    new ApiException(
                        400, "INVALIDJOBSTATE", "Aborting already Completed Job not allowed"));
    return Reply.json(200, JobJson.full(aborted));
  }

  /** {@code DELETE /jobs/query/ID}. */
  Reply delete(Call call) {
    QueryJob job = jobs.require(call);
    if (!job.state().isTerminal()) {
      throw new ApiException(
          400,
          "API_ERROR",
          "The job must be in a terminal state to be deleted: " + job.state().wireName());
    }
    jobs.remove(job);
    return Reply.empty(204);
  }
}
