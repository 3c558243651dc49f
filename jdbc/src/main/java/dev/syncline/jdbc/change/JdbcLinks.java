package dev.syncline.jdbc.change;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single links, each call a transaction. */
public final class JdbcLinks implements Links {
  private final ConnectionPool pool;
  private final WordsOfMapping wordsOfMapping;
  private final PullQueueTable queue;
  private final HistoryTable history;
  private final Tokens tokens;

  /** How a database speaks of a mapping's rows. */
  @FunctionalInterface
  public interface WordsOfMapping {
    /** The words, with what the catalog says today. */
    RowWords of(Connection connection, ResolvedMapping mapping) throws SQLException;
  }

  public JdbcLinks(ConnectionPool pool, WordsOfMapping wordsOfMapping) {
    this.pool = pool;
    this.wordsOfMapping = wordsOfMapping;
    this.queue = new PullQueueTable(pool.dialect());
    this.history = new HistoryTable(pool.dialect());
    this.tokens = new Tokens(pool.dialect());
  }

  private interface Work<T> {
    T run(Connection connection, RowWords words, RowReader reader) throws SQLException;
  }

  private <T> T transact(ResolvedMapping mapping, Work<T> work) {
    return pool.transact(
        c -> {
          RowWords words = wordsOfMapping.of(c, mapping);
          return work.run(c, words, new RowReader(c, words));
        });
  }

  @Override
  public Optional<Linked> ofRecord(ResolvedMapping mapping, RecordId record) {
    return transact(
        mapping,
        (_, _, reader) ->
            Optional.ofNullable(reader.links(List.of(record)).get(record)).map(JdbcLinks::linked));
  }

  @Override
  public Map<RecordId, RowKey> rows(ResolvedMapping mapping, Collection<RecordId> records) {
    return transact(
        mapping,
        (connection, words, _) -> {
          Map<RecordId, RowKey> rows = new HashMap<>();
          new RowAccess(connection, words)
              .links(records)
              .forEach((record, link) -> rows.put(record, new RowKey(link.row())));
          return rows;
        });
  }

  @Override
  public Optional<Linked> ofRow(ResolvedMapping mapping, RowKey row) {
    return transact(mapping, (_, _, reader) -> reader.linkOf(row).map(JdbcLinks::linked));
  }

  private static Linked linked(RowReader.Linked link) {
    return new Linked(new RowKey(link.row()), link.record());
  }

  @Override
  public void set(ResolvedMapping mapping, RecordId record, RowKey row) {
    transact(
        mapping,
        (connection, words, reader) -> {
          if (reader.rows(List.of(row.value())).isEmpty()) {
            throw problem(
                "ROW-ABSENT",
                "There is no row " + row + " in " + mapping.table().name(),
                "Name the key of a row that is there");
          }
          boolean taken =
              !reader.links(List.of(record)).isEmpty() || reader.linkOf(row).isPresent();
          if (taken) {
            throw problem(
                "LINK-TAKEN",
                "Record " + record + " or row " + row + " is linked already",
                "Remove that link first");
          }
          insert(connection, words, record, row);
          return true;
        });
  }

  private void insert(Connection connection, RowWords words, RecordId record, RowKey row)
      throws SQLException {
    String insert =
        words
            .dialect()
            .sql(
                """
                INSERT INTO {link} (mapping_id, record_id, row_key, base, system_modstamp, seen_run)
                VALUES (?, ?, ?, %s, ?, 0)
                """
                    .formatted(words.baseParameter()));
    Sql.update(
        connection,
        insert,
        words.mappingId(),
        record.value(),
        row.value(),
        "{}",
        words.dialect().moment(Instant.EPOCH));
    queue.add(
        connection, words.mappingId(), List.of(record), Reason.ASKED, tokens.next(connection));
    note(connection, words, record, row, HistoryEntry.Event.LINKED);
  }

  private void note(
      Connection connection, RowWords words, RecordId record, RowKey row, HistoryEntry.Event event)
      throws SQLException {
    history.add(connection, words.mappingId(), Optional.of(record), Optional.of(row), event, "{}");
  }

  @Override
  public boolean remove(ResolvedMapping mapping, RecordId record) {
    return transact(
        mapping,
        (connection, words, reader) -> {
          Optional<RowReader.Linked> link =
              Optional.ofNullable(reader.links(List.of(record)).get(record));
          if (link.isEmpty()) {
            return false;
          }
          for (String table : List.of("{waiting_reference}", "{link}")) {
            Sql.update(
                connection,
                words
                    .dialect()
                    .sql("DELETE FROM " + table + " WHERE mapping_id = ? AND record_id = ?"),
                words.mappingId(),
                record.value());
          }
          var row = new RowKey(link.get().row());
          note(connection, words, record, row, HistoryEntry.Event.UNLINKED);
          return true;
        });
  }

  @Override
  public Optional<MergeCase.CurrentRow> row(ResolvedMapping mapping, RowKey key) {
    return transact(
        mapping,
        (_, _, reader) -> Optional.ofNullable(reader.rows(List.of(key.value())).get(key.value())));
  }

  private static DatabaseException problem(String code, String message, String action) {
    return new DatabaseException(new Problem(code, ErrorClass.DATA, message, action));
  }
}
