package dev.syncline.jdbc.page;

import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How many records of a planned page ask for what.
 *
 * @param fresh new rows ({@code N})
 * @param missing links whose row is gone ({@code M})
 * @param adopted rows that hold the record's id and have no link ({@code A})
 * @param changed rows to be written again ({@code C})
 * @param same rows that are equal or newer ({@code S})
 * @param older versions of records that stand in the page again ({@code D})
 * @param parked records set aside by planning ({@code P})
 * @param deferred records that go to the pull queue, see {@link Diversion}
 */
public record PlanCounts(
    long fresh,
    long missing,
    long adopted,
    long changed,
    long same,
    long older,
    long parked,
    long deferred) {
  /**
   * Counts a range of records.
   *
   * @param sql gives actions and their numbers; parameters: range
   */
  public static PlanCounts read(Connection connection, String sql, int from, int to)
      throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    Sql.list(connection, sql, row -> Map.entry(row.getString(1), row.getLong(2)), from, to)
        .forEach(row -> counts.put(row.getKey(), row.getValue()));
    return new PlanCounts(
        counts.getOrDefault("N", 0L),
        counts.getOrDefault("M", 0L),
        counts.getOrDefault("A", 0L),
        counts.getOrDefault("C", 0L),
        counts.getOrDefault("S", 0L),
        counts.getOrDefault("D", 0L),
        counts.getOrDefault("P", 0L),
        counts.entrySet().stream()
            .filter(e -> Diversion.diverts(e.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum());
  }

  /** Records of which row and link are written. */
  public long written() {
    return fresh + missing + adopted + changed;
  }

  /** What the page comes to once all are merged. */
  public PullOutcome outcome() {
    return new PullOutcome(fresh + missing, changed + adopted, same + older, 0, parked);
  }
}
