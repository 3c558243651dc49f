package dev.syncline.simulator;

import dev.syncline.simulator.bulk.BulkApi;
import dev.syncline.simulator.bulk.Spool;
import dev.syncline.simulator.bulk.classic.ClassicApi;
import dev.syncline.simulator.bulk.ingest.IngestApi;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.oauth.Sessions;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The bulk APIs of an org. Their jobs share one series of ids and one folder. */
final class ServedJobs implements AutoCloseable {
  private static final String JOB_PREFIX = "750";

  private final Spool spool;
  private final BulkApi query;
  private final IngestApi ingest;
  private final ClassicApi classic;

  /**
   * @param pageRecords how many records a page of query results has when the client does not say
   * @param workers works on the jobs of Bulk API 2.0
   */
  ServedJobs(Org org, Sessions sessions, Stats stats, int pageRecords, Executor workers)
      throws IOException {
    var ids = new RunningId(JOB_PREFIX, org.address().orgId());
    this.spool = Spool.open();
    this.query = new BulkApi(org, stats, ids, pageRecords, workers);
    this.classic = new ClassicApi(org, sessions, stats, ids, spool);
    this.ingest = new IngestApi(org, stats, ids, spool, classic::listed, workers);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>(query.routes());
    routes.addAll(ingest.routes());
    routes.addAll(classic.routes());
    return routes;
  }

  /** Stops working on jobs and removes their files. */
  @Override
  public void close() throws IOException {
    try (spool;
        classic;
        ingest;
        query) {
      // Closed in the opposite order: the folder goes when nobody works in it any more.
    }
  }
}
