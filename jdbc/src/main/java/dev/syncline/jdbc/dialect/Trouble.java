package dev.syncline.jdbc.dialect;

import dev.syncline.jdbc.dialect.SqlFailure.Scope;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;

/** Every kind of failure that a database is known to answer with, and what to do about it. */
public enum Trouble {
  DUPLICATE(
      "ROW-DUPLICATE",
      ErrorClass.DATA,
      Scope.ROW,
      "Make the values differ in Salesforce, or drop the unique constraint"),
  REFERENCE(
      "ROW-REFERENCE",
      ErrorClass.DATA,
      Scope.ROW,
      "Load the row that it refers to first, or correct the value in Salesforce"),
  CHECK(
      "ROW-CHECK",
      ErrorClass.DATA,
      Scope.ROW,
      "Correct the value in Salesforce, or relax the constraint"),
  NULL(
      "ROW-NULL",
      ErrorClass.DATA,
      Scope.ROW,
      "Fill the field in Salesforce, or let the column be null"),
  TOO_LONG(
      "ROW-TOO-LONG",
      ErrorClass.DATA,
      Scope.ROW,
      "Widen the column, or shorten the value in Salesforce"),
  NUMBER_RANGE(
      "ROW-NUMBER-RANGE",
      ErrorClass.DATA,
      Scope.ROW,
      "Widen the column, or change the number in Salesforce"),
  BAD_VALUE(
      "ROW-BAD-VALUE",
      ErrorClass.DATA,
      Scope.ROW,
      "Correct the value in Salesforce, or use a column of another type"),
  TOO_WIDE(
      "ROW-TOO-WIDE",
      ErrorClass.DATA,
      Scope.ROW,
      "Shorten the values, or drop the index or the columns that cannot hold them"),
  TRIGGER(
      "ROW-TRIGGER", ErrorClass.DATA, Scope.ROW, "Satisfy the trigger of the table, or change it"),
  SUPPRESSED(
      "ROW-SUPPRESSED",
      ErrorClass.DATA,
      Scope.ROW,
      "Look for a trigger, rule or row security policy on the table that swallows rows"),
  DELETE_REFUSED(
      "ROW-DELETE-REFUSED",
      ErrorClass.DATA,
      Scope.ROW,
      "Delete or change the rows that refer to this one, or let its mapping keep or unlink rows of"
          + " deleted records; the next refresh tries again"),
  REFERENCE_REFUSED(
      "ROW-REFERENCE-REFUSED",
      ErrorClass.DATA,
      Scope.ROW,
      "Correct the reference in Salesforce, or relax the constraint; the next refresh tries again"),
  CONFLICT(
      "DB-CONFLICT",
      ErrorClass.TRANSIENT,
      Scope.TRANSACTION,
      "Nothing: the transaction is tried again"),
  ACCESS(
      "DB-ACCESS",
      ErrorClass.ACCESS,
      Scope.DATABASE,
      "Check username and password of this database in the configuration, and pg_hba.conf or the"
          + " user's host on the server"),
  PERMISSION(
      "DB-PERMISSION",
      ErrorClass.ACCESS,
      Scope.DATABASE,
      "Grant the database user what the words above name; syncline needs CREATE on the database"
          + " once, and SELECT, INSERT, UPDATE, DELETE on the mapped tables"),
  UNKNOWN_DATABASE(
      "DB-UNKNOWN",
      ErrorClass.MAPPING,
      Scope.DATABASE,
      "Create the database, or correct its name in the configuration"),
  UNREACHABLE(
      "DB-UNREACHABLE",
      ErrorClass.TRANSIENT,
      Scope.DATABASE,
      "Check that the server runs and that host and port in the configuration are right"),
  CONNECTIONS(
      "DB-CONNECTIONS",
      ErrorClass.TRANSIENT,
      Scope.DATABASE,
      "Raise the server's connection limit, or close other clients"),
  READ_ONLY(
      "DB-READ-ONLY",
      ErrorClass.TRANSIENT,
      Scope.DATABASE,
      "Name the primary server in the configuration, or end the read-only mode"),
  DISK_FULL(
      "DB-DISK-FULL",
      ErrorClass.LIMIT,
      Scope.DATABASE,
      "Free space on the database server's disk and start again; what is committed is safe"),
  MEMORY(
      "DB-MEMORY",
      ErrorClass.TRANSIENT,
      Scope.DATABASE,
      "Give the database server more memory, or lower its load"),
  SCHEMA(
      "DB-SCHEMA",
      ErrorClass.MAPPING,
      Scope.DATABASE,
      "The tables have changed, or a trigger names what is not there: correct them or the mapping"),
  UNSUPPORTED(
      "DB-UNSUPPORTED",
      ErrorClass.MAPPING,
      Scope.DATABASE,
      "Use a server version or a kind of table that has what the words above name"),
  UNEXPECTED(
      "DB-UNEXPECTED",
      ErrorClass.BUG,
      Scope.DATABASE,
      "Report it with the words above; nothing of the transaction was written");

  private final String code;
  private final ErrorClass errorClass;
  private final Scope scope;
  private final String action;

  Trouble(String code, ErrorClass errorClass, Scope scope, String action) {
    this.code = code;
    this.errorClass = errorClass;
    this.scope = scope;
    this.action = action;
  }

  /** The code of its problems. */
  public String code() {
    return code;
  }

  /** The failure with the database's own words. */
  public SqlFailure failure(String words) {
    return new SqlFailure(scope, problem(words));
  }

  /** The problem with the database's own words. */
  public Problem problem(String words) {
    return new Problem(code, errorClass, words.isBlank() ? "no words" : words, action);
  }
}
