package dev.syncline.jdbc.change;

import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of rows when records of the org are merged into another. */
final class MergedRecords {
  private final MappingTable mappings;
  private final PullQueueTable queue;
  private final HistoryTable history;

  MergedRecords(MappingTable mappings, PullQueueTable queue, HistoryTable history) {
    this.mappings = mappings;
    this.queue = queue;
    this.history = history;
  }

  /**
   * A record that lost a merge.
   *
   * @param row its linked row
   */
  record Loser(RecordId record, RecordId winner, String row) {}

  /** What has become of a loser's row. */
  enum Followed {
    /** It is the winner's. */
    MOVED,
    /** It is to be treated as one of a deleted record. */
    LEFT,
    /** Rows that refer to it are locked: it must wait. */
    LOCKED
  }

  /**
   * Lets the row follow its record into the winner, if that has no row; otherwise lets the rows
   * that refer to the loser's row refer to the winner's. A row that is deleted follows nobody: its
   * deletion is not the winner's. Nor does anything follow a winner whose own row is deleted.
   *
   * @return what has become of the row
   */
  Followed follow(Connection connection, RowWords words, Loser loser, long token)
      throws SQLException {
    var access = new RowAccess(connection, words);
    Map<RecordId, RowAccess.Link> links = access.links(List.of(loser.winner()));
    queue.add(connection, words.mappingId(), List.of(loser.winner()), Reason.MERGED, token);
    history.add(
        connection,
        words.mappingId(),
        Optional.of(loser.record()),
        Optional.of(new RowKey(loser.row())),
        HistoryEntry.Event.MERGED,
        "{\"winner\":\"" + loser.winner().value() + "\"}");
    RowAccess.Link winner = links.get(loser.winner());
    if (winner == null) {
      if (access.existing(List.of(loser.row())).isEmpty()) {
        return Followed.LEFT;
      }
      moveLink(connection, words, loser);
      return Followed.MOVED;
    }
    String into =
        new RenamedRows(connection, words)
            .of(List.of(winner.row()))
            .getOrDefault(winner.row(), winner.row());
    if (access.existing(List.of(into)).isEmpty()) {
      return Followed.LEFT;
    }
    return moveChildren(connection, words, loser.row(), into, token)
        ? Followed.LEFT
        : Followed.LOCKED;
  }

  /** The base stays: what the winner has otherwise is then taken for its change. */
  private static void moveLink(Connection connection, RowWords words, Loser loser)
      throws SQLException {
    String forget =
        words
            .dialect()
            .sql("DELETE FROM {waiting_reference} WHERE mapping_id = ? AND record_id = ?");
    Sql.update(connection, forget, words.mappingId(), loser.record().value());
    String move =
        words
            .dialect()
            .sql(
                """
                UPDATE {link} SET record_id = ?, system_modstamp = ?, read_token = 0,
                  event_token = 0, event_at = NULL, event_number = NULL
                WHERE mapping_id = ? AND record_id = ?
                """);
    Sql.update(
        connection,
        move,
        loser.winner().value(),
        words.dialect().moment(Instant.EPOCH),
        words.mappingId(),
        loser.record().value());
  }

  private boolean moveChildren(
      Connection connection, RowWords words, String from, String to, long token)
      throws SQLException {
    boolean all = true;
    for (MappingTable.Reference reference : mappings.references(connection, words.mappingId())) {
      Optional<MappingTable.Place> place = mappings.place(connection, reference.mappingId());
      if (place.isPresent()) {
        var children = new Children(reference, place.get());
        all = moveChildren(connection, words, children, from, to, token) && all;
      }
    }
    return all;
  }

  private record Children(MappingTable.Reference reference, MappingTable.Place place) {}

  /** Whether none of them was locked by others. */
  private boolean moveChildren(
      Connection connection, RowWords words, Children children, String from, String to, long token)
      throws SQLException {
    String table = words.dialect().quote(children.place().table());
    String column = words.dialect().quote(children.reference().column().value());
    String key = words.keyText("t." + words.dialect().quote(children.place().key().value()));
    String row =
        "(SELECT p.%1$s FROM %2$s p WHERE p.%1$s = %3$s)"
            .formatted(words.key(), words.table(), words.keyParameter());
    List<String> rows =
        Sql.list(
            connection,
            "%sSELECT %s FROM %s t WHERE t.%s = %s FOR UPDATE SKIP LOCKED"
                .formatted(words.dialect().skippingLocked(), key, table, column, row),
            found -> found.getString(1),
            from);
    String update =
        "UPDATE %s t SET %s = %s WHERE t.%s = %s AND %s = ?"
            .formatted(table, column, row, column, row, key);
    MappingName of = mappings.name(connection, children.reference().mappingId());
    Sql.execute(connection, words.dialect().beginWriting(of));
    for (String child : rows) {
      Sql.update(connection, update, to, from, child);
    }
    Sql.execute(
        connection, words.dialect().beginWriting(words.layout().mapping().mapping().name()));
    long mappingId = children.reference().mappingId();
    String records =
        words.dialect().sql("SELECT record_id FROM {link} WHERE mapping_id = ? AND row_key = ?");
    for (String child : rows) {
      List<RecordId> record =
          Sql.list(
              connection, records, found -> new RecordId(found.getString(1)), mappingId, child);
      queue.add(connection, mappingId, record, Reason.MERGED, token);
    }
    String left = "SELECT count(*) FROM %s t WHERE t.%s = %s".formatted(table, column, row);
    return Sql.first(connection, left, found -> found.getLong(1), from).orElse(0L) == 0;
  }
}
