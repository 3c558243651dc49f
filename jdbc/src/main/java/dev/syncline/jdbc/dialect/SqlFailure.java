package dev.syncline.jdbc.dialect;

import dev.syncline.model.Problem;

/**
 * What a failed statement means.
 *
 * @param scope what of the work it concerns
 */
public record SqlFailure(Scope scope, Problem problem) {
  /** What a failure concerns, and so what can be saved. */
  public enum Scope {
    /** One row among those of the statement: the others can go in. */
    ROW,
    /** The transaction: the same again may pass. */
    TRANSACTION,
    /** The connection, the database or our right to use it. */
    DATABASE
  }
}
