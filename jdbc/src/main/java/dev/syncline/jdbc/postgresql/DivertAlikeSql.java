package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.page.Diversion.UNKNOWN;

import dev.syncline.jdbc.match.KeySql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements that keep new records of a planned page from becoming rows where a match rule says
 * that a row is there, or that another record of the page is alike: they go to the pull queue.
 */
final class DivertAlikeSql {
  private final PageScope scope;
  private final KeySql keys;

  DivertAlikeSql(PageScope scope) {
    this.scope = scope;
    this.keys = new KeySql(scope);
  }

  /** Whether the mapping matches at all. */
  boolean isNeeded() {
    return !keys.rules().isEmpty();
  }

  /** The statements, to be run one after the other. */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    for (var rule : keys.rules()) {
      Optional<String> staged = keys.ofStage(rule);
      if (staged.isEmpty()) {
        return List.of(new DivertSql(scope).divertNew());
      }
      statements.add(alike(staged.get(), keys.ofRow(rule)));
      statements.add(twins(staged.get()));
    }
    return statements;
  }

  private String alike(String staged, String row) {
    return """
    UPDATE %1$s p SET action = %2$s
    FROM (SELECT DISTINCT n.seq
          FROM (SELECT s.seq, %3$s AS k FROM %4$s s JOIN %1$s q ON q.seq = s.seq
                WHERE q.action = 'N') n
          JOIN (SELECT %5$s AS k FROM %6$s t) r ON r.k = n.k) m
    WHERE p.seq = m.seq AND p.action = 'N'
    """
        .formatted(scope.plan(), UNKNOWN.literal(), staged, scope.stage(), row, scope.table());
  }

  /** The first of several that are alike stays. */
  private String twins(String staged) {
    return """
    UPDATE %1$s p SET action = %2$s
    FROM (SELECT n.seq, row_number() OVER (PARTITION BY n.k ORDER BY n.seq) AS place
          FROM (SELECT s.seq, %3$s AS k FROM %4$s s JOIN %1$s q ON q.seq = s.seq
                WHERE q.action = 'N') n
          WHERE n.k IS NOT NULL) m
    WHERE p.seq = m.seq AND m.place > 1 AND p.action = 'N'
    """
        .formatted(scope.plan(), UNKNOWN.literal(), staged, scope.stage());
  }
}
