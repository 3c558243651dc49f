package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.page.Carried;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.MergedPage;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.PlanCounts;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.page.StageLine;
import dev.syncline.jdbc.page.StageSource;
import dev.syncline.jdbc.page.StageStream;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes pages on MariaDB: staged by LOAD DATA, planned record by record, merged as sets. */
final class MariaDbPage implements PageStore {
  static final StageLine.Forms FORMS = new StageLine.Forms('1', '0', "");

  private final Connection connection;
  private final MariaDbScope scope;
  private final MariaDbPlanSql planSql;
  private final MariaDbMergeSql mergeSql;
  private final MariaDbDivertSql divertSql;
  private final MariaDbDivertAlikeSql alikeSql;
  private final MariaDbLiveSql liveSql;
  private final StageLine line;

  MariaDbPage(Connection connection, MariaDbScope scope) throws SQLException {
    this.connection = connection;
    this.scope = scope;
    this.planSql = new MariaDbPlanSql(scope);
    this.mergeSql = new MariaDbMergeSql(scope);
    this.divertSql = new MariaDbDivertSql(scope);
    this.alikeSql = new MariaDbDivertAlikeSql(scope);
    this.liveSql = new MariaDbLiveSql(scope);
    this.line = new StageLine(scope.layout(), FORMS);
    Sql.execute(connection, planSql.dropTables());
    Sql.execute(connection, planSql.createStage());
    Sql.execute(connection, planSql.createPlan());
    Sql.execute(connection, planSql.createLocks());
  }

  @Override
  public StagedPage stage(Iterator<PlannedChange> changes) throws SQLException {
    return load(StageSource.of(line, changes, false));
  }

  @Override
  public StagedPage stageLive(Iterator<LiveChange> changes) throws SQLException {
    return load(StageSource.live(line, changes, false));
  }

  private StagedPage load(StageSource source) throws SQLException {
    Sql.execute(connection, planSql.emptyStage());
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
    long there = Sql.first(connection, planSql.countStage(), row -> row.getLong(1)).orElse(0L);
    if (there != staged.rows()) {
      throw new SQLException(there + " of " + staged.rows() + " records were staged", "HY000");
    }
    return staged;
  }

  @Override
  public MergedPage merge(StagedPage page, PageOrder order, int attempt) throws SQLException {
    Sql.execute(connection, planSql.emptyPlan());
    Sql.update(connection, planSql.plan(order));
    leave(Carried.leaveChanged(scope.layout(), scope.plan()));
    PlanCounts plan = counts(0, page.rows());
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
      takeBack(order);
    }
    if (deferred > 0) {
      Sql.update(connection, divertSql.queue(order));
    }
    Sql.update(connection, mergeSql.clearWaiting(), 0, page.rows());
    PullOutcome outcome =
        new Halving(connection, scope.dialect(), new Ranges(order)).merge(0, page.rows());
    if (page.problems() > 0) {
      Sql.update(connection, mergeSql.parkPlanned());
      Sql.update(connection, mergeSql.linkParked(), order.run(), 0, page.rows());
    }
    return new MergedPage(outcome, deferred);
  }

  /** Takes back what was noted of records that are now taken in. */
  private void takeBack(PageOrder order) throws SQLException {
    Sql.update(connection, mergeSql.clearParked());
    if (ask(divertSql.anyQueued())) {
      Sql.update(connection, divertSql.unqueueTaken(order));
    }
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
      String staged =
          KeyText.as(
              connection,
              scope.layout().mapping().table().name(),
              key.get().binding().column(),
              "s." + key.get().name());
      Sql.update(connection, divertSql.divertLookalikes(key.get(), staged));
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
    leave(Optional.of(liveSql.divertParked()).filter(_ -> live));
    if (fresh && ask(divertSql.anyUnknownCreates(keyed))) {
      leave(Optional.of(liveSql.setNewAside()).filter(_ -> live));
      Sql.update(connection, divertSql.divertNew());
    }
    if (plan.changed() + plan.fresh() > 0) {
      Sql.execute(connection, divertSql.emptyLocks());
      Sql.update(connection, divertSql.lock());
      Sql.update(connection, divertSql.divertLocked());
      leave(Optional.of(liveSql.setAside()).filter(_ -> live));
      Sql.update(connection, divertSql.divertPending());
      Sql.update(connection, divertSql.divertOutrun(order));
    }
    return counts(0, page.rows()).deferred();
  }

  private boolean ask(String sql) throws SQLException {
    return Sql.first(connection, sql, row -> row.getBoolean(1)).orElse(false);
  }

  @Override
  public PullOutcome insert(StagedPage page, PageOrder order, Map<Integer, Optional<String>> keys)
      throws SQLException {
    Sql.execute(connection, planSql.emptyPlan());
    for (Map.Entry<Integer, Optional<String>> one : keys.entrySet()) {
      Sql.update(
          connection,
          planSql.planOne(),
          one.getKey(),
          one.getValue().isPresent() ? "M" : "N",
          one.getValue().orElse(null));
    }
    Sql.update(connection, mergeSql.clearWaiting(), 0, page.rows());
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

  /** Merges and refuses ranges of the planned page. */
  private final class Ranges implements Halving.Work {
    private final PageOrder order;

    Ranges(PageOrder order) {
      this.order = order;
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
        long run = order.watch().run().number();
        Sql.update(connection, mergeSql.linkNew(), order.run(), order.token(), run, from, to);
      }
      if (plan.changed() + plan.adopted() > 0) {
        Sql.update(connection, mergeSql.updateChanged(order.rewrites()), from, to);
      }
      if (plan.changed() + plan.missing() > 0) {
        order.watch().noteSuperseded(connection, mergeSql.noteSuperseded(), from, to);
        Sql.update(connection, mergeSql.linkChanged(), order.run(), order.token(), from, to);
      }
      if (plan.same() > 0) {
        Sql.update(connection, mergeSql.linkSeen(), order.run(), order.token(), from, to);
      }
      if (plan.written() > 0) {
        references(from, to);
      }
      if (plan.written() > 0 && scope.layout().mayAlter()) {
        Sql.update(connection, mergeSql.tellAltered(), from, to);
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
      Sql.update(connection, planSql.planParked(), sequence);
      Sql.update(connection, mergeSql.linkParked(), order.run(), sequence, sequence + 1);
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
    return PlanCounts.read(connection, planSql.count(), from, to);
  }
}
