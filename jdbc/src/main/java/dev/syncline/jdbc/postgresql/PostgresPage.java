package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.page.Carried;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.MergedPage;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.PlanCounts;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.RowsSwallowedException;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.page.StageLine;
import dev.syncline.jdbc.page.StageSource;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes pages on PostgreSQL. While a mapping is filled for the first time, a page is expected to
 * hold new records only and is written by two inserts; when that proves wrong, and in every later
 * refresh, the page is planned record by record first.
 */
final class PostgresPage implements PageStore {
  static final StageLine.Forms FORMS = new StageLine.Forms('t', 'f', "+00");

  private final Connection connection;
  private final PageScope scope;
  private final PlanSql planSql;
  private final MergeSql mergeSql;
  private final ParkSql parkSql;
  private final DivertSql divertSql;
  private final DivertAlikeSql alikeSql;
  private final LiveSql liveSql;
  private final StageLine line;
  private final boolean skipsPlans;
  private boolean expectsNew;
  private boolean indexed;

  /**
   * Makes the stage.
   *
   * @param mayBeFirst whether pages may be those of a first load
   */
  PostgresPage(Connection connection, PageScope scope, boolean mayBeFirst) throws SQLException {
    this.connection = connection;
    this.scope = scope;
    this.planSql = new PlanSql(scope);
    this.mergeSql = new MergeSql(scope);
    this.parkSql = new ParkSql(scope);
    this.divertSql = new DivertSql(scope);
    this.alikeSql = new DivertAlikeSql(scope);
    this.liveSql = new LiveSql(scope);
    this.line = new StageLine(scope.layout(), FORMS);
    Sql.execute(connection, planSql.dropTables());
    Sql.execute(connection, planSql.createStage());
    Sql.execute(connection, planSql.createPlan());
    this.skipsPlans =
        mayBeFirst
            && !checksAdoption()
            && !alikeSql.isNeeded()
            && Carried.makesRows(scope.layout());
    this.expectsNew = skipsPlans && isFirstLoad();
  }

  @Override
  public StagedPage stage(Iterator<PlannedChange> changes) throws SQLException {
    Sql.execute(connection, planSql.emptyStage());
    if (indexed) {
      Sql.execute(connection, planSql.dropIndex());
      indexed = false;
    }
    boolean makesKeys = expectsNew;
    return copy(StageSource.of(line, changes, scope.newKey().isPresent() && !makesKeys), makesKeys);
  }

  @Override
  public StagedPage stageLive(Iterator<LiveChange> changes) throws SQLException {
    Sql.execute(connection, planSql.emptyStage());
    return copy(StageSource.live(line, changes, scope.newKey().isPresent()), false);
  }

