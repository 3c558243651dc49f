package dev.syncline.jdbc.change;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Guards.Mass;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.change.CaseReader.Found;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.link.ParkedTable;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.PageSession;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges pulled records one by one, as a rule decides. */
final class RecordMerger {
  private final GoneRecords gone;
  private final PullQueueTable queue;
  private final ParkedTable parked;
  private final HistoryTable history;

  RecordMerger(GoneRecords gone, PullQueueTable queue, ParkedTable parked, HistoryTable history) {
    this.gone = gone;
    this.queue = queue;
    this.parked = parked;
    this.history = history;
  }

  /** One decision with what it is about. */
  private record Decided(MergeCase mergeCase, MergeDecision decision) {}

  /** One page being merged. */
  private final class Run {
    private final Connection connection;
    private final RowWords words;
    private final PageOrder order;
    private final RowChanges changes;
    private final List<RecordId> settled = new ArrayList<>();
    private AppliedPage applied = AppliedPage.NONE;

    Run(PageSession session, PageOrder order) {
      this.connection = session.connection();
      this.words = session.store().words();
      this.order = order;
      this.changes = new RowChanges(connection, words, order, history);
    }

    private void count(PullOutcome outcome) {
      applied = applied.plus(new AppliedPage(outcome, 0, 0));
    }

    private void defer(RecordId record, Reason reason) throws SQLException {
      queue.defer(connection, words.mappingId(), record, reason, order.token());
      applied = applied.plus(new AppliedPage(PullOutcome.NONE, 1, 0));
    }

    private void park(RecordId record, Problem problem) throws SQLException {
      var storable =
          new Problem(
              problem.code(),
              problem.errorClass(),
              ProblemText.storable(problem.message()),
              problem.action());
      parked.park(connection, words.mappingId(), record, storable);
      settled.add(record);
      count(new PullOutcome(0, 0, 0, 0, 1));
    }
  }

  /** Merges within the caller's transaction. */
  AppliedPage merge(
      PageSession session, StagedPage staged, PulledPage page, PageOrder order, MergeRule rule)
      throws SQLException {
    var run = new Run(session, order);
    List<Decided> decided = decide(run, page, rule);
    order.watch().guard().admit(masses(run, decided));
    insert(run, session, staged, page, decided);
    for (Decided one : decided) {
      carryOut(run, one);
    }
    queue.remove(run.connection, run.words.mappingId(), run.settled, order.token());
    queue.remove(run.connection, run.words.mappingId(), page.unseen(), order.token());
    return run.applied;
  }

  /** How many rows would be deleted, and in how many which fields would become empty. */
  private static List<Mass> masses(Run run, List<Decided> decided) {
    boolean deletes = run.words.layout().mapping().mapping().onDelete() == DeletePolicy.DELETE;
    Map<Optional<FieldName>, Long> counts = new LinkedHashMap<>();
    for (Decided one : decided) {
      switch (one.decision()) {
        case MergeDecision.Remove _ when deletes -> counts.merge(Optional.empty(), 1L, Long::sum);
        case MergeDecision.Change change ->
            change.columns().stream()
                .filter(c -> empties(one.mergeCase(), c))
                .map(c -> run.words.layout().mapping().bindings().get(c.binding()))
                .forEach(b -> counts.merge(Optional.of(b.field().name()), 1L, Long::sum));
        case MergeDecision.Remove _, MergeDecision.Insert _, MergeDecision.Skip _ -> {}
        case MergeDecision.Defer _, MergeDecision.Park _, MergeDecision.Recreate _ -> {}
      }
    }
    return counts.entrySet().stream().map(e -> new Mass(e.getKey(), e.getValue())).toList();
  }

  private static boolean empties(MergeCase mergeCase, MergeDecision.ColumnValue column) {
    return column.value() instanceof Value.Null
        && mergeCase
            .row()
            .filter(row -> !(row.values().get(column.binding()) instanceof Value.Null))
            .isPresent();
  }

  private static List<Inbound> inbound(PulledPage page) {
    Map<RecordId, Inbound> inbound = new LinkedHashMap<>();
    for (PlannedChange change : page.changes()) {
      var here = new Inbound.Here(change);
      inbound.put(here.id(), here);
    }
    page.gone().forEach((id, winner) -> inbound.put(id, new Inbound.Gone(id, winner)));
    return List.copyOf(inbound.values());
  }

  private static List<Decided> decide(Run run, PulledPage page, MergeRule rule)
      throws SQLException {
    List<Decided> decided = new ArrayList<>();
    var reader = new CaseReader(run.connection, run.words);
    for (Found found : reader.read(inbound(page), page)) {
      switch (found) {
        case Found.Locked(Inbound inbound) -> run.defer(inbound.id(), Reason.LOCKED);
        case Found.Open(MergeCase mergeCase) ->
            decided.add(new Decided(mergeCase, rule.decide(mergeCase)));
      }
    }
    return decided;
  }

