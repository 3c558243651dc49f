package dev.syncline.jdbc.catalog;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads and makes tables. */
public interface Catalog {
  /**
   * The table under its real name; a name that differs only in case is found if no other is meant.
   */
  Optional<TableDescription> describe(Connection connection, TableName table) throws SQLException;

  /**
   * The rights that are missing: on the table, or for making it where it is not there, and for our
   * own tables.
   */
  List<String> missingRights(Connection connection, TableName table) throws SQLException;

  /**
   * Makes a table; the caller has seen that there is none. Indexes that no constraint asks for may
   * be put off until it is filled.
   */
  void create(Connection connection, TableDesign design) throws SQLException;

  /**
   * Makes a table where there is none of that name.
   *
   * @throws DatabaseException with code {@code DB-TABLE-EXISTS} if there is
   */
  default void createNew(Connection connection, TableDesign design) throws SQLException {
    if (describe(connection, design.name()).isPresent()) {
      throw new DatabaseException(
          new Problem(
              "DB-TABLE-EXISTS",
              ErrorClass.MAPPING,
              "Table " + design.name() + " is already there",
              "Map its columns, or name another table"));
    }
    create(connection, design);
  }

  /** The statements that add nullable columns to a table; they wait for no lock for long. */
  List<String> addColumns(TableName table, List<TableDesign.ColumnDesign> columns);

  /** Makes one of the indexes that were put off; false if there is none left. */
  boolean addDeferredIndex(Connection connection, TableName table) throws SQLException;
}
