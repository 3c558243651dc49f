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
  void decide(Connection connection, long run, int rules) throws SQLException {
    for (int rule = 1; rule <= rules; rule++) {
      Sql.update(
          connection,
          dialect
              .sql(
                  """
                  INSERT INTO {match_key} (run_id, side, rule, id, digest)
                  SELECT k.run_id, k.side, -k.rule, k.id, k.digest
                  FROM {match_key} k
                  JOIN (SELECT g.digest FROM {match_key} g WHERE g.run_id = %1$d AND g.rule = %2$d
                        GROUP BY g.digest HAVING COUNT(DISTINCT g.side) = 2) both_sides
                    ON both_sides.digest = k.digest
                  WHERE k.run_id = %1$d AND k.rule = %2$d AND NOT EXISTS (
                    SELECT 1 FROM {match_key} d WHERE d.run_id = %1$d AND d.side = k.side
                      AND d.id = k.id AND d.rule < 0)
                  """)
              .formatted(run, rule));
    }
  }

  /** One record and one row that both decided for each other, and nothing else has their key. */
  void pair(Connection connection, long run) throws SQLException {
    Sql.update(
        connection,
        dialect
            .sql(
                """
                INSERT INTO {match_pair} (run_id, ordinal, record_id, row_key, rule, state)
                SELECT %1$d, ROW_NUMBER() OVER (ORDER BY r.id), r.id, d.id, -g.rule - 1, 'MATCHED'
                FROM (
                  SELECT k.rule, k.digest FROM {match_key} k
                  WHERE k.run_id = %1$d AND k.rule < 0
                  GROUP BY k.rule, k.digest
                  HAVING COUNT(*) = 2 AND COUNT(DISTINCT k.side) = 2) g
                JOIN {match_key} r ON r.run_id = %1$d AND r.rule = g.rule AND r.digest = g.digest
                  AND r.side = 'R'
                JOIN {match_key} d ON d.run_id = %1$d AND d.rule = g.rule AND d.digest = g.digest
                  AND d.side = 'D'
                WHERE (SELECT COUNT(*) FROM {match_key} a WHERE a.run_id = %1$d
                  AND a.rule = -g.rule AND a.digest = g.digest) = 2
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
        run,
        """
        SELECT k.id FROM {match_key} k WHERE k.run_id = ? AND k.side = '%s' AND k.rule < 0
          AND k.id NOT IN (SELECT p.%s FROM {match_pair} p WHERE p.run_id = k.run_id)
        ORDER BY k.id LIMIT %d
        """
            .formatted(side, column, max));
  }

  /** Records or rows that nothing is alike to. */
  List<String> alone(Connection connection, long run, String side, int max) throws SQLException {
    return ids(
        connection,
        run,
        """
        SELECT k.id FROM {match_key} k WHERE k.run_id = ? AND k.side = '%s' AND k.rule = 0
          AND NOT EXISTS (SELECT 1 FROM {match_key} d WHERE d.run_id = k.run_id
            AND d.side = k.side AND d.id = k.id AND d.rule < 0)
        ORDER BY k.id LIMIT %d
        """
            .formatted(side, max));
  }

  private List<String> ids(Connection connection, long run, String sql) throws SQLException {
    return Sql.list(connection, dialect.sql(sql), row -> row.getString(1), run);
  }
}