  /** The key under which a row is made again; absent for a new one. */
  private static Optional<String> linkedRow(Run run, MergeCase known, boolean endsPending)
      throws SQLException {
    if (known.link().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> key = run.changes.linkedRow(known.inbound().id());
    if (endsPending && key.isPresent()) {
      run.changes.endPending(known, key.get());
    }
    return key;
  }

  /** New rows go in first and as a set, so that references to them are filled at once. */
  private void insert(
      Run run, PageSession session, StagedPage staged, PulledPage page, List<Decided> decided)
      throws SQLException {
    Map<RecordId, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < page.changes().size(); i++) {
      places.put(new Inbound.Here(page.changes().get(i)).id(), i);
    }
    Map<Integer, Optional<String>> keys = new LinkedHashMap<>();
    for (Decided one : decided) {
      if (one.decision() instanceof MergeDecision.Insert(boolean endsPending)) {
        RecordId record = one.mergeCase().inbound().id();
        Optional<String> key = linkedRow(run, one.mergeCase(), endsPending);
        Integer place = places.get(record);
        if (place == null) {
          throw new IllegalArgumentException("A deleted record cannot become a row: " + record);
        }
        parked.forget(run.connection, run.words.mappingId(), record);
        keys.put(place, key);
      }
    }
    if (keys.isEmpty() || insert(run, session, staged, page, keys)) {
      return;
    }
    for (Map.Entry<Integer, Optional<String>> one : keys.entrySet()) {
      if (!insert(run, session, staged, page, Map.of(one.getKey(), one.getValue()))) {
        run.defer(recordAt(page, one.getKey()), Reason.LOCKED);
      }
    }
  }

  /** Whether the rows went in: none has, where a lock of the application stands in the way. */
  private static boolean insert(
      Run run,
      PageSession session,
      StagedPage staged,
      PulledPage page,
      Map<Integer, Optional<String>> keys)
      throws SQLException {
    Savepoint before = run.connection.setSavepoint();
    try {
      run.count(session.store().insert(staged, run.order, keys));
      run.connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!run.words.dialect().isLocked(e)) {
        throw e;
      }
      run.connection.rollback(before);
      run.connection.releaseSavepoint(before);
      return false;
    }
    keys.keySet().forEach(place -> run.settled.add(recordAt(page, place)));
    return true;
  }

  private static RecordId recordAt(PulledPage page, int place) {
    return new Inbound.Here(page.changes().get(place)).id();
  }

  private void carryOut(Run run, Decided one) throws SQLException {
    RecordId record = one.mergeCase().inbound().id();
    switch (one.decision()) {
      case MergeDecision.Insert _ -> {}
      case MergeDecision.Skip _ -> {
        run.settled.add(record);
        run.count(new PullOutcome(0, 0, 1, 0, 0));
      }
      case MergeDecision.Defer(Reason reason) -> run.defer(record, reason);
      case MergeDecision.Park(Problem problem) -> park(run, one.mergeCase(), problem);
      case MergeDecision.Change change -> change(run, one.mergeCase(), change);
      case MergeDecision.Remove(List<MergeDecision.Loss> losses) ->
          remove(run, one.mergeCase(), losses);
      case MergeDecision.Recreate _ -> {
        run.changes.recreate(one.mergeCase(), record);
        run.settled.add(record);
        run.count(new PullOutcome(0, 0, 1, 0, 0));
      }
    }
  }

  private void park(Run run, MergeCase mergeCase, Problem problem) throws SQLException {
    run.park(mergeCase.inbound().id(), problem);
    history.add(
        run.connection,
        run.words.mappingId(),
        Optional.of(mergeCase.inbound().id()),
        rowOf(mergeCase),
        HistoryEntry.Event.PARKED,
        RowChanges.detail(problem));
  }

  static Optional<RowKey> rowOf(MergeCase mergeCase) {
    return mergeCase.row().or(mergeCase::lookalike).map(MergeCase.CurrentRow::key);
  }

  /** A row that the database refuses is parked; all others go in. */
  private void change(Run run, MergeCase mergeCase, MergeDecision.Change change)
      throws SQLException {
    RecordId record = mergeCase.inbound().id();
    if (!(mergeCase.inbound() instanceof Inbound.Here(PlannedChange.Write(RowWrite.Put put)))) {
      throw new IllegalArgumentException("Nothing was read that " + record + " could take");
    }
    Savepoint before = run.connection.setSavepoint();
    try {
      run.changes.change(mergeCase, change, put);
      run.connection.releaseSavepoint(before);
    } catch (SQLException e) {
      Optional<Problem> problem = Halving.problemOfRow(e, run.words.dialect());
      if (problem.isEmpty() && !run.words.dialect().isLocked(e)) {
        throw e;
      }
      run.connection.rollback(before);
      run.connection.releaseSavepoint(before);
      if (problem.isPresent()) {
        run.park(record, problem.get());
      } else {
        run.defer(record, Reason.LOCKED);
      }
      return;
    }
    parked.forget(run.connection, run.words.mappingId(), record);
    run.settled.add(record);
    boolean wrote = !change.columns().isEmpty();
    run.count(new PullOutcome(0, wrote ? 1 : 0, wrote ? 0 : 1, 0, 0));
    run.applied = run.applied.plus(new AppliedPage(PullOutcome.NONE, 0, change.losses().size()));
  }

  private void remove(Run run, MergeCase mergeCase, List<MergeDecision.Loss> losses)
      throws SQLException {
    RecordId record = mergeCase.inbound().id();
    Optional<RecordId> winner =
        switch (mergeCase.inbound()) {
          case Inbound.Gone(RecordId _, Optional<RecordId> into) -> into;
          case Inbound.Here _ -> Optional.empty();
        };
    Optional<String> row = run.changes.linkedRow(record);
    AppliedPage removed =
        gone.remove(
            run.connection, run.words, new GoneRecords.Gone(record, winner, row), run.order);
    run.applied = run.applied.plus(removed);
    if (removed.deferred() > 0 || removed.outcome().parked() > 0) {
      return;
    }
    run.changes.lose(mergeCase, losses);
    run.applied = run.applied.plus(new AppliedPage(PullOutcome.NONE, 0, losses.size()));
    boolean followed = removed.outcome().updated() > 0;
    if (row.isPresent() && !followed) {
      run.changes.endPending(mergeCase, rowOf(mergeCase).map(RowKey::value).orElse(row.get()));
    }
  }
}
