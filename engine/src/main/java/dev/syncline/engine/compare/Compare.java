package dev.syncline.engine.compare;

import dev.syncline.engine.compare.CompareListener.Phase;
import dev.syncline.engine.database.Certificate;
import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.CompareSession.Digested;
import dev.syncline.engine.database.CompareSession.LinkedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares all records of a mapping with their rows: both sides are reduced to digests, those that
 * do not agree are looked at again, and what differs for good is told, certified and, if asked,
 * queued to be repaired. Memory stays flat. Others may use both sides meanwhile.
 */
public final class Compare {
  private final Org org;
  private final Database database;
  private final CompareSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final CompareListener listener;

  public Compare(
      Org org,
      Database database,
      CompareSettings settings,
      Pace pace,
      StopSignal stop,
      CompareListener listener) {
    this.org = org;
    this.database = database;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Whether differences are repaired.
   *
   * @param deletesAtMost how many rows and records may be deleted by repairs; if more would be,
   *     none is
   */
  public record Repairing(boolean wanted, long deletesAtMost) {
    /** How many deletions are allowed unless somebody says otherwise. */
    public static final long DELETES_AT_MOST = 500;

    /** Nothing is changed. */
    public static final Repairing NO = new Repairing(false, 0);
  }

  /**
   * Compares a mapping, to its end or to the stop signal.
   *
   * @throws dev.syncline.engine.ProblemException when it cannot go on; nothing was certified
   * @throws InterruptedException if the thread is asked to stop
   */
  public CompareReport run(ResolvedMapping mapping, Repairing repairing)
      throws InterruptedException {
    MappingName name = mapping.mapping().name();
    database.bindOrg(mapping, org.identity());
    Lease lease = database.leases().acquire("compare/" + name, settings.lease());
    try (CompareSession session = database.comparisons().open(mapping)) {
      var keeper = new LeaseKeeper(database.leases(), lease, settings.lease(), pace.clock());
      var with = new Comparing(org, database, settings, pace, stop, listener);
      CompareReport report = run(with, mapping, repairing, session, keeper);
      if (report.completed()) {
        certify(mapping, report);
      }
      return report;
    } finally {
      database.leases().release(lease);
    }
  }

  private CompareReport run(
      Comparing with,
      ResolvedMapping mapping,
      Repairing repairing,
      CompareSession session,
      LeaseKeeper lease)
      throws InterruptedException {
    Instant began = pace.clock().instant();
    Instant asOf = with.called(1).org().changes().now();
    var fields = new ComparedFields(mapping);
    RecordQuery query = Doubts.query(mapping, fields.names());
    var tally = new CompareTally(settings.maxSamples());
    var repairs = new Repairs(with, mapping, repairing.deletesAtMost());
    var doubts =
        new Doubts(
            with,
            mapping,
            fields,
            query,
            lease,
            tally,
            difference -> {
              if (repairing.wanted()) {
                repairs.add(difference.repair());
              }
            });
    OptionalLong records = new OrgDigests(with, mapping, fields, query).stage(session, lease);
    if (records.isPresent()) {
      doubts.readUntil(with.called(1).org().changes().now());
      join(mapping, fields, session, lease, doubts, tally);
      loose(mapping, session, doubts);
      doubts.end();
    }
    CompareReport.Repairs done =
        repairing.wanted() && !stop.isRequested() ? repairs.end() : CompareReport.Repairs.NONE;
    return tally.report(
        new CompareTally.Ended(
            mapping.mapping().name(),
            records,
            stop.isRequested(),
            asOf,
            done,
            with.calls(),
            Duration.between(began, pace.clock().instant())));
  }

  private void join(
      ResolvedMapping mapping,
      ComparedFields fields,
      CompareSession session,
      LeaseKeeper lease,
      Doubts doubts,
      CompareTally tally) {
    boolean pulls = mapping.mapping().direction().pulls();
    var digest = new RecordDigest();
    MergeJoin.run(
        session,
        new MergeJoin.Sides() {
          private long seen;

          @Override
          public void onlyThere(Digested record) {
            if (pulls) {
              doubts.add(record.record());
            }
          }

          @Override
          public void onlyHere(LinkedRow row) {
            doubts.add(row.record());
          }

          @Override
          public void both(Digested record, LinkedRow row) {
            boolean same =
                row.current()
                    .filter(now -> digest.of(row.record(), fields.ofRow(now)).equals(record))
                    .isPresent();
            if (same) {
              tally.equal();
            } else {
              doubts.add(row.record());
            }
            if (++seen % CompareSession.MAX_PAGE == 0) {
              lease.keep();
              listener.progressed(mapping.mapping().name(), Phase.COMPARING, seen);
            }
          }
        });
  }

  /** Rows without a link; where nothing is pushed they are the application's own. */
  private void loose(ResolvedMapping mapping, CompareSession session, Doubts doubts) {
    if (!mapping.mapping().direction().pushes()) {
      return;
    }
    Optional<RowKey> after = Optional.empty();
    List<RowKey> page;
    do {
      page = session.loose(after, CompareSession.MAX_PAGE);
      page.forEach(doubts::add);
      after = page.isEmpty() ? after : Optional.of(page.getLast());
    } while (page.size() == CompareSession.MAX_PAGE && !stop.isRequested());
  }

  private void certify(ResolvedMapping mapping, CompareReport report) {
    for (Direction way : List.of(Direction.PULL, Direction.PUSH)) {
      Direction goes = mapping.mapping().direction();
      if (way == Direction.PULL ? goes.pulls() : goes.pushes()) {
        database
            .comparisons()
            .certify(
                new Certificate(
                    report.mapping(),
                    way,
                    report.asOf(),
                    report.equal(),
                    report.inFlight().getOrDefault(way, 0L),
                    report.parked().getOrDefault(way, 0L),
                    report.ways().getOrDefault(way, 0L),
                    report.unchecked(),
                    report.repairs().queued(),
                    report.calls(),
                    report.duration().toSeconds()));
      }
    }
  }
}
