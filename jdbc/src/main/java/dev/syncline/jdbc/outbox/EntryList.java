package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;
import static dev.syncline.jdbc.outbox.SetWords.Kind.RECORD;

import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Settlement;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outbox entries as people and circles see them: counted, listed, retried, dropped, released. */
final class EntryList {
  /** The most entries of one transaction; entries that are being changed are passed over. */
  private static final int PORTION = 2_000;

  private static final String ARRIVED =
      """
       AND o.state = 'WAITING' AND o.waits_row_key IS NOT NULL AND (
        EXISTS (SELECT 1 FROM {link} k
          WHERE k.row_key = o.waits_row_key AND k.mapping_id = o.waits_mapping_id)
        OR NOT EXISTS (SELECT 1 FROM {outbox} p
          WHERE p.row_key = o.waits_row_key AND p.mapping_id = o.waits_mapping_id))
      """;

  private static final String READY =
      "state = 'READY', waits_mapping_id = NULL, waits_row_key = NULL";

  private final ConnectionPool pool;
  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;

  EntryList(ConnectionPool pool, SetWords words, MappingTable mappings) {
    this.pool = pool;
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
  }

  /** What a filter says in SQL. */
  private record Condition(String sql, List<@Nullable Object> parameters) {}

  long releaseWaiting(MappingName mapping) {
    String any =
        dialect.sql(
            "SELECT 1 FROM {outbox} o JOIN {mapping} m ON m.id = o.mapping_id WHERE m.name = ?"
                + ARRIVED
                + " LIMIT 1");
    boolean none = pool.alone(c -> Sql.first(c, any, row -> true, mapping.value())).isEmpty();
    return none ? 0 : inPortions(new Condition(ARRIVED, List.of()), mapping, READY);
  }

  long releaseRead(MappingName mapping, Collection<RecordId> records) {
    String read =
        dialect.sql(
            """
            SELECT o.row_key FROM %s %s {link} k ON k.record_id = v.record_v
            %s {outbox} o ON o.row_key = k.row_key AND o.mapping_id = k.mapping_id
            WHERE k.mapping_id = ? AND o.state = 'READY' AND o.code = '%s'
              AND o.available_at > %s AND NOT EXISTS (SELECT 1 FROM {pull_queue} q
                WHERE q.record_id = k.record_id AND q.mapping_id = k.mapping_id)
            """
                .formatted(
                    words.rows(List.of(new RowColumn("record_v", RECORD))),
                    words.join(),
                    words.join(),
                    Settlement.UNREAD,
                    words.statementTime()));
    RowSet wanted = RowSet.of("record_v", records.stream().map(RecordId::value).toList());
    return pool.transact(
        c -> {
          long mappingId = mappings.id(c, mapping);
          long released = 0;
          for (String document : wanted.documents()) {
            List<String> keys = Sql.list(c, read, row -> row.getString(1), document, mappingId);
            List<String> free = new ArrayList<>();
            for (String keysDocument : RowSet.of("key_v", keys).documents()) {
              free.addAll(Sql.list(c, free(mappingId), row -> row.getString(1), keysDocument));
            }
            released += change(c, mappingId, free, "available_at = " + dialect.now());
          }
          return released;
        });
  }

  /** The query of those of some entries that nobody is changing and that are ready later. */
  private String free(long mappingId) {
    return dialect.sql(
            "SELECT o.row_key FROM %s %s {outbox} o%s ON o.row_key = v.key_v"
                .formatted(keys(), words.join(), words.keyHint()))
        + " AND o.mapping_id = "
        + mappingId
        + " WHERE o.state = 'READY'"
        + words.lockFree("o");
  }

  List<Outbox.WaitEdge> waits(MappingName mapping, int max) {
    String sql =
        dialect.sql(
            """
            SELECT o.row_key, m.name, o.waits_row_key FROM {outbox} o
            JOIN {mapping} m ON m.id = o.waits_mapping_id
            WHERE o.mapping_id = ? AND o.state = 'WAITING' ORDER BY o.row_key LIMIT ?
            """);
    return pool.transact(
        c ->
            Sql.list(
                c,
                sql,
                row ->
                    new Outbox.WaitEdge(
                        new OutboxEntry.Parent(mapping, new RowKey(row.getString(1))),
                        new OutboxEntry.Parent(
                            new MappingName(row.getString(2)), new RowKey(row.getString(3)))),
                mappings.id(c, mapping),
                max));
  }

