package dev.syncline.simulator;

import dev.syncline.simulator.bulk.BulkApi;
import dev.syncline.simulator.bulk.ingest.IngestApi;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bulk APIs of an org. Their jobs share one series of ids. */
final class ServedJobs implements AutoCloseable {
  private static final String JOB_PREFIX = "750";

  private final BulkApi query;
  private final IngestApi ingest;

  /**
   * @param pageRecords how many records a page of query results has when the client does not say
   */
  ServedJobs(Org org, Stats stats, int pageRecords) throws IOException {
    var ids = new RunningId(JOB_PREFIX, org.address().orgId());
    this.ingest = new IngestApi(org, stats, ids);
    this.query = new BulkApi(org, stats, ids, pageRecords);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>(query.routes());
    routes.addAll(ingest.routes());
    return routes;
  }

  /** Stops working on jobs and removes their files. */
  @Override
  public void close() throws IOException {
    try (ingest;
        query) {
      // Both stop, whatever becomes of the other.
    }
  }
}
