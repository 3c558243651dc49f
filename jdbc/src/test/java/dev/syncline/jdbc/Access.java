package dev.syncline.jdbc;

import dev.syncline.engine.database.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** A server of one kind, and the database on it that a test was given last. */
interface Access {
  /** Opens an empty database. */
  Database open() throws SQLException;

  /** Opens the database that was opened last once more, as another process would. */
  Database again();

  /** Opens it as a new user who may only read its tables. */
  Database openAsReader() throws SQLException;

  /** A connection of the application's own. */
  Connection connect() throws SQLException;

  /** A connection of a new user who may do what it likes with this table and nothing else. */
  Connection connectAsApplication(String table) throws SQLException;

  String countedKey();

  String emptyAndRestart(String table);

  /** One of our own tables. */
  String own(String table);
}
