package dev.syncline.jdbc.outbox;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.model.Column;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What one kind of database calls things when it works on many entries by one statement. The
 * entries come as one parameter, a JSON document, which stands in the statement as the table {@code
 * v}; its columns have names that no other table of the statement has.
 */
public interface SetWords {
  /** A column of the rows that a statement gets. */
  record RowColumn(String name, Kind kind) {}

  /** What such a column holds. */
  enum Kind {
    /** The key of a row. */
    KEY,
    /** A record id. */
    RECORD,
    /** A whole number. */
    WHOLE,
    /** Text of any length. */
    TEXT,
    /** A moment in UTC. */
    MOMENT
  }

  /** The words for single statements. */
  Dialect dialect();

  /** The rows of the one parameter as the table {@code v}. */
  String rows(List<RowColumn> columns);

  /** A join of {@code v} with a table, in this order. */
  String join();

  /** An update of the table's rows that go with one of {@code v}. */
  String update(String table, String set, String rows, String where);

  /** The same for a table of the application, whose rows are found by any unique column. */
  default String updateRows(String table, String set, String rows, String where) {
    return update(table, set, rows, where);
  }

  /** A delete of the table's rows that go with one of {@code v}; alias is the table's. */
  String delete(String table, String alias, String rows, String where);

  /** A delete from a single table under an alias. */
  String deleteFrom(String table, String alias, String where);

  /** The beginning of an insert that {@link #ifPresent} ends. */
  String insertInto(String table);

  /** The value that is there for a column, in the set of {@link #ifPresent}. */
  String present(String column);

  /** What follows an insert of rows whose key may be there: the set is done instead. */
  String ifPresent(String key, String set);

  /** The value that the insert had for a column, in the set of {@link #ifPresent}. */
  String excluded(String column);

  /** The moment so many milliseconds from now, from an expression. */
  String fromNow(String millis);

  /** The moment when the statement began. */
  String statementTime();

  /** Our tables that know rows by their keys, and follow when a key changes. */
  List<String> keyedTables();

  /** The end of a query that locks the rows of this alias, waiting for none. */
  String lockFree(String alias);

  /** The end of a query that locks the rows of this alias. */
  String lock(String alias);

  /** Which index of the outbox gives ready entries in their order, where that must be said. */
  String readyHint();

  /**
   * Stands behind a table of ours that is joined by its primary key, where that must be said: a
   * small table that is read as a whole is locked as a whole.
   */
  String keyHint();

  /**
   * Holds for entries {@code o} of a claim that are found by their keys: no index of claims may
   * lead there, as it gives all entries of a claim for each key.
   */
  default String heldBy(long claim) {
    return "o.claim_id + 0 = " + claim;
  }

  /**
   * A text of the table {@code v} as the column of a row key holds it, so that its index is used.
   */
  default String asKey(Connection connection, ResolvedMapping mapping, String text)
      throws SQLException {
    return asColumn(connection, mapping.table().name(), mapping.rowKey(), text);
  }

  /** A text as a column of a table holds it, so that its index is used. */
  String asColumn(Connection connection, TableName table, Column column, String text)
      throws SQLException;

  /** A row key's column as our tables hold it. */
  String asText(String key);

  /** A column's value in a form that its reader knows. */
  String asRead(Column column, String name);

  /** Takes the number of a new token. */
  String nextToken();

  /** A column that keeps JSON text, from a text. */
  String asJson(String text);

  /** A JSON text with null for a member, in the form of its column. */
  String withNull(String json, String member);

  /** Whether a JSON text has no such member, but others. */
  String lacks(String json, String member);

  /** Whether a JSON text has members. */
  String knows(String json);

  /** From now on, whoever we would wait for is not waited for: the statement fails instead. */
  void waitForNobody(Connection connection) throws SQLException;

  /** Ends {@link #waitForNobody}, whether or not the transaction failed. */
  void waitAgain(Connection connection) throws SQLException;

  /** Marks what the transaction writes to the mapping's table as ours, until {@link #writeEnds}. */
  void writeBegins(Connection connection, ResolvedMapping mapping) throws SQLException;

  /** Ends the mark, whether or not the transaction failed. */
  void writeEnds(Connection connection) throws SQLException;
}