  void split(MappingName mapping, Collection<RowKey> rows) {
    pool.transact(
        c -> {
          long mappingId = mappings.id(c, mapping);
          String free =
              dialect.sql(
                      "SELECT o.row_key FROM %s %s {outbox} o%s ON o.row_key = v.key_v"
                          .formatted(keys(), words.join(), words.keyHint()))
                  + " AND o.mapping_id = "
                  + mappingId
                  + " WHERE o.state = 'WAITING'"
                  + words.lockFree("o");
          List<String> found = new ArrayList<>();
          RowSet wanted = RowSet.of("key_v", rows.stream().map(RowKey::value).toList());
          for (String document : wanted.documents()) {
            found.addAll(Sql.list(c, free, row -> row.getString(1), document));
          }
          return change(c, mappingId, found, READY + ", split = true");
        });
  }

  long ready(MappingName mapping, long atMost) {
    String sql =
        dialect.sql(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM {outbox} o%s
              WHERE o.mapping_id = ? AND o.state = 'READY' AND o.priority IN (0, 1)
                AND o.available_at <= %s LIMIT ?) r
            """
                .formatted(words.readyHint(), words.statementTime()));
    return pool.transact(
        c -> Sql.first(c, sql, row -> row.getLong(1), mappings.id(c, mapping), atMost).orElse(0L));
  }

  OutboxCounts counts(MappingName mapping) {
    String now = words.statementTime();
    String sql =
        dialect.sql(
            """
            SELECT
              COUNT(CASE WHEN state = 'READY' AND available_at <= %1$s THEN 1 END),
              COUNT(CASE WHEN state = 'READY' AND available_at > %1$s THEN 1 END),
              COUNT(CASE WHEN state = 'CLAIMED' THEN 1 END),
              COUNT(CASE WHEN state = 'WAITING' THEN 1 END),
              COUNT(CASE WHEN state = 'PARKED' THEN 1 END),
              MIN(CASE WHEN state <> 'PARKED' THEN first_changed_at END) AS oldest,
              MIN(CASE WHEN state = 'READY' AND available_at > %1$s THEN available_at END)
                AS next_at
            FROM {outbox} WHERE mapping_id = ?
            """
                .formatted(now));
    return pool.transact(
        c ->
            Sql.first(
                    c,
                    sql,
                    row ->
                        new OutboxCounts(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            instant(row, "oldest"),
                            instant(row, "next_at")),
                    mappings.id(c, mapping))
                .orElseThrow());
  }

  List<OutboxEntry> list(EntryFilter filter, int max) {
    Condition condition = condition(filter);
    String sql =
        dialect.sql(
            """
            SELECT o.*, k.record_id, m.name AS parent_name FROM {outbox} o
            LEFT JOIN {link} k ON k.row_key = o.row_key AND k.mapping_id = o.mapping_id
            LEFT JOIN {mapping} m ON m.id = o.waits_mapping_id
            WHERE o.mapping_id = ?%s ORDER BY o.changed_at, o.row_key LIMIT ?
            """
                .formatted(condition.sql()));
    return pool.transact(
        c -> {
          List<@Nullable Object> parameters = new ArrayList<>();
          parameters.add(mappings.id(c, filter.mapping()));
          parameters.addAll(condition.parameters());
          parameters.add(max);
          return Sql.list(c, sql, row -> entry(row, filter.mapping()), parameters.toArray());
        });
  }

  long count(EntryFilter filter) {
    Condition condition = condition(filter);
    String sql =
        dialect.sql("SELECT COUNT(*) FROM {outbox} o WHERE o.mapping_id = ?") + condition.sql();
    return pool.transact(
        c -> {
          List<@Nullable Object> parameters = new ArrayList<>();
          parameters.add(mappings.id(c, filter.mapping()));
          parameters.addAll(condition.parameters());
          return Sql.first(c, sql, row -> row.getLong(1), parameters.toArray()).orElse(0L);
        });
  }

  long retry(EntryFilter filter) {
    String now = dialect.now();
    return inPortions(
        condition(filter),
        filter.mapping(),
        READY + ", attempts = 0, priority = 0, available_at = " + now);
  }

  long drop(EntryFilter filter) {
    return inPortions(condition(filter), filter.mapping(), "");
  }

  /** Changes what is meant and not claimed; an empty change drops it. */
  private long inPortions(Condition condition, MappingName mapping, String set) {
    String sql =
        dialect.sql(
                "SELECT o.row_key FROM {outbox} o WHERE o.mapping_id = ?"
                    + condition.sql()
                    + " AND o.state <> 'CLAIMED' AND o.row_key > ? ORDER BY o.row_key LIMIT "
                    + PORTION)
            + words.lockFree("o");
    long total = 0;
    String after = "";
    while (true) {
      String from = after;
      List<String> portion =
          pool.transact(
              c -> {
                long mappingId = mappings.id(c, mapping);
                List<@Nullable Object> parameters = new ArrayList<>();
                parameters.add(mappingId);
                parameters.addAll(condition.parameters());
                parameters.add(from);
                List<String> keys = Sql.list(c, sql, row -> row.getString(1), parameters.toArray());
                change(c, mappingId, keys, set);
                return keys;
              });
      total += portion.size();
      if (portion.size() < PORTION) {
        return total;
      }
      after = portion.getLast();
    }
  }

  private int change(Connection connection, long mappingId, List<String> found, String set)
      throws SQLException {
    String where = "o.row_key = v.key_v AND o.mapping_id = " + mappingId;
    RowSet rows = RowSet.of("key_v", found);
    if (!set.isEmpty()) {
      return rows.update(connection, words.update(dialect.sql("{outbox} o"), set, keys(), where));
    }
    rows.update(connection, words.delete(dialect.sql("{intent}"), "o", keys(), where));
    return rows.update(connection, words.delete(dialect.sql("{outbox}"), "o", keys(), where));
  }

  private String keys() {
    return words.rows(List.of(new RowColumn("key_v", KEY)));
  }

  private static Condition condition(EntryFilter filter) {
    var sql = new StringBuilder();
    List<@Nullable Object> parameters = new ArrayList<>();
    filter
        .state()
        .ifPresent(
            state -> {
              sql.append(" AND o.state = ?");
              parameters.add(state.name());
            });
    filter
        .code()
        .ifPresent(
            code -> {
              sql.append(" AND o.code = ?");
              parameters.add(code);
            });
    filter
        .row()
        .ifPresent(
            row -> {
              sql.append(" AND o.row_key = ?");
              parameters.add(row.value());
            });
    return new Condition(sql.toString(), parameters);
  }

  private OutboxEntry entry(ResultSet row, MappingName mapping) throws SQLException {
    OutboxEntry.State state = OutboxEntry.State.valueOf(row.getString("state"));
    String parent = row.getString("parent_name");
    return new OutboxEntry(
        mapping,
        new RowKey(row.getString("row_key")),
        Optional.ofNullable(row.getString("record_id")).map(RecordId::new),
        row.getLong("version"),
        row.getBoolean("gone"),
        state,
        row.getInt("attempts"),
        problem(row),
        dialect.instant(row, "changed_at"),
        state == OutboxEntry.State.READY ? instant(row, "available_at") : Optional.empty(),
        parent == null
            ? Optional.empty()
            : Optional.of(
                new OutboxEntry.Parent(
                    new MappingName(parent), new RowKey(row.getString("waits_row_key")))));
  }

  private static Optional<Problem> problem(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return code == null
        ? Optional.empty()
        : Optional.of(
            new Problem(
                code,
                ErrorClass.valueOf(row.getString("error_class")),
                row.getString("message"),
                row.getString("action")));
  }

  private Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null
        ? Optional.empty()
        : Optional.of(dialect.instant(row, column));
  }
}
