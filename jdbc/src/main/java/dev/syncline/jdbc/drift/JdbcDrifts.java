package dev.syncline.jdbc.drift;

import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.drift.Drift.Decision;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shapes and alarms in the tables {@code schema_shape} and {@code drift_alarm}. */
public final class JdbcDrifts implements Drifts {
  /** The most alarms of a mapping that are shown. */
  private static final int MAX_ALARMS = 1_000;

  /** The most links that one transaction changes. */
  private static final int PORTION = 10_000;

  private final ConnectionPool pool;
  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;

  public JdbcDrifts(ConnectionPool pool, SetWords words, MappingTable mappings) {
    this.pool = pool;
    this.words = words;
    this.dialect = pool.dialect();
    this.mappings = mappings;
  }

  @Override
  public Optional<String> shape(MappingName mapping) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent()
              ? Sql.first(
                  c,
                  dialect.sql("SELECT shape FROM {schema_shape} WHERE mapping_id = ?"),
                  row -> row.getString(1),
                  id.get())
              : Optional.<String>empty();
        });
  }

  @Override
  public void keep(MappingName mapping, String shape, List<Alarm> alarms) {
    pool.transact(
        c -> {
          long id = mappings.id(c, mapping);
          remember(c, id, shape);
          for (Alarm old : alarms(c, id)) {
            if (old.stands() && alarms.stream().noneMatch(now -> same(now, old))) {
              Sql.update(
                  c,
                  dialect.sql(
                      "DELETE FROM {drift_alarm}"
                          + " WHERE mapping_id = ? AND message = ? AND decision = ?"),
                  id,
                  old.message(),
                  old.decision().name());
            }
          }
          List<Alarm> there = alarms(c, id);
          for (Alarm alarm : alarms) {
            if (there.stream().noneMatch(old -> same(alarm, old))) {
              insert(c, id, alarm);
            }
          }
          return true;
        });
  }

  private void remember(Connection connection, long id, String shape) throws SQLException {
    Sql.update(
        connection,
        dialect.sql("INSERT INTO {schema_shape} (mapping_id, shape) VALUES (?, ?)")
            + words.ifPresent("mapping_id", "shape = " + words.excluded("shape")),
        id,
        shape);
  }

  private static boolean same(Alarm one, Alarm other) {
    return one.decision() == other.decision() && one.message().equals(other.message());
  }

  private void insert(Connection connection, long id, Alarm alarm) throws SQLException {
    Sql.update(
        connection,
        dialect.sql(
            """
            INSERT INTO {drift_alarm} (mapping_id, kind, decision, message, action)
            VALUES (?, ?, ?, ?, ?)
            """),
        id,
        alarm.kind(),
        alarm.decision().name(),
        alarm.message(),
        alarm.action());
  }

  @Override
  public List<Alarm> alarms(MappingName mapping) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent() ? alarms(c, id.get()) : List.of();
        });
  }

  private List<Alarm> alarms(Connection connection, long id) throws SQLException {
    return Sql.list(
        connection,
        dialect.sql(
            """
            SELECT kind, decision, message, action, since FROM {drift_alarm}
            WHERE mapping_id = ? ORDER BY id LIMIT ?
            """),
        row ->
            new Alarm(
                row.getString("kind"),
                Decision.valueOf(row.getString("decision")),
                row.getString("message"),
                row.getString("action"),
                dialect.instant(row, "since")),
        id,
        MAX_ALARMS);
  }

  @Override
  public void agreeOnNothing(MappingName mapping, FieldName field, boolean always) {
    String next =
        dialect.sql(
            """
            SELECT max(p.record_id) FROM (
              SELECT record_id FROM {link} WHERE mapping_id = ? AND record_id > ?
              ORDER BY record_id LIMIT ?) p
            """);
    String update =
        dialect.sql("UPDATE {link} SET base = ")
            + words.withNull("base", field.value())
            + " WHERE mapping_id = ? AND record_id > ? AND record_id <= ?"
            + (always ? " AND " + words.knows("base") : "")
            + (always ? "" : " AND " + words.lacks("base", field.value()));
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      String from = after.get();
      after =
          pool.transact(
              c -> {
                long id = mappings.id(c, mapping);
                Optional<String> to =
                    Sql.first(
                            c,
                            next,
                            row -> Optional.ofNullable(row.getString(1)),
                            id,
                            from,
                            PORTION)
                        .flatMap(Function.identity());
                if (to.isPresent()) {
                  Sql.update(c, update, id, from, to.get());
                }
                return to;
              });
    }
  }

  @Override
  public void accept(MappingName mapping, String shape) {
    pool.transact(
        c -> {
          long id = mappings.id(c, mapping);
          remember(c, id, shape);
          return Sql.update(c, dialect.sql("DELETE FROM {drift_alarm} WHERE mapping_id = ?"), id);
        });
  }
}
