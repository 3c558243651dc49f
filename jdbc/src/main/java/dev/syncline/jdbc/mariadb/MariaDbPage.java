package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.PlanCounts;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.page.StageLine;
import dev.syncline.jdbc.page.StageSource;
import dev.syncline.jdbc.page.StageStream;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Writes pages on MariaDB: staged by LOAD DATA, planned record by record, merged as sets. */
final class MariaDbPage implements PageStore {
  private static final StageLine.Forms FORMS = new StageLine.Forms('1', '0', "");

  private final Connection connection;
  private final MariaDbScope scope;
  private final MariaDbPlanSql planSql;
  private final MariaDbMergeSql mergeSql;
  private final StageLine line;

  MariaDbPage(Connection connection, MariaDbScope scope) throws SQLException {
    this.connection = connection;
    this.scope = scope;
    this.planSql = new MariaDbPlanSql(scope);
    this.mergeSql = new MariaDbMergeSql(scope);
    this.line = new StageLine(scope.layout(), FORMS);
    Sql.execute(connection, MariaDbPlanSql.DROP_TABLES);
    Sql.execute(connection, planSql.createStage());
    Sql.execute(connection, MariaDbPlanSql.CREATE_PLAN);
  }

  @Override
  public StagedPage stage(Iterator<PlannedChange> changes) throws SQLException {
    Sql.execute(connection, MariaDbPlanSql.EMPTY_STAGE);
    var source = new StageSource(line, changes, false);
    var stream = new StageStream(source);
    try (Statement statement = connection.createStatement()) {
      statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(stream);
      statement.execute(planSql.load());
    } catch (SQLException e) {
      stream.rethrow();
      throw e;
    }
    stream.rethrow();
    StagedPage staged = source.staged();
    long there =
        Sql.first(connection, MariaDbPlanSql.COUNT_STAGE, row -> row.getLong(1)).orElse(0L);
    if (there != staged.rows()) {
      throw new SQLException(there + " of " + staged.rows() + " records were staged", "HY000");
    }
    return staged;
  }

  @Override
  public PullOutcome merge(StagedPage page, long run, int attempt) throws SQLException {
    Sql.execute(connection, MariaDbPlanSql.EMPTY_PLAN);
    Sql.update(connection, planSql.plan(), run);
    Optional<StagedColumn> recordId = scope.layout().recordId();
    if (recordId.isPresent()) {
      Sql.update(connection, planSql.adopt(recordId.get()));
    }
    Sql.update(connection, mergeSql.clearParked());
    Sql.update(connection, mergeSql.clearWaiting(), 0, page.rows());
    PullOutcome outcome =
        new Halving(connection, scope.dialect(), new Ranges(run)).merge(0, page.rows());
    if (page.problems() > 0) {
      Sql.update(connection, mergeSql.parkPlanned());
      Sql.update(connection, mergeSql.linkParked(), run, 0, page.rows());
    }
    return outcome;
  }

  @Override
  public void close() throws SQLException {
    Sql.execute(connection, MariaDbPlanSql.DROP_TABLES);
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
      if (plan.fresh() > 0) {
        insertNew(from, to);
      }
      if (plan.missing() > 0) {
        Sql.update(connection, mergeSql.insertMissing(), from, to);
      }
      if (plan.fresh() + plan.adopted() > 0) {
        Sql.update(connection, mergeSql.linkNew(), run, from, to);
      }
      if (plan.changed() + plan.adopted() > 0) {
        Sql.update(connection, mergeSql.updateChanged(), from, to);
      }
      if (plan.changed() + plan.missing() > 0) {
        Sql.update(connection, mergeSql.linkChanged(), run, from, to);
      }
      if (plan.same() > 0) {
        Sql.update(connection, mergeSql.linkSeen(), run, from, to);
      }
      if (plan.written() > 0) {
        references(from, to);
      }
      return plan.outcome();
    }

    @Override
    public void refuse(int sequence, Problem problem) throws SQLException {
      Sql.update(
          connection,
          mergeSql.parkOne(),
          problem.code(),
          problem.errorClass().name(),
          ProblemText.storable(problem.message()),
          problem.action(),
          sequence);
      Sql.update(connection, "UPDATE syncline_plan SET action = 'P' WHERE seq = ?", sequence);
      Sql.update(connection, mergeSql.linkParked(), run, sequence, sequence + 1);
    }

    @Override
    public void expectRanges() {
      // The stage and the plan have their number as the primary key.
    }
  }

  private void insertNew(int from, int to) throws SQLException {
    List<Integer> numbers =
        Sql.list(connection, mergeSql.newNumbers(), row -> row.getInt(1), from, to);
    List<String> keys =
        Sql.list(connection, mergeSql.insertNew(), row -> row.getString(1), from, to);
    if (keys.size() != numbers.size()) {
      throw new SQLException(keys.size() + " of " + numbers.size() + " rows were made", "HY000");
    }
    try (PreparedStatement note = connection.prepareStatement(mergeSql.noteKey())) {
      for (int i = 0; i < keys.size(); i++) {
        Sql.bind(note, keys.get(i), numbers.get(i));
        note.addBatch();
      }
      note.executeBatch();
    }
  }

  private void references(int from, int to) throws SQLException {
    for (StagedColumn reference : scope.layout().references()) {
      // What waits is noted first: a parent that another worker commits meanwhile is found then.
      Sql.update(connection, mergeSql.awaitParents(reference), from, to);
      Sql.update(connection, mergeSql.resolveInPage(reference), from, to);
    }
  }

  private PlanCounts counts(int from, int to) throws SQLException {
    return PlanCounts.read(connection, MariaDbPlanSql.COUNT, from, to);
  }
}
