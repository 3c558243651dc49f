package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;
import static dev.syncline.jdbc.outbox.SetWords.Kind.RECORD;
import static dev.syncline.jdbc.outbox.SetWords.Kind.TEXT;
import static dev.syncline.jdbc.outbox.SetWords.Kind.WHOLE;

import dev.syncline.engine.database.History;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.jdbc.run.Superseded;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a settlement writes, gathered first and then written table by table. Used once. */
final class SettleWrites {
  private static final RowColumn KEY_V = new RowColumn("key_v", KEY);
  private static final RowColumn RECORD_V = new RowColumn("record_v", RECORD);
  private static final RowColumn BASE_V = new RowColumn("base_v", TEXT);
  private static final RowColumn SENT_V = new RowColumn("sent_v", WHOLE);

  private final SetWords words;
  private final Dialect dialect;
  private final long mappingId;
  private final long claim;
  private final OpenRun run;
  private final RowSet superseded = new RowSet();
  private long updated;

  final RowSet removed = new RowSet();
  final RowSet kept = new RowSet();
  final RowSet unsettled = new RowSet();
  final RowSet intentsDone = new RowSet();
  final RowSet bases = new RowSet();
  final RowSet links = new RowSet();
  final TreeSet<String> unlinked = new TreeSet<>();
  final List<String> linkedKeys = new ArrayList<>();
  final List<String> waiting = new ArrayList<>();
  RowSet history = new RowSet();
  final TreeSet<String> historyKeys = new TreeSet<>();

  SettleWrites(SetWords words, long mappingId, long claim, OpenRun run) {
    this.words = words;
    this.dialect = words.dialect();
    this.mappingId = mappingId;
    this.claim = claim;
    this.run = run;
  }

  long mappingId() {
    return mappingId;
  }

  long claim() {
    return claim;
  }

  /**
   * The base of a link is about to be replaced.
   *
   * @param sent whether the record was written
   * @param same whether by the same
   */
  void supersede(String record, boolean sent, boolean same) {
    if (run.isKept() && (sent || !same)) {
      superseded.add(RowSet.row("record_v", record).with("event_v", sent ? "WRITTEN" : "AGREED"));
    }
    updated += sent ? 1 : 0;
  }

  /** Writes what is about links, and what has been told so far. */
  void writeLinks(Connection connection) throws SQLException {
    if (!links.isEmpty() || !bases.isEmpty() || !unlinked.isEmpty()) {
      long token = Sql.first(connection, words.nextToken(), row -> row.getLong(1)).orElseThrow();
      unlink(connection, token);
      noteSuperseded(connection);
      bases.update(connection, updateBases(token));
      long made = links.update(connection, insertLinks(token));
      run.wrote(made, updated, unlinked.size());
    }
    writeHistory(connection);
  }

  /** Writes what is about entries, which are locked, and what was told since. */
  void writeEntries(Connection connection) throws SQLException {
    intentsDone.update(connection, delete("{intent}"));
    removed.update(connection, delete("{outbox}"));
    kept.update(connection, updateKept());
    unsettled.update(
        connection,
        dialect.sql("INSERT INTO {unsettled} (mapping_id, row_key, claim_id) SELECT ")
            + "%d, v.key_v, %d FROM %s".formatted(mappingId, claim, words.rows(List.of(KEY_V)))
            + words.ifPresent("row_key, mapping_id, claim_id", "claim_id = " + claim));
    releaseChildren(connection);
    releaseArrived(connection);
    writeHistory(connection);
  }

  private void noteSuperseded(Connection connection) throws SQLException {
    if (!superseded.isEmpty()) {
      noteSuperseded(
          connection, superseded, List.of(RECORD_V, new RowColumn("event_v", TEXT)), "v.event_v");
    }
  }

