package dev.syncline.jdbc.page;

import dev.syncline.engine.database.Guards.Mass;
import dev.syncline.jdbc.guard.PullGuard;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.FieldName;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sees to it that a writer of pages does no harm that cannot be undone; of one writer.
 *
 * @param run under whose number it writes
 * @param guard that is asked before
 */
public record PageWatch(OpenRun run, PullGuard guard) {
  /** A dialect's question in how many changed rows these fields would become empty. */
  @FunctionalInterface
  public interface CountEmptied {
    /** The SQL, with a number for each of the fields. */
    String sql(List<FieldName> fields);
  }

  /** Asks the guard about the fields that a planned page would empty. */
  public void admitEmptied(Connection connection, StagedPage page, CountEmptied count)
      throws SQLException {
    List<FieldName> fields = page.emptied();
    if (fields.isEmpty() || !guard.countsNulls()) {
      return;
    }
    List<Mass> masses = new ArrayList<>();
    Sql.first(
        connection,
        count.sql(fields),
        row -> {
          for (int i = 0; i < fields.size(); i++) {
            masses.add(new Mass(Optional.of(fields.get(i)), row.getLong(i + 1)));
          }
          return true;
        });
    guard.admit(masses);
  }

  /** Notes bases before they are replaced. Parameters of the statement: run, range. */
  public void noteSuperseded(Connection connection, String sql, int from, int to)
      throws SQLException {
    if (run.isKept()) {
      Sql.update(connection, sql, run.number(), from, to);
    }
  }

  /** What was counted is committed, and came to this. */
  public void written(PullOutcome outcome) {
    guard.written();
    run.wrote(outcome);
  }
}
