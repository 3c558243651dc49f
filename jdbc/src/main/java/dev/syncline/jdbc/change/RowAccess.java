package dev.syncline.jdbc.change;

import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for rows, links, entries and tombstones of some records, in pieces of bounded size. */
public final class RowAccess {
  private final Connection connection;
  private final RowWords words;

  /** Looks within the caller's transaction. */
  public RowAccess(Connection connection, RowWords words) {
    this.connection = connection;
    this.words = words;
  }

  /** The keys of those rows that nobody else has locked; they are locked from now on. */
  public Set<String> lock(Collection<String> keys) throws SQLException {
    return rows(words.dialect().skippingLocked(), keys, " FOR UPDATE SKIP LOCKED");
  }

  /** The keys of those rows that are there, locked or not. */
  public Set<String> existing(Collection<String> keys) throws SQLException {
    return rows("", keys, "");
  }

  private Set<String> rows(String before, Collection<String> keys, String lock)
      throws SQLException {
    Set<String> found = new HashSet<>();
    for (List<String> piece : Lists.pieces(keys)) {
      String sql =
          "%sSELECT %s FROM %s t WHERE t.%s IN (%s)%s"
              .formatted(
                  before,
                  words.keyText("t." + words.key()),
                  words.table(),
                  words.key(),
                  String.join(", ", Collections.nCopies(piece.size(), words.keyParameter())),
                  lock);
      found.addAll(Sql.list(connection, sql, row -> row.getString(1), piece.toArray()));
    }
    return found;
  }

  /** What is remembered of a link. */
  record Link(String row, long readToken, long writtenToken) {}

  /** The links of these records. */
  Map<RecordId, Link> links(Collection<RecordId> records) throws SQLException {
    Map<RecordId, Link> links = new HashMap<>();
    for (List<RecordId> piece : Lists.pieces(records)) {
      String sql =
          words
              .dialect()
              .sql(
                  "SELECT record_id, row_key, read_token,"
                      + " GREATEST(pushed_token, event_token) FROM {link}"
                      + " WHERE mapping_id = ? AND record_id IN ("
                      + Lists.marks(piece.size())
                      + ")");
      Sql.list(
              connection,
              sql,
              row ->
                  Map.entry(
                      new RecordId(row.getString(1)),
                      new Link(row.getString(2), row.getLong(3), row.getLong(4))),
              Lists.parameters(ids(piece), words.mappingId()))
          .forEach(link -> links.put(link.getKey(), link.getValue()));
    }
    return links;
  }

  /** Those keys that an outbox entry is about, under today's key or the one before. */
  public Set<String> pending(Collection<String> keys) throws SQLException {
    Set<String> pending = new HashSet<>();
    for (String column : List.of("row_key", "previous_key")) {
      for (List<String> piece : Lists.pieces(keys)) {
        String sql =
            words
                .dialect()
                .sql(
                    "SELECT %1$s FROM {outbox} WHERE mapping_id = ? AND %1$s IN (%2$s)"
                        .formatted(column, Lists.marks(piece.size())));
        pending.addAll(
            Sql.list(
                connection,
                sql,
                row -> row.getString(1),
                Lists.parameters(piece, words.mappingId())));
      }
    }
    return pending;
  }

  /** Notes deletions, so that no reading that began before brings the records back. */
  void bury(Collection<RecordId> records, long token) throws SQLException {
    for (List<RecordId> piece : Lists.pieces(records)) {
      List<String> ids = ids(piece);
      String which = " WHERE mapping_id = ? AND record_id IN (" + Lists.marks(ids.size()) + ")";
      String raise =
          words
              .dialect()
              .sql(
                  "UPDATE {tombstone} SET token = GREATEST(token, ?), made_at = "
                      + words.dialect().now()
                      + which);
      if (Sql.update(connection, raise, Lists.parameters(ids, token, words.mappingId()))
          < ids.size()) {
        insertTombstones(ids, token);
      }
    }
  }

  private void insertTombstones(List<String> ids, long token) throws SQLException {
    String insert =
        words
            .dialect()
            .ifAbsent(
                words
                    .dialect()
                    .sql("INSERT INTO {tombstone} (mapping_id, record_id, token) VALUES (?, ?, ?)"),
                "record_id");
    try (var statement = connection.prepareStatement(insert)) {
      for (String id : ids) {
        Sql.bind(statement, words.mappingId(), id, token);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static List<String> ids(Collection<RecordId> records) {
    return records.stream().map(RecordId::value).toList();
  }
}