  private void noteSuperseded(
      Connection connection, RowSet records, List<RowColumn> columns, String event)
      throws SQLException {
    String note =
        Superseded.VALUES
            + "k.mapping_id, k.record_id, k.row_key, %d, %s, k.base FROM %s %s {link} k%s"
                .formatted(run.number(), event, words.rows(columns), words.join(), words.keyHint())
            + " ON k.record_id = v.record_v AND k.mapping_id = "
            + mappingId;
    records.update(connection, dialect.sql(note));
  }

  private void unlink(Connection connection, long token) throws SQLException {
    if (unlinked.isEmpty()) {
      return;
    }
    RowSet records = RowSet.of("record_v", unlinked);
    if (run.isKept()) {
      noteSuperseded(connection, records, List.of(RECORD_V), "'DELETED'");
    }
    String rows = words.rows(List.of(RECORD_V));
    String where = "t.record_id = v.record_v AND t.mapping_id = " + mappingId;
    for (String table : List.of("{link}", "{parked}", "{waiting_reference}", "{pull_queue}")) {
      records.update(connection, words.delete(dialect.sql(table), "t", rows, where));
    }
    records.update(
        connection,
        dialect.sql("INSERT INTO {tombstone} (mapping_id, record_id, token) SELECT ")
            + "%d, v.record_v, %d FROM %s".formatted(mappingId, token, rows)
            + words.ifPresent(
                "record_id, mapping_id",
                "token = %s, made_at = %s".formatted(words.excluded("token"), dialect.now())));
  }

  private String updateBases(long token) {
    String set =
        """
        base = %s,
        pushed_token = CASE WHEN v.sent_v = 1 THEN %d ELSE k.pushed_token END,
        turns = CASE WHEN v.sent_v = 1 THEN v.turns_v ELSE k.turns END,
        turned_at = CASE WHEN v.sent_v = 1 THEN %s ELSE k.turned_at END,
        turn_side = CASE WHEN v.sent_v = 1 THEN 'push' ELSE k.turn_side END
        """
            .formatted(words.asJson("v.base_v"), token, dialect.now());
    return words.update(
        dialect.sql("{link} k"),
        set,
        words.rows(List.of(RECORD_V, BASE_V, SENT_V, new RowColumn("turns_v", WHOLE))),
        "k.record_id = v.record_v AND k.mapping_id = " + mappingId);
  }

  /** A record that we have made was met by the refresh that may be running. */
  private String insertLinks(long token) {
    return dialect.sql(
        """
        INSERT INTO {link} (mapping_id, record_id, row_key, base, system_modstamp, seen_run,
          read_token, pushed_token, turns, turned_at, turn_side, made_run)
        SELECT %1$d, v.record_v, v.key_v, %2$s, '1970-01-01 00:00:00',
          (SELECT COALESCE(MAX(r.id), 0) FROM {refresh_run} r WHERE r.mapping_id = %1$d),
          0, v.sent_v * %3$d, 1, %4$s, 'push', v.sent_v * %6$d
        FROM %5$s ORDER BY v.record_v
        """
            .formatted(
                mappingId,
                words.asJson("v.base_v"),
                token,
                dialect.now(),
                words.rows(List.of(RECORD_V, KEY_V, BASE_V, SENT_V)),
                links.isEmpty() ? 0 : run.number()));
  }

  private String delete(String table) {
    return words.delete(
        dialect.sql(table),
        "o",
        words.rows(List.of(KEY_V)),
        "o.row_key = v.key_v AND o.mapping_id = " + mappingId);
  }

  private String updateKept() {
    String set =
        """
        state = v.state_v, claim_id = NULL, claimed_version = NULL, attempts = v.attempts_v,
        available_at = CASE WHEN v.delay_v IS NULL THEN available_at ELSE %s END,
        waits_mapping_id = v.parent_v, waits_row_key = v.parent_key_v,
        split = CASE WHEN v.joins_v = 1 THEN %s ELSE split END,
        code = COALESCE(v.code_v, code), error_class = COALESCE(v.class_v, error_class),
        message = COALESCE(v.message_v, message), action = COALESCE(v.action_v, action)
        """
            .formatted(words.fromNow("v.delay_v"), "false");
    return words.update(
        dialect.sql("{outbox} o"),
        set,
        words.rows(
            List.of(
                KEY_V,
                new RowColumn("state_v", TEXT),
                new RowColumn("delay_v", WHOLE),
                new RowColumn("attempts_v", WHOLE),
                new RowColumn("parent_v", WHOLE),
                new RowColumn("parent_key_v", KEY),
                new RowColumn("joins_v", WHOLE),
                new RowColumn("code_v", TEXT),
                new RowColumn("class_v", TEXT),
                new RowColumn("message_v", TEXT),
                new RowColumn("action_v", TEXT))),
        "o.row_key = v.key_v AND o.mapping_id = " + mappingId);
  }

