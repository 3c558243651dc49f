package dev.syncline.jdbc.mariadb;

import static dev.syncline.jdbc.page.Diversion.UNKNOWN;

import dev.syncline.jdbc.match.KeySql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements that keep new records of a planned page from becoming rows where a match rule says
 * that a row is there, or that another record of the page is alike: they go to the pull queue.
 */
final class MariaDbDivertAlikeSql {
  private final MariaDbScope scope;
  private final KeySql keys;

  MariaDbDivertAlikeSql(MariaDbScope scope) {
    this.scope = scope;
    this.keys = new KeySql(scope);
  }

  /** Diverts the records that were noted. */
  private String divertNoted() {
    return "UPDATE %s p JOIN %s l ON l.seq = p.seq SET p.action = %s WHERE p.action = 'N'"
        .formatted(scope.plan(), scope.locks(), UNKNOWN.literal());
  }

  /** Whether the mapping matches at all. */
  boolean isNeeded() {
    return !keys.rules().isEmpty();
  }

  /** The statements, to be run one after the other. */
  List<String> statements() {
    var divert = new MariaDbDivertSql(scope);
    List<String> statements = new ArrayList<>();
    for (var rule : keys.rules()) {
      Optional<String> staged = keys.ofStage(rule);
      if (staged.isEmpty()) {
        return List.of(divert.divertNew());
      }
      statements.add(divert.emptyLocks());
      statements.add(alike(staged.get(), keys.ofRow(rule)));
      statements.add(divertNoted());
      statements.add(divert.emptyLocks());
      statements.add(twins(staged.get()));
      statements.add(divertNoted());
    }
    return statements;
  }

  /** The digests can be looked up in the staged ones; rows are read once, in their order. */
  private String alike(String staged, String row) {
    return """
    INSERT IGNORE INTO %1$s (seq)
    SELECT n.seq FROM %2$s t STRAIGHT_JOIN (
      SELECT s.seq, MD5(%3$s) AS k FROM %4$s s JOIN %5$s q ON q.seq = s.seq
      WHERE q.action = 'N') n ON n.k = MD5(%6$s)
    """
        .formatted(scope.locks(), scope.table(), staged, scope.stage(), scope.plan(), row);
  }

  /** The first of several that are alike stays. */
  private String twins(String staged) {
    return """
    INSERT IGNORE INTO %1$s (seq)
    SELECT m.seq FROM (
      SELECT n.seq, ROW_NUMBER() OVER (PARTITION BY n.k ORDER BY n.seq) AS place
      FROM (SELECT s.seq, MD5(%2$s) AS k FROM %3$s s JOIN %4$s q ON q.seq = s.seq
            WHERE q.action = 'N') n
      WHERE n.k IS NOT NULL) m
    WHERE m.place > 1
    """
        .formatted(scope.locks(), staged, scope.stage(), scope.plan());
  }
}
