package dev.syncline.engine.match;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MatchRuns;
import dev.syncline.engine.database.MatchRuns.Counts;
import dev.syncline.engine.database.MatchRuns.Portion;
import dev.syncline.engine.database.MatchRuns.Run;
import dev.syncline.engine.database.MatchRuns.State;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Matches all records and rows of a mapping that have no link, and links them in bulk. Linking that
 * was stopped goes on where it was; links can be taken back by the number of the run.
 */
public final class BulkMatch {
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** So many links are made in one transaction. */
  private static final int PORTION = 5_000;

  private final Database database;
  private final ResolvedMapping mapping;
  private final MatchKeys keys;
  private final RecordKeys records;
  private final Pace pace;
  private final StopSignal stop;

  public BulkMatch(
      Org org, Database database, ResolvedMapping mapping, Pace pace, StopSignal stop) {
    this.database = database;
    this.mapping = mapping;
    this.keys = MatchKeys.of(mapping);
    this.pace = pace;
    this.stop = stop;
    var query =
        new RecordQuery(
            mapping.object().name(),
            mapping.readFields(),
            mapping.mapping().where(),
            mapping.mapping().recordTypes());
    this.records = new RecordKeys(org, query, keys, pace, stop);
  }

  /**
   * What a run came to.
   *
   * @param counts absent where linking went on that an earlier process began, and for an undo
   * @param samples as the counts
   * @param done how many links were made or taken back
   * @param whole whether it reached its end; false if a stop came
   */
  public record Report(
      long run,
      Optional<Counts> counts,
      Optional<MatchRuns.Samples> samples,
      List<String> rules,
      long done,
      boolean whole) {
    public Report {
      rules = List.copyOf(rules);
    }
  }

  private interface Work {
    Report run(LeaseKeeper lease) throws InterruptedException;
  }

  /** Polls of the mapping take the same lease, so that nothing is linked beside it. */
  private Report leased(Work work) throws InterruptedException {
    Lease lease = database.leases().acquire("pull/" + mapping.mapping().name(), LEASE);
    try {
      return work.run(new LeaseKeeper(database.leases(), lease, LEASE, pace.clock()));
    } finally {
      database.leases().release(lease);
    }
  }

  /** Whether the mapping says by what to match. */
  public boolean hasRules() {
    return !keys.isEmpty();
  }

  /**
   * Finds what is the same and changes nothing that is synced; then links it, if that is wanted.
   *
   * @param links whether to link; a run that was stopped while it linked is ended first, alone
   * @param samples how many of each kind to show
   */
  public Report match(boolean links, int samples) throws InterruptedException {
    return leased(lease -> match(lease, links, samples));
  }

  private Report match(LeaseKeeper lease, boolean links, int samples) throws InterruptedException {
    MatchRuns runs = database.matchRuns();
    Optional<Run> unfinished = links ? runs.unfinished(mapping.mapping().name()) : Optional.empty();
    if (unfinished.isPresent()) {
      return link(lease, unfinished.get(), Optional.empty(), Optional.empty());
    }
    Run run = runs.start(lease.lease(), mapping);
    boolean whole =
        records.read(
            MatchRuns.MAX_STAGED,
            some -> {
              lease.keep();
              runs.stage(lease.lease(), run, some);
            });
    if (!whole) {
      return report(run, Optional.empty(), Optional.empty(), 0, false);
    }
    Counts counts = runs.match(lease.lease(), mapping, run);
    var found = Optional.of(runs.samples(run, samples));
    return links
        ? link(lease, run, Optional.of(counts), found)
        : report(run, Optional.of(counts), found, 0, true);
  }

  private Report link(
      LeaseKeeper lease, Run run, Optional<Counts> counts, Optional<MatchRuns.Samples> samples) {
    MatchRuns runs = database.matchRuns();
    runs.note(lease.lease(), run, State.LINKING);
    long linked = 0;
    var portion = new Portion(0, 0, true);
    while (portion.more() && !stop.isRequested()) {
      lease.keep();
      enter(runs.rowsToLink(run, portion.last(), PORTION));
      portion = runs.link(lease.lease(), mapping, run, portion.last(), PORTION);
      linked += portion.done();
    }
    if (!portion.more()) {
      runs.note(lease.lease(), run, State.LINKED);
    }
    return report(run, counts, samples, linked, !portion.more());
  }

  /** Rows whose values may hold against the record's are pushed once both are merged. */
  private void enter(List<RowKey> rows) {
    if (queuesRows(mapping) && !rows.isEmpty()) {
      database.outbox().add(mapping, rows);
    }
  }

  /**
   * Whether rows that are linked go to the outbox: where a row's value may hold against its
   * record's. By {@link ConflictPolicy#NEWEST} it may not, as nobody knows when the row was
   * changed, and an entry would say that it was now.
   */
  static boolean queuesRows(ResolvedMapping mapping) {
    if (!mapping.mapping().direction().pushes()) {
      return false;
    }
    boolean database =
        mapping.mapping().rules().conflict() == ConflictPolicy.DATABASE
            || mapping.mapping().fields().stream()
                .anyMatch(f -> f.conflict().equals(Optional.of(ConflictPolicy.DATABASE)));
    return database
        || mapping.bindings().stream().map(FieldBinding::direction).anyMatch(d -> !d.pulls());
  }

  /**
   * Takes back the links that a run made and that still stand; records, rows and what was merged
   * since stay.
   */
  public Report undo(Run run) throws InterruptedException {
    return leased(
        lease -> {
          MatchRuns runs = database.matchRuns();
          runs.note(lease.lease(), run, State.UNDOING);
          long undone = 0;
          var portion = new Portion(0, 0, true);
          while (portion.more() && !stop.isRequested()) {
            lease.keep();
            portion = runs.undo(lease.lease(), mapping, run, portion.last(), PORTION);
            undone += portion.done();
          }
          if (!portion.more()) {
            runs.note(lease.lease(), run, State.UNDONE);
          }
          return report(run, Optional.empty(), Optional.empty(), undone, !portion.more());
        });
  }

  private Report report(
      Run run,
      Optional<Counts> counts,
      Optional<MatchRuns.Samples> samples,
      long done,
      boolean whole) {
    List<String> rules = keys.rules().stream().map(MatchKeys.Rule::words).toList();
    return new Report(run.id(), counts, samples, rules, done, whole);
  }
}
