package dev.syncline.engine.backfill;

import dev.syncline.engine.database.Backfills.Filled;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Revisions.Pending;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.pull.PullPlanner;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries lines that are new in a mapping to the rows and records that were linked before, portion
 * by portion in the order of the record ids, while sync goes on. It can be stopped and taken up
 * again at any time, and one process does it.
 */
public final class Backfill {
  private static final int MAX_PUSHED = 20_000;

  private final Org org;
  private final Database database;
  private final BackfillSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final BackfillListener listener;

  public Backfill(
      Org org,
      Database database,
      BackfillSettings settings,
      Pace pace,
      StopSignal stop,
      BackfillListener listener) {
    this.org = org;
    this.database = database;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.listener = listener;
  }

  /** Lines that are at the same place. */
  private record Stand(long token, Optional<RecordId> reached, long records) {}

  /**
   * Back-fills all lines of a mapping that wait for it, to the end or to the stop signal.
   *
   * @return what it came to; one report for lines that were added together
   * @throws dev.syncline.engine.ProblemException when it cannot go on; what is done stays
   */
  public List<BackfillReport> run(ResolvedMapping mapping) throws InterruptedException {
    return run(mapping, _ -> true);
  }

  /**
   * The same of some lines.
   *
   * @param which whether a line is among them
   */
  public List<BackfillReport> run(ResolvedMapping mapping, Predicate<FieldName> which)
      throws InterruptedException {
    MappingName name = mapping.mapping().name();
    Lease lease = database.leases().acquire("back-fill/" + name, settings.lease());
    try {
      var keeper = new LeaseKeeper(database.leases(), lease, settings.lease(), pace.clock());
      Map<Stand, List<FieldName>> groups = new LinkedHashMap<>();
      for (Pending pending : database.revisions().pending(name)) {
        if (which.test(pending.field()) && isCarried(mapping, pending.field())) {
          var stand = new Stand(pending.token(), pending.reached(), pending.records());
          groups.computeIfAbsent(stand, _ -> new ArrayList<>()).add(pending.field());
        }
      }
      List<BackfillReport> reports = new ArrayList<>();
      for (Map.Entry<Stand, List<FieldName>> group : groups.entrySet()) {
        if (!stop.isRequested()) {
          reports.add(
              new Run(Narrowing.of(mapping, group.getValue()), group.getValue(), keeper)
                  .from(group.getKey()));
        }
      }
      return List.copyOf(reports);
    } finally {
      database.leases().release(lease);
    }
  }

  private static boolean isCarried(ResolvedMapping mapping, FieldName field) {
    return mapping.bindings().stream().anyMatch(b -> b.field().name().equals(field));
  }

  /** One run over lines that were added together. */
  private final class Run {
    private final Narrowing narrowing;
    private final List<FieldName> fields;
    private final LeaseKeeper lease;
    private final PullPlanner planner;
    private final PortionReading reading;
    private final Breath breath;
    private final boolean pulls;
    private final boolean pushes;
    private final boolean asks;
    private Filled filled = Filled.NONE;
    private long queued;
    private long records;
    private long all;

    Run(Narrowing narrowing, List<FieldName> fields, LeaseKeeper lease) {
      List<FieldBinding> bindings = narrowing.narrow().bindings();
      this.narrowing = narrowing;
      this.fields = List.copyOf(fields);
      this.lease = lease;
      this.planner = new PullPlanner(narrowing.narrow());
      this.reading = new PortionReading(org, settings, pace, stop, lease);
      this.breath = new Breath(settings.busy(), settings.longestPause());
      this.pulls = bindings.stream().anyMatch(b -> b.direction().pulls());
      this.asks = RecordPlanner.asks(narrowing.whole());
      this.pushes = bindings.stream().anyMatch(b -> !b.direction().pulls());
    }

    /** Keys of rows that are pushed are held in memory: there are fewer of them in a portion. */
    private int portion() {
      return pushes ? Math.min(MAX_PUSHED, settings.portion()) : settings.portion();
    }

    private MappingName name() {
      return narrowing.whole().mapping().name();
    }

    BackfillReport from(Stand stand) throws InterruptedException {
      Instant began = pace.clock().instant();
      long callsBefore = org.callsMade();
      Optional<RecordId> after = stand.reached();
      records = stand.records();
      all = database.counts(name()).links();
      boolean completed = false;
      while (!stop.isRequested() && !completed) {
        Optional<RecordId> last = database.backfills().portion(name(), after, portion());
        if (last.isEmpty()) {
          database.revisions().filled(lease.lease(), name(), fields);
          completed = true;
        } else if (carry(stand.token(), after, last.get())) {
          database.revisions().reached(lease.lease(), name(), fields, last.get(), records);
          after = last;
        }
      }
      return new BackfillReport(
          name(),
          fields,
          records,
          filled,
          queued,
          org.callsMade() - callsBefore,
          Duration.between(began, pace.clock().instant()),
          completed);
    }

    /** Whether a portion is done. */
    private boolean carry(long token, Optional<RecordId> after, RecordId last)
        throws InterruptedException {
      if (pushes) {
        push(after, last);
      }
      if (!pulls) {
        records = Math.min(all, records + portion());
        listener.progressed(name(), fields, records, all);
        return true;
      }
      var mapping = narrowing.narrow().mapping();
      var query =
          new RecordQuery(
              mapping.object(),
              narrowing.narrow().readFields(),
              mapping.where(),
              mapping.recordTypes(),
              Optional.of(range(after, last)));
      boolean compound =
          narrowing.narrow().bindings().stream().anyMatch(b -> b.field().type().isCompound());
      long about = Math.min(portion(), Math.max(1, all - records));
      return reading.read(query, about, compound, chunk -> fill(token, chunk));
    }

    private String range(Optional<RecordId> after, RecordId last) {
      return after.map(a -> "Id > '" + a + "' AND ").orElse("") + "Id <= '" + last + "'";
    }

    private void push(Optional<RecordId> after, RecordId last) {
      List<RowKey> rows = database.backfills().telling(narrowing.narrow(), after, last);
      for (int from = 0; from < rows.size(); from += settings.chunk()) {
        lease.keep();
        List<RowKey> some = rows.subList(from, Math.min(rows.size(), from + settings.chunk()));
        queued += database.outbox().addLater(narrowing.whole(), some);
      }
    }

    private void fill(long token, List<RecordChange.Present> chunk) throws InterruptedException {
      lease.keep();
      Instant began = pace.clock().instant();
      filled = filled.plus(asks ? ask(chunk) : take(token, chunk));
      records += chunk.size();
      listener.progressed(name(), fields, records, all);
      Duration took = Duration.between(began, pace.clock().instant());
      pace.waiter().await(breath.after(took, waiting()));
    }

    private Filled take(long token, List<RecordChange.Present> chunk) {
      List<PlannedChange> changes = chunk.stream().map(planner::plan).toList();
      return database.backfills().fill(narrowing, lease.lease(), token, changes);
    }

    /** Hooks are asked about whole records: these are read again by themselves. */
    private Filled ask(List<RecordChange.Present> chunk) {
      List<RecordId> ids = chunk.stream().map(RecordChange.Present::id).toList();
      database.pullQueue().add(name(), ids, PullQueue.Reason.ASKED);
      return new Filled(0, 0, 0, ids.size());
    }

    private long waiting() {
      if (!narrowing.whole().mapping().direction().pushes() || pushes) {
        return 0;
      }
      return database.outbox().counts(name()).ready();
    }
  }
}
