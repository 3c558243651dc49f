package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.bulk.Spool;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Bulk API 2.0 ingest of one org: its routes, and the jobs behind them. */
public final class IngestApi implements AutoCloseable {
  private static final String ROOT = "/services/data/{version}/jobs/ingest";

  private final Jobs<IngestJob> jobs;
  private final List<Route> routes;

  /**
   * @param ids gives out the ids of jobs of all kinds
   * @param classic what is told of the jobs of Bulk API 1.0, the latest first
   * @param workers works on the jobs
   */
  public IngestApi(
      Org org,
      Stats stats,
      RunningId ids,
      Spool spool,
      Supplier<List<Map<String, Object>>> classic,
      Executor workers) {
    this.jobs = new Jobs<>(org.clock(), workers);
    var job = new IngestJobResource(org, jobs, new IngestWork(org, jobs, stats), spool, ids);
    var list = new IngestList(jobs, classic);
    var results = new IngestResults(jobs);
    this.routes =
        List.of(
            route("POST", "", "/jobs/ingest", job::create),
            route("GET", "", "/jobs/ingest", list::list),
            route("GET", "/{id}", "/jobs/ingest/id", job::info),
            route("PATCH", "/{id}", "/jobs/ingest/id", job::move),
            route("DELETE", "/{id}", "/jobs/ingest/id", job::delete),
            route("PUT", "/{id}/batches", "/jobs/ingest/batches", job::upload),
            results("successfulResults", results::successful),
            results("failedResults", results::failed),
            results("unprocessedrecords", results::unprocessed));
  }

  private static Route results(String name, Endpoint endpoint) {
    return route("GET", "/{id}/" + name, "/jobs/ingest/" + name, endpoint);
  }

  private static Route route(String method, String template, String family, Endpoint endpoint) {
    return Route.of(method, ROOT + template, family, Route.Access.METERED, endpoint);
  }

  public List<Route> routes() {
    return routes;
  }

  /** Stops working on jobs. */
  @Override
  public void close() {
    jobs.close();
  }
}
