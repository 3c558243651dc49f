package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.PlanCounts;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.page.RowsSwallowedException;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.page.StageLine;
import dev.syncline.jdbc.page.StageSource;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
  private final StageLine line;
  private final boolean checksAdoption;
  private boolean expectsNew;
  private boolean indexed;

  PostgresPage(Connection connection, PageScope scope) throws SQLException {
    this.connection = connection;
    this.scope = scope;
    this.planSql = new PlanSql(scope);
    this.mergeSql = new MergeSql(scope);
    this.parkSql = new ParkSql(scope);
    this.line = new StageLine(scope.layout(), FORMS);
    this.checksAdoption = scope.layout().recordId().filter(c -> !isUnique(c)).isPresent();
    Sql.execute(connection, PlanSql.DROP_TABLES);
    Sql.execute(connection, planSql.createStage());
    Sql.execute(connection, planSql.createPlan());
    this.expectsNew = !checksAdoption && isFirstLoad();
  }

  @Override
  public StagedPage stage(Iterator<PlannedChange> changes) throws SQLException {
    Sql.execute(connection, PlanSql.EMPTY_STAGE);
    if (indexed) {
      Sql.execute(connection, PlanSql.DROP_INDEX);
      indexed = false;
    }
    boolean makesKeys = expectsNew;
    var source = new StageSource(line, changes, scope.newKey().isPresent() && !makesKeys);
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
  public PullOutcome merge(StagedPage page, long run, int attempt) throws SQLException {
    if (ask(parkSql.anyParked())) {
      Sql.update(connection, parkSql.clear());
    }
    PullOutcome outcome = attempt == 1 && expectsNew ? allNew(page, run) : PullOutcome.NONE;
    if (outcome.equals(PullOutcome.NONE) && page.rows() > 0) {
      outcome = planned(page, run, attempt);
    }
    if (page.problems() > 0) {
      Sql.update(connection, parkSql.parkPlanned());
      Sql.update(connection, parkSql.plannedSeen(), run, 0, page.rows());
    }
    return outcome;
  }

  @Override
  public void close() throws SQLException {
    Sql.execute(connection, PlanSql.DROP_TABLES);
  }

  /** Tries the short way; none if the page is not for it, with the transaction as it was. */
  private PullOutcome allNew(StagedPage page, long run) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      int links = Sql.update(connection, mergeSql.linkAllNew(), run);
      if (!scope.layout().references().isEmpty()) {
        Sql.update(connection, mergeSql.awaitParentsOfNew());
      }
      int rows = Sql.update(connection, mergeSql.insertAllNew());
      requireAll(links, rows);
      checkDeferred();
      connection.releaseSavepoint(before);
      return new PullOutcome(rows, 0, 0, 0, page.problems());
    } catch (SQLException e) {
      boolean row = Halving.problemOfRow(e, scope.dialect()).isPresent();
      if (!row && !isConflict(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      expectsNew = false;
      return PullOutcome.NONE;
    }
  }

  /** The long way: plan, then merge as a whole, then in halves if a record is refused. */
  private PullOutcome planned(StagedPage page, long run, int attempt) throws SQLException {
    int duplicates = page.rows() > 1 ? Sql.update(connection, PlanSql.DROP_DUPLICATES) : 0;
    Sql.execute(connection, PlanSql.EMPTY_PLAN);
    Sql.update(connection, planSql.plan(), run);
    long fresh = counts(0, page.rows()).fresh();
    Optional<StagedColumn> recordId = scope.layout().recordId();
    if (fresh > 0 && recordId.isPresent()) {
      Sql.update(connection, planSql.adopt(recordId.get()));
    }
    Sql.update(connection, mergeSql.clearWaiting());
    expectsNew = !checksAdoption && fresh == page.writes() && attempt == 1;
    var halving = new Halving(connection, scope.dialect(), new Ranges(run));
    PullOutcome merged = halving.merge(0, page.rows());
    return merged.plus(new PullOutcome(0, 0, duplicates, 0, 0));
  }

  /** Merges and refuses ranges of the planned page. */
  private final class Ranges implements Halving.Work {
    private final long run;

    Ranges(long run) {
      this.run = run;
    }

    @Override
    public PullOutcome merge(int from, int to) throws SQLException {
      PlanCounts plan = counts(from, to);
      if (plan.fresh() + plan.adopted() > 0) {
        Sql.update(connection, mergeSql.linkNew(), run, from, to);
      }
      if (plan.changed() + plan.missing() > 0) {
        Sql.update(connection, mergeSql.linkChanged(), run, from, to);
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
        int updated = Sql.update(connection, mergeSql.updateChanged(), from, to);
        if (!scope.layout().mapping().mapping().direction().pushes()) {
          requireAll(plan.changed() + plan.adopted(), updated);
        }
      }
      if (plan.same() > 0) {
        Sql.update(connection, mergeSql.linkSeen(), run, from, to);
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
      Sql.update(connection, parkSql.seen(), run, sequence, sequence + 1);
    }

    @Override
    public void expectRanges() throws SQLException {
      Sql.execute(connection, PlanSql.INDEX_STAGE);
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

  private boolean isFirstLoad() throws SQLException {
    return !ask(parkSql.anyCommitted());
  }

  private boolean ask(String sql) throws SQLException {
    return Sql.first(connection, sql, row -> row.getBoolean(1)).orElse(false);
  }

  private PlanCounts counts(int from, int to) throws SQLException {
    return PlanCounts.read(connection, PlanSql.COUNT, from, to);
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
