package dev.syncline.jdbc.match;

import dev.syncline.engine.database.MatchRuns.Counts;
import dev.syncline.engine.database.MatchRuns.Pair;
import dev.syncline.engine.database.MatchRuns.Staged;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * The statements of a run over the sets of what is compared. Each record and each row stands there
 * once with rule 0, once for each rule by which it has a key, and once with the negative number of
 * the rule that decided.
 *
 * <p>The database has no statistics of what was staged a moment ago, and would take it for a
 * handful. So nothing is joined with itself here: sets are sorted and grouped.
 */
final class MatchSets {
  private final Dialect dialect;

  MatchSets(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Digests are no secrets: the same function in Java and in both databases, and short. */
  private static String digest(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  void stage(Connection connection, long run, Collection<Staged> records) throws SQLException {
    String insert =
        dialect.sql(
            "INSERT INTO {match_key} (run_id, side, rule, id, digest) VALUES (?, 'R', ?, ?, ?)");
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Staged record : records) {
        Sql.bind(statement, run, 0, record.id().value(), "");
        statement.addBatch();
        for (int rule = 0; rule < record.keys().size(); rule++) {
          String key = record.keys().get(rule).orElse("");
          if (!key.isEmpty()) {
            Sql.bind(statement, run, rule + 1, record.id().value(), digest(key));
            statement.addBatch();
          }
        }
      }
      statement.executeBatch();
    }
  }

  /** Records that have a link are not looked for. */
  void dropLinked(Connection connection, long run, RowWords words) throws SQLException {
    Sql.update(
        connection,
        dialect.sql(
            """
            DELETE FROM {match_key} WHERE run_id = ? AND side = 'R' AND EXISTS (
              SELECT 1 FROM {link} k WHERE k.mapping_id = ? AND k.record_id = {match_key}.id)
            """),
        run,
        words.mappingId());
  }

  /** Rows without a link, by each rule. */
  void stageRows(Connection connection, long run, RowWords words) throws SQLException {
    var keys = new KeySql(words);
    stageRows(connection, run, words, 0, "''");
    for (int rule = 0; rule < keys.rules().size(); rule++) {
      stageRows(
          connection, run, words, rule + 1, "MD5(" + keys.ofRow(keys.rules().get(rule)) + ")");
    }
  }

  private void stageRows(Connection connection, long run, RowWords words, int rule, String digest)
      throws SQLException {
    String row = words.keyText("t." + words.key());
    Sql.update(
        connection,
        dialect
            .sql(
                """
                INSERT INTO {match_key} (run_id, side, rule, id, digest)
                SELECT n.run_id, 'D', n.rule, n.id, n.digest FROM (
                  SELECT %1$d AS run_id, %2$d AS rule, %3$s AS id, %4$s AS digest
                  FROM %5$s t WHERE NOT EXISTS (
                    SELECT 1 FROM {link} k WHERE k.mapping_id = %6$d AND k.row_key = %3$s)) n
                WHERE n.digest IS NOT NULL
                """)
            .formatted(run, rule, row, digest, words.table(), words.mappingId()));
  }

  /** The first rule by which anything is found on the other side decides. */
  void decide(Connection connection, long run) throws SQLException {
    Sql.update(
        connection,
        dialect
            .sql(
                """
                INSERT INTO {match_key} (run_id, side, rule, id, digest)
                SELECT f.run_id, f.side, -f.rule, f.id, f.digest FROM (
                  SELECT m.*, MIN(m.rule) OVER (PARTITION BY m.side, m.id) AS first_rule
                  FROM (
                    SELECT k.*,
                      MIN(k.side) OVER (PARTITION BY k.rule, k.digest) AS first_side,
                      MAX(k.side) OVER (PARTITION BY k.rule, k.digest) AS last_side
                    FROM {match_key} k WHERE k.run_id = %1$d AND k.rule > 0) m
                  WHERE m.first_side <> m.last_side) f
                WHERE f.rule = f.first_rule
                """)
            .formatted(run));
  }