  private StagedPage copy(StageSource source, boolean makesKeys) throws SQLException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(planSql.copy(makesKeys));
    try {
      while (source.next()) {
        copy.writeToCopy(source.bytes(), 0, source.length());
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    return source.staged();
  }

  @Override
  public MergedPage merge(StagedPage page, PageOrder order, int attempt) throws SQLException {
    Optional<PullOutcome> quick =
        attempt == 1 && expectsNew && !isContended(order) ? allNew(page, order) : Optional.empty();
    MergedPage merged =
        quick.isPresent() || page.rows() == 0
            ? new MergedPage(quick.orElse(PullOutcome.NONE), 0)
            : planned(page, order, attempt);
    if (page.problems() > 0) {
      Sql.update(connection, parkSql.parkPlanned());
      Sql.update(connection, parkSql.plannedSeen(), order.run(), 0, page.rows());
    }
    return merged;
  }

  private boolean isContended(PageOrder order) throws SQLException {
    return order.careful() && ask(divertSql.anyContended(order));
  }

  @Override
  public PullOutcome insert(StagedPage page, PageOrder order, Map<Integer, Optional<String>> keys)
      throws SQLException {
    Sql.execute(connection, planSql.emptyPlan());
    for (Map.Entry<Integer, Optional<String>> one : keys.entrySet()) {
      if (one.getValue().isPresent()) {
        Sql.update(connection, planSql.planMissing(), one.getKey(), one.getValue().get());
      } else {
        Sql.update(connection, planSql.planNew(), one.getKey());
      }
    }
    Sql.update(connection, mergeSql.clearWaiting());
    return new Halving(connection, scope.dialect(), new Ranges(order)).merge(0, page.rows());
  }

  @Override
  public List<RecordId> aside() throws SQLException {
    return Sql.list(connection, liveSql.aside(), row -> new RecordId(row.getString(1)));
  }

  @Override
  public RowWords words() {
    return scope;
  }

  @Override
  public void close() throws SQLException {
    Sql.execute(connection, planSql.dropTables());
  }

  /** Tries the short way; empty if the page is not for it, with the transaction as it was. */
  private Optional<PullOutcome> allNew(StagedPage page, PageOrder order) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      long run = order.watch().run().number();
      int links = Sql.update(connection, mergeSql.linkAllNew(), order.run(), order.token(), run);
      if (!scope.layout().references().isEmpty()) {
        Sql.update(connection, mergeSql.awaitParentsOfNew());
      }
      int rows = Sql.update(connection, mergeSql.insertAllNew());
      requireAll(links, rows);
      if (scope.layout().mayAlter()) {
        Sql.update(connection, mergeSql.tellAlteredOfNew());
      }
      checkDeferred();
      clear(parkSql.clearAll(), divertSql.unqueueAll(order));
      connection.releaseSavepoint(before);
      return Optional.of(new PullOutcome(rows, 0, 0, 0, page.problems()));
    } catch (SQLException e) {
      boolean row = Halving.problemOfRow(e, scope.dialect()).isPresent();
      if (!row && !isConflict(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      expectsNew = false;
      return Optional.empty();
    }
  }

  /** The long way: plan, then merge as a whole, then in halves if a record is refused. */
  private MergedPage planned(StagedPage page, PageOrder order, int attempt) throws SQLException {
    boolean twice = page.rows() > 1 && !scope.layout().live();
    int duplicates = twice ? Sql.update(connection, planSql.dropDuplicates()) : 0;
    Sql.execute(connection, planSql.emptyPlan());
    Sql.update(connection, planSql.plan(order));
    leave(Carried.leaveChanged(scope.layout(), scope.plan()));
    PlanCounts plan = counts(0, page.rows());
    expectsNew = skipsPlans && plan.fresh() == page.writes() && attempt == 1;
    if (plan.fresh() > 0) {
      recognize();
    }
    long deferred =
        order.careful()
            ? divert(page, plan, order)
            : alikeSql.isNeeded() ? counts(0, page.rows()).deferred() : plan.deferred();
    leave(Carried.leaveNew(scope.layout(), scope.plan()));
    order.watch().admitEmptied(connection, page, mergeSql::countEmptied);
    if (!scope.layout().live()) {
      clear(parkSql.clearTaken(), divertSql.unqueueTaken(order));
    }
    if (deferred > 0) {
      Sql.update(connection, divertSql.queue(order));
    }
    Sql.update(connection, mergeSql.clearWaiting());
    var halving = new Halving(connection, scope.dialect(), new Ranges(order));
    PullOutcome merged = halving.merge(0, page.rows());
    return new MergedPage(merged.plus(new PullOutcome(0, 0, duplicates, 0, 0)), deferred);
  }

  private void leave(Optional<String> statement) throws SQLException {
    if (statement.isPresent()) {
      Sql.update(connection, statement.get());
    }
  }

  /** Finds rows without a link that new records may be. */
  private void recognize() throws SQLException {
    Optional<StagedColumn> recordId = scope.layout().recordId();
    if (recordId.isPresent()) {
      Sql.update(connection, planSql.adopt(recordId.get()));
    }
    Optional<StagedColumn> key = scope.layout().sharedKey();
    if (scope.layout().pushes() && key.isPresent()) {
      Sql.update(connection, divertSql.divertLookalikes(key.get()));
    }
    for (String statement : alikeSql.statements()) {
      Sql.update(connection, statement);
    }
  }

  /** Sends what needs a closer look to the pull queue; how many records. */
  private long divert(StagedPage page, PlanCounts plan, PageOrder order) throws SQLException {
    boolean keyed = scope.layout().sharedKey().isPresent();
    boolean fresh = plan.fresh() > 0 && scope.layout().pushes();
    boolean live = scope.layout().live();
    if (live && ask(parkSql.anyParked())) {
      Sql.update(connection, liveSql.divertParked());
    }
    if (fresh && ask(divertSql.anyUnknownCreates(keyed))) {
      leave(Optional.of(liveSql.setNewAside()).filter(_ -> live));
      Sql.update(connection, divertSql.divertNew());
    }
    if (plan.changed() + plan.fresh() > 0) {
      Sql.update(connection, divertSql.lock());
      leave(Optional.of(liveSql.setAside()).filter(_ -> live));
      Sql.update(connection, divertSql.divertPending());
      Sql.update(connection, divertSql.divertOutrun(order));
    }
    return counts(0, page.rows()).deferred();
  }

  /** Takes back what was noted of records that are now taken in. */
  private void clear(String parked, String queued) throws SQLException {
    if (ask(parkSql.anyParked())) {
      Sql.update(connection, parked);
    }
    if (ask(divertSql.anyQueued())) {
      Sql.update(connection, queued);
    }
  }

  /** Merges and refuses ranges of the planned page. */
  private final class Ranges implements Halving.Work {
    private final PageOrder order;

    Ranges(PageOrder order) {
      this.order = order;
    }

    @Override
    public PullOutcome merge(int from, int to) throws SQLException {
      PlanCounts plan = counts(from, to);
      if (plan.fresh() + plan.adopted() > 0) {
        long run = order.watch().run().number();
        Sql.update(connection, mergeSql.linkNew(), order.run(), order.token(), run, from, to);
      }
      if (plan.changed() + plan.missing() > 0) {
        order.watch().noteSuperseded(connection, mergeSql.noteSuperseded(), from, to);
        Sql.update(connection, mergeSql.linkChanged(), order.run(), order.token(), from, to);
      }
      boolean references = !scope.layout().references().isEmpty();
      if (references && plan.written() > 0) {
        Sql.update(connection, mergeSql.awaitParentsOfWritten(), from, to);
      }
      if (plan.fresh() + plan.missing() > 0) {
        requireAll(
            plan.fresh() + plan.missing(), Sql.update(connection, mergeSql.insertNew(), from, to));
      }
      if (plan.missing() > 0) {
        catchUp();
      }
      if (plan.changed() + plan.adopted() > 0) {
        int updated = Sql.update(connection, mergeSql.updateChanged(order.rewrites()), from, to);
        requireAll(plan.changed() + plan.adopted(), updated);
      }
      if (plan.same() > 0) {
        Sql.update(connection, mergeSql.linkSeen(), order.run(), order.token(), from, to);
      }
      if (scope.layout().mayAlter() && plan.written() > 0) {
        Sql.update(connection, mergeSql.tellAltered(), from, to);
      }
      checkDeferred();
      return plan.outcome();
    }

    @Override
    public void refuse(int sequence, Problem problem) throws SQLException {
      Sql.update(
          connection,
          parkSql.park(),
          problem.code(),
          problem.errorClass().name(),
          ProblemText.storable(problem.message()),
          problem.action(),
          sequence);
      Sql.update(connection, parkSql.seen(), order.run(), sequence, sequence + 1);
    }

    @Override
    public void expectRanges() throws SQLException {
      Sql.execute(connection, planSql.indexStage());
      indexed = true;
    }
  }

  /** A sequence that was set back, as by TRUNCATE … RESTART IDENTITY, goes on behind the keys. */
  private void catchUp() throws SQLException {
    if (scope.target().sequence().isPresent()) {
      Sql.first(connection, mergeSql.catchUp(scope.target().sequence().get()), row -> true);
    }
  }

  /** Constraints that are checked at the commit would fail the whole page: they are asked here. */
  private void checkDeferred() throws SQLException {
    Sql.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
  }

  /** Whether rows may be those of new records without any constraint that would say so. */
  private boolean checksAdoption() {
    return Stream.concat(scope.layout().recordId().stream(), scope.layout().sharedKey().stream())
        .anyMatch(column -> !isUnique(column));
  }

  private boolean isFirstLoad() throws SQLException {
    return !ask(parkSql.anyCommitted());
  }

  private boolean ask(String sql) throws SQLException {
    return Sql.first(connection, sql, row -> row.getBoolean(1)).orElse(false);
  }

  private PlanCounts counts(int from, int to) throws SQLException {
    return PlanCounts.read(connection, planSql.count(), from, to);
  }

  private boolean isUnique(StagedColumn column) {
    var table = scope.layout().mapping().table();
    var name = column.binding().column().name();
    return table.uniqueColumns().contains(name) || table.primaryKey().equals(List.of(name));
  }

  private boolean isConflict(SQLException cause) {
    return scope.dialect().failure(cause).scope() == SqlFailure.Scope.TRANSACTION
        && String.valueOf(cause.getSQLState()).startsWith("23");
  }

  private static void requireAll(long asked, long done) throws RowsSwallowedException {
    if (asked != done) {
      throw new RowsSwallowedException(asked, done);
    }
  }
}
