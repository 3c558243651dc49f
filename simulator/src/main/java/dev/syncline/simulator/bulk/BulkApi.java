package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import java.util.List;
import java.util.concurrent.Executor;

/** Bulk API 2.0 query of one org: its routes, and the jobs behind them. */
public final class BulkApi implements AutoCloseable {
  private static final String ROOT = "/services/data/{version}/jobs/query";

  private final Jobs<QueryJob> jobs;
  private final List<Route> routes;

  /**
   * @param ids gives out the ids of jobs of all kinds
   * @param pageRecords how many records a page of results has when the client does not say
   * @param workers works on the jobs
   */
  public BulkApi(Org org, Stats stats, RunningId ids, int pageRecords, Executor workers) {
    this.jobs = new Jobs<>(org.clock(), workers);
    var job = new QueryJobResource(org, jobs, ids);
    var results = new QueryResults(jobs, stats, pageRecords);
    this.routes =
        List.of(
            route("POST", "", "/jobs/query", job::create),
            route("GET", "", "/jobs/query", job::list),
            route("GET", "/{id}", "/jobs/query/id", job::info),
            route("PATCH", "/{id}", "/jobs/query/id", job::abort),
            route("DELETE", "/{id}", "/jobs/query/id", job::delete),
            route("GET", "/{id}/results", "/jobs/query/results", results::page),
            route("GET", "/{id}/resultPages", "/jobs/query/resultPages", results::pages));
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
