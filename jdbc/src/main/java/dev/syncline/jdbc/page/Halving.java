package dev.syncline.jdbc.page;

import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/**
 * Merges a range of staged records; if the database refuses one of them, halves the range until the
 * guilty ones stand alone. Those are refused with the database's words, all others go in.
 */
public final class Halving {
  private final Connection connection;
  private final Dialect dialect;
  private final Work work;
  private boolean halved;

  /** What halving does with ranges and records. */
  public interface Work {
    /** Merges the records with numbers from the first, inclusive, to the second, exclusive. */
    PullOutcome merge(int from, int to) throws SQLException;

    /** Sets one record aside. */
    void refuse(int sequence, Problem problem) throws SQLException;

    /** Told once, before the first half: ranges are going to be asked for many times. */
    void expectRanges() throws SQLException;
  }

  public Halving(Connection connection, Dialect dialect, Work work) {
    this.connection = connection;
    this.dialect = dialect;
    this.work = work;
  }

  /** Merges the whole range, or as much of it as the database takes. */
  public PullOutcome merge(int from, int to) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      PullOutcome outcome = work.merge(from, to);
      connection.releaseSavepoint(before);
      return outcome;
    } catch (SQLException e) {
      Optional<Problem> problem = problemOfRow(e, dialect);
      if (problem.isEmpty()) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return isolate(from, to, problem.get());
    }
  }

  private PullOutcome isolate(int from, int to, Problem problem) throws SQLException {
    if (to - from == 1) {
      work.refuse(from, problem);
      return new PullOutcome(0, 0, 0, 0, 1);
    }
    if (!halved) {
      halved = true;
      work.expectRanges();
    }
    int middle = from + (to - from) / 2;
    return merge(from, middle).plus(merge(middle, to));
  }

  /** The problem if the failure is about single rows of the statement; empty otherwise. */
  public static Optional<Problem> problemOfRow(SQLException cause, Dialect dialect) {
    if (cause instanceof RowsSwallowedException) {
      return Optional.of(Trouble.SUPPRESSED.problem(String.valueOf(cause.getMessage())));
    }
    SqlFailure failure = dialect.failure(cause);
    return failure.scope() == SqlFailure.Scope.ROW
        ? Optional.of(failure.problem())
        : Optional.empty();
  }
}
