package dev.syncline.jdbc.lane;

import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The book in the tables {@code lane_run}, {@code lane_cost} and {@code call_sample}. */
public final class JdbcLaneBook implements LaneBook {
  private final ConnectionPool pool;
  private final Dialect dialect;

  public JdbcLaneBook(ConnectionPool pool) {
    this.pool = pool;
    this.dialect = pool.dialect();
  }

  @Override
  public Map<LaneName, Instant> lastRuns() {
    String sql = dialect.sql("SELECT mapping_name, direction, began_at FROM {lane_run}");
    Map<LaneName, Instant> runs = new HashMap<>();
    pool.transact(c -> Sql.list(c, sql, row -> runs.put(lane(row), moment(row, "began_at"))));
    return Map.copyOf(runs);
  }

  @Override
  public void ran(LaneName lane, Instant began) {
    String update =
        dialect.sql("UPDATE {lane_run} SET began_at = ? WHERE mapping_name = ? AND direction = ?");
    String insert =
        dialect.ifAbsent(
            dialect.sql(
                "INSERT INTO {lane_run} (began_at, mapping_name, direction) VALUES (?, ?, ?)"),
            "direction");
    Object[] values = {dialect.moment(began), lane.mapping().value(), lane.way().name()};
    pool.transact(
        c -> {
          Sql.update(c, insert, values);
          return Sql.update(c, update, values);
        });
  }

  @Override
  public void charge(Cost cost) {
    String insert =
        dialect.ifAbsent(
            dialect.sql(
                """
                INSERT INTO {lane_cost} (calls, hour_at, mapping_name, direction)
                VALUES (0, ?, ?, ?)
                """),
            "calls");
    String add =
        dialect.sql(
            """
            UPDATE {lane_cost} SET calls = calls + ?
            WHERE hour_at = ? AND mapping_name = ? AND direction = ?
            """);
    String drop = dialect.sql("DELETE FROM {lane_cost} WHERE hour_at < ?");
    Object hour = dialect.moment(cost.hour());
    String mapping = cost.lane().mapping().value();
    String direction = cost.lane().way().name();
    pool.transact(
        c -> {
          Sql.update(c, insert, hour, mapping, direction);
          Sql.update(c, add, cost.calls(), hour, mapping, direction);
          return Sql.update(c, drop, dialect.moment(cost.hour().minus(KEPT_FOR)));
        });
  }

  @Override
  public List<Cost> costs(Instant since) {
    String sql =
        dialect.sql(
            """
            SELECT mapping_name, direction, hour_at, calls FROM {lane_cost}
            WHERE hour_at >= ? ORDER BY hour_at, mapping_name, direction
            """);
    return pool.transact(
        c ->
            Sql.list(
                c,
                sql,
                row -> new Cost(lane(row), moment(row, "hour_at"), row.getLong("calls")),
                dialect.moment(since)));
  }

  @Override
  public void note(OrgName org, CallSample sample) {
    String insert =
        dialect.ifAbsent(
            dialect.sql(
                """
                INSERT INTO {call_sample} (org_name, told_at, max_calls, remaining)
                VALUES (?, ?, ?, ?)
                """),
            "org_name");
    String drop = dialect.sql("DELETE FROM {call_sample} WHERE org_name = ? AND told_at < ?");
    Object at = dialect.moment(sample.at());
    pool.transact(
        c -> {
          Sql.update(c, insert, org.value(), at, sample.max(), sample.remaining());
          return Sql.update(c, drop, org.value(), dialect.moment(sample.at().minus(KEPT_FOR)));
        });
  }

  @Override
  public List<CallSample> samples(OrgName org, Instant since) {
    String sql =
        dialect.sql(
            """
            SELECT told_at, max_calls, remaining FROM {call_sample}
            WHERE org_name = ? AND told_at >= ? ORDER BY told_at
            """);
    return pool.transact(
        c ->
            Sql.list(
                c,
                sql,
                row ->
                    new CallSample(
                        moment(row, "told_at"), row.getLong("max_calls"), row.getLong("remaining")),
                org.value(),
                dialect.moment(since)));
  }

  private Instant moment(ResultSet row, String column) throws SQLException {
    return dialect.instant(row, column);
  }

  private static LaneName lane(ResultSet row) throws SQLException {
    return new LaneName(
        new MappingName(row.getString("mapping_name")),
        LaneName.Way.valueOf(row.getString("direction")));
  }
}
