package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * A statement bound to one state of the org, to be read on later. What its run has worked out (a
 * sort, a grouping) is kept while memory is free, and worked out again when it is not, with the
 * same result.
 */
public final class BoundQuery {
  private final QueryPlan plan;
  private final Snapshot snapshot;
  private volatile SoftReference<@Nullable QueryRun> kept;

  public BoundQuery(QueryPlan plan, Snapshot snapshot) {
    this.plan = plan;
    this.snapshot = snapshot;
    this.kept = new SoftReference<>(plan.open(snapshot));
  }

  public QueryPlan plan() {
    return plan;
  }

  /** The rows; hold on to them while they are read. */
  public QueryRun run() {
    QueryRun run = kept.get();
    if (run == null) {
      run = plan.open(snapshot);
      kept = new SoftReference<>(run);
    }
    return run;
  }
}
