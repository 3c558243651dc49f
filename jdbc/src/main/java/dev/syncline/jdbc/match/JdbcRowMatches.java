package dev.syncline.jdbc.match;

import dev.syncline.engine.database.RowMatches;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.change.JdbcLinks.WordsOfMapping;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows by the keys of match rules, one statement for many keys. */
public final class JdbcRowMatches implements RowMatches {
  private final ConnectionPool pool;
  private final WordsOfMapping wordsOfMapping;

  public JdbcRowMatches(ConnectionPool pool, WordsOfMapping wordsOfMapping) {
    this.pool = pool;
    this.wordsOfMapping = wordsOfMapping;
  }

  @Override
  public List<Candidate> having(ResolvedMapping mapping, int rule, Collection<String> keys) {
    if (keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("At most " + MAX_KEYS + " keys");
    }
    return pool.transact(
        connection -> {
          RowWords words = wordsOfMapping.of(connection, mapping);
          var keySql = new KeySql(words);
          List<Candidate> found = new ArrayList<>();
          for (List<String> piece : Lists.pieces(keys)) {
            found.addAll(
                Sql.list(
                    connection,
                    select(words, keySql, rule, piece.size()),
                    row -> candidate(row, keySql.rules().size(), rule),
                    piece.toArray()));
          }
          return found;
        });
  }

  private static String select(RowWords words, KeySql keySql, int rule, int count) {
    String row = words.keyText("t." + words.key());
    String key = keySql.ofRow(keySql.rules().get(rule));
    return words
        .dialect()
        .sql(
            """
            SELECT n.* FROM (
              SELECT m.*, ROW_NUMBER() OVER (
                PARTITION BY m.k ORDER BY CASE WHEN m.record_id IS NULL THEN 0 ELSE 1 END, m.row_key
              ) AS place
              FROM (
                SELECT %1$s AS row_key, l.record_id, o.state, o.gone, %2$s AS k%3$s
                FROM %4$s t
                LEFT JOIN {link} l ON l.mapping_id = %5$d AND l.row_key = %1$s
                LEFT JOIN {outbox} o ON o.mapping_id = %5$d AND o.row_key = %1$s
                WHERE %2$s IN (%6$s)) m) n
            WHERE n.place <= %7$d
            """)
        .formatted(
            row,
            key,
            keys(keySql),
            words.table(),
            words.mappingId(),
            Lists.marks(count),
            MAX_PER_KEY);
  }

  private static String keys(KeySql keySql) {
    var columns = new StringBuilder();
    for (int i = 0; i < keySql.rules().size(); i++) {
      columns.append(", ").append(keySql.ofRow(keySql.rules().get(i))).append(" AS k").append(i);
    }
    return columns.toString();
  }

  private static Candidate candidate(ResultSet row, int rules, int rule) throws SQLException {
    List<Optional<String>> keys = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      keys.add(Optional.ofNullable(row.getString("k" + i)));
    }
    String state = row.getString("state");
    return new Candidate(
        new RowKey(row.getString("row_key")),
        keys.get(rule).orElseThrow(),
        keys,
        Optional.ofNullable(row.getString("record_id")).map(RecordId::new),
        state != null && !state.equals("PARKED") && !row.getBoolean("gone"));
  }
}