  /**
   * One record and one row that both decided for each other, and nothing else has their key: of
   * their key there are two entries, and two that decided.
   */
  void pair(Connection connection, long run) throws SQLException {
    Sql.update(
        connection,
        dialect
            .sql(
                """
                INSERT INTO {match_pair} (run_id, ordinal, record_id, row_key, rule, state)
                SELECT %1$d, ROW_NUMBER() OVER (ORDER BY g.record_id), g.record_id, g.row_key,
                  g.rule - 1, 'MATCHED'
                FROM (
                  SELECT ABS(k.rule) AS rule, k.digest,
                    MAX(CASE WHEN k.rule < 0 AND k.side = 'R' THEN k.id END) AS record_id,
                    MAX(CASE WHEN k.rule < 0 AND k.side = 'D' THEN k.id END) AS row_key
                  FROM {match_key} k
                  WHERE k.run_id = %1$d AND k.rule <> 0
                  GROUP BY ABS(k.rule), k.digest
                  HAVING COUNT(*) = 4 AND SUM(SIGN(k.rule)) = 0
                    AND COUNT(DISTINCT CASE WHEN k.rule < 0 THEN k.side END) = 2) g
                """)
            .formatted(run));
  }

  Counts counts(Connection connection, long run) throws SQLException {
    long matched = number(connection, "SELECT COUNT(*) FROM {match_pair} WHERE run_id = ?", run);
    long records = count(connection, run, "R", "= 0");
    long rows = count(connection, run, "D", "= 0");
    long alikeRecords = count(connection, run, "R", "< 0");
    long alikeRows = count(connection, run, "D", "< 0");
    return new Counts(
        matched,
        alikeRecords - matched,
        alikeRows - matched,
        records - alikeRecords,
        rows - alikeRows);
  }

  private long count(Connection connection, long run, String side, String rule)
      throws SQLException {
    return number(
        connection,
        "SELECT COUNT(*) FROM {match_key} WHERE run_id = ? AND side = '%s' AND rule %s"
            .formatted(side, rule),
        run);
  }

  private long number(Connection connection, String sql, long run) throws SQLException {
    return Sql.first(connection, dialect.sql(sql), row -> row.getLong(1), run).orElse(0L);
  }

  List<Pair> pairs(Connection connection, long run, int max) throws SQLException {
    return Sql.list(
        connection,
        dialect.sql(
            "SELECT record_id, row_key, rule FROM {match_pair} WHERE run_id = ? AND ordinal <= ?"
                + " ORDER BY ordinal"),
        row ->
            new Pair(new RecordId(row.getString(1)), new RowKey(row.getString(2)), row.getInt(3)),
        run,
        max);
  }

  /** Records or rows that are alike to some of the other side and are no pair. */
  List<String> ambiguous(Connection connection, long run, String side, int max)
      throws SQLException {
    String column = side.equals("R") ? "record_id" : "row_key";
    return ids(
        connection,
        """
        SELECT u.id FROM (
          SELECT k.id, 0 AS paired FROM {match_key} k
          WHERE k.run_id = %1$d AND k.side = '%2$s' AND k.rule < 0
          UNION ALL
          SELECT p.%3$s, 1 FROM {match_pair} p WHERE p.run_id = %1$d) u
        GROUP BY u.id HAVING MAX(u.paired) = 0 ORDER BY u.id LIMIT %4$d
        """
            .formatted(run, side, column, max));
  }

  /** Records or rows that nothing is alike to. */
  List<String> alone(Connection connection, long run, String side, int max) throws SQLException {
    return ids(
        connection,
        """
        SELECT k.id FROM {match_key} k WHERE k.run_id = %d AND k.side = '%s'
        GROUP BY k.id HAVING MIN(k.rule) = 0 ORDER BY k.id LIMIT %d
        """
            .formatted(run, side, max));
  }

  private List<String> ids(Connection connection, String sql) throws SQLException {
    return Sql.list(connection, dialect.sql(sql), row -> row.getString(1));
  }
}