  /** Children whose entry the application is changing are ready by that. */
  private void releaseChildren(Connection connection) throws SQLException {
    String sql =
        dialect.sql(
                """
                SELECT o.mapping_id, o.row_key FROM %s %s {outbox} o
                  ON o.waits_row_key = v.key_v AND o.waits_mapping_id = %d AND o.state = 'WAITING'
                """
                    .formatted(words.rows(List.of(KEY_V)), words.join(), mappingId))
            + words.lockFree("o");
    makeReady(connection, sql, linkedKeys);
  }

  /** Those that are to wait for a parent that was linked meanwhile do not wait. */
  private void releaseArrived(Connection connection) throws SQLException {
    String sql =
        dialect.sql(
                """
                SELECT o.mapping_id, o.row_key FROM %s %s {outbox} o%s
                  ON o.row_key = v.key_v AND o.mapping_id = %d AND o.state = 'WAITING'
                WHERE EXISTS (SELECT 1 FROM {link} k
                  WHERE k.row_key = o.waits_row_key AND k.mapping_id = o.waits_mapping_id)
                """
                    .formatted(
                        words.rows(List.of(KEY_V)), words.join(), words.keyHint(), mappingId))
            + words.lockFree("o");
    makeReady(connection, sql, waiting);
  }

  private void makeReady(Connection connection, String sql, List<String> keys) throws SQLException {
    var ready = new RowSet();
    for (String document : RowSet.of("key_v", keys).documents()) {
      Sql.list(
              connection,
              sql,
              row -> RowSet.row("mapping_v", row.getLong(1)).with("key_v", row.getString(2)),
              document)
          .forEach(ready::add);
    }
    ready.update(
        connection,
        words.update(
            dialect.sql("{outbox} o"),
            "state = 'READY', waits_mapping_id = NULL, waits_row_key = NULL",
            words.rows(List.of(KEY_V, new RowColumn("mapping_v", WHOLE))),
            "o.row_key = v.key_v AND o.mapping_id = v.mapping_v"));
  }

  private void writeHistory(Connection connection) throws SQLException {
    history.update(
        connection,
        dialect.sql("INSERT INTO {history} (mapping_id, record_id, row_key, event, detail) SELECT ")
            + "%d, v.record_v, v.key_v, v.event_v, v.detail_v FROM %s"
                .formatted(
                    mappingId,
                    words.rows(
                        List.of(
                            RECORD_V,
                            KEY_V,
                            new RowColumn("event_v", TEXT),
                            new RowColumn("detail_v", TEXT)))));
    String surplus =
        dialect.sql(
            """
            SELECT n.id FROM (
              SELECT h.id, ROW_NUMBER() OVER (PARTITION BY h.row_key ORDER BY h.id DESC) AS place
              FROM %s %s {history} h ON h.row_key = v.key_v AND h.mapping_id = %d) n
            WHERE n.place > %d ORDER BY n.id
            """
                .formatted(
                    words.rows(List.of(KEY_V)), words.join(), mappingId, History.MAX_PER_RECORD));
    for (String document : RowSet.of("key_v", historyKeys).documents()) {
      for (long id : Sql.list(connection, surplus, row -> row.getLong(1), document)) {
        Sql.update(connection, dialect.sql("DELETE FROM {history} WHERE id = ?"), id);
      }
    }
    history = new RowSet();
    historyKeys.clear();
  }
}
