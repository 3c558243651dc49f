package dev.syncline.jdbc.change;

import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows whose key the application has changed while their links still have the one before. */
final class RenamedRows {
  private final Connection connection;
  private final RowWords words;

  RenamedRows(Connection connection, RowWords words) {
    this.connection = connection;
    this.words = words;
  }

  /** Today's keys by those before, of rows whose link can follow. */
  Map<String, String> of(Collection<String> keys) throws SQLException {
    Map<String, String> renamed = new HashMap<>();
    for (List<String> piece : Lists.pieces(keys)) {
      String sql =
          words
              .dialect()
              .sql(
                  """
                  SELECT o.previous_key, o.row_key FROM {outbox} o
                  WHERE o.mapping_id = ? AND o.previous_key IN (%s) AND NOT EXISTS (
                    SELECT 1 FROM {link} k
                    WHERE k.row_key = o.row_key AND k.mapping_id = o.mapping_id)
                  """
                      .formatted(Lists.marks(piece.size())));
      Sql.list(
              connection,
              sql,
              row -> Map.entry(row.getString(1), row.getString(2)),
              Lists.parameters(piece, words.mappingId()))
          .forEach(one -> renamed.put(one.getKey(), one.getValue()));
    }
    return renamed;
  }

  /**
   * Lets links follow their rows, as the next claim would.
   *
   * @param renamed today's keys by those before; the rows are locked or not there
   * @return today's keys of those that cannot follow now, as a push under the key before is on its
   *     way or the key has changed again
   */
  Set<String> follow(Map<String, String> renamed) throws SQLException {
    Set<String> left = new HashSet<>();
    for (Map.Entry<String, String> one : renamed.entrySet()) {
      if (isOnItsWay(one.getKey()) || !follow(one.getKey(), one.getValue())) {
        left.add(one.getValue());
      }
    }
    return left;
  }

  private boolean isOnItsWay(String previous) throws SQLException {
    String sql =
        words
            .dialect()
            .sql(
                """
                SELECT 1 FROM {outbox} WHERE mapping_id = ? AND row_key = ? AND state = 'CLAIMED'
                """);
    return Sql.first(connection, sql, row -> true, words.mappingId(), previous).isPresent();
  }

  private boolean follow(String previous, String key) throws SQLException {
    String followed =
        words
            .dialect()
            .sql(
                """
                UPDATE {outbox} SET previous_key = NULL
                WHERE mapping_id = ? AND row_key = ? AND previous_key = ?
                """);
    if (Sql.update(connection, followed, words.mappingId(), key, previous) == 0) {
      return false;
    }
    List<String> tables =
        words.waitsByRow()
            ? List.of("{intent}", "{link}", "{waiting_reference}")
            : List.of("{intent}", "{link}");
    for (String table : tables) {
      String update = "UPDATE " + table + " SET row_key = ? WHERE mapping_id = ? AND row_key = ?";
      Sql.update(connection, words.dialect().sql(update), key, words.mappingId(), previous);
    }
    return true;
  }
}
