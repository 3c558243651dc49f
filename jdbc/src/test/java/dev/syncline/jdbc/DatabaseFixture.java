package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.Bench.bind;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database of some kind, and the contacts and persons that its tests write. */
abstract class DatabaseFixture {
  Database database;

  /** Opens an empty database. */
  abstract Database open() throws SQLException;

  /** A connection of the application's own to the database that was opened last. */
  abstract Connection connect() throws SQLException;

  /** An integer key that the database counts up, as the column definition of a CREATE TABLE. */
  abstract String countedKey();

  /** Opens the database that was opened last as a new user who may only read its tables. */
  abstract Database openAsReader() throws SQLException;

  /** Removes all rows of a table and lets its keys begin anew. */
  abstract String emptyAndRestart(String table);

  /** One of our own tables. */
  abstract String own(String table);

  @BeforeEach
  void openDatabase() throws SQLException {
    database = open();
    assertThat(database.isInstalled()).isFalse();
    database.install();
    assertThat(database.isInstalled()).isTrue();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  ResolvedMapping contacts(String constraints) throws SQLException {
    return contacts(constraints, DeletePolicy.DELETE);
  }

  ResolvedMapping contacts(String constraints, DeletePolicy policy) throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18) UNIQUE, name VARCHAR(80), age INTEGER"
            + constraints
            + ")");
    TableDescription table = Bench.table(database, "contact");
    List<FieldBinding> bindings =
        List.of(
            bind(table, "Id", "salesforce_id"),
            bind(table, "Name", "name"),
            bind(table, "Age__c", "age"));
    return Bench.mapping("contacts", table, bindings, policy);
  }

  static PlannedChange contact(int number, String name, int age) {
    return write(number, ids(number), text(name), number(Integer.toString(age)));
  }

  static PlannedChange person(int number, String name, Value boss) {
    return write(number, text(name), boss);
  }

  static Value ids(int number) {
    return text(id(number).value());
  }

  static Value number(String digits) {
    return new Value.Numeric(new java.math.BigDecimal(digits));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, their columns joined by bars. */
  List<String> list(String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        var row = new StringBuilder().append(result.getString(1));
        for (int i = 2; i <= result.getMetaData().getColumnCount(); i++) {
          row.append('|').append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
