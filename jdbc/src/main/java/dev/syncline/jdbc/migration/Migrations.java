package dev.syncline.jdbc.migration;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings Syncline's own tables to the state that this version needs: numbered files of SQL, each
 * applied once, remembered in the table {@code migration}. Processes that start together take
 * turns. A database that a newer version has changed is left alone.
 */
public final class Migrations {
  private final Dialect dialect;
  private final Turn turn;
  private final List<String> files;

  /** How a dialect makes room for our tables and keeps others out meanwhile. */
  public interface Turn {
    /** Whether the table {@code migration} is there. */
    boolean isPrepared(Connection connection) throws SQLException;

    /** Waits for our turn and makes the schema and the table {@code migration} if need be. */
    void begin(Connection connection) throws SQLException;

    /** The statements that {@link #begin} runs where nothing is there yet; harmless to repeat. */
    List<String> preparation();

    /** The statements of a file so that running them twice is harmless, and noted once. */
    List<String> repeatable(int version, List<String> statements);

    /** Lets the next one in. */
    void end(Connection connection) throws SQLException;
  }

  /**
   * The migrations of one set of tables.
   *
   * @param files file names in their order, the first being version 1
   */
  public Migrations(Dialect dialect, Turn turn, List<String> files) {
    this.dialect = dialect;
    this.turn = turn;
    this.files = List.copyOf(files);
  }

  /** Applies what is missing, each file in a transaction where the database has them for DDL. */
  public void apply(ConnectionPool pool) {
    try (Connection connection = pool.open()) {
      pool.transact(connection, c -> inTurn(c, () -> applyAll(c)));
    } catch (SQLException e) {
      throw pool.translate(e);
    }
  }

  /**
   * What {@link #apply} would run, in a form that somebody else can run, more than once without
   * harm; empty if nothing is missing.
   */
  public List<String> missing(Connection connection) throws SQLException {
    int version = turn.isPrepared(connection) ? version(connection) : 0;
    List<String> missing = new ArrayList<>();
    if (version == 0) {
      missing.addAll(turn.preparation());
    }
    for (int next = version + 1; next <= files.size(); next++) {
      missing.addAll(turn.repeatable(next, statements(files.get(next - 1))));
    }
    return missing;
  }

  private int version(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            dialect.sql("SELECT COALESCE(MAX(version), 0) FROM {migration}"),
            row -> row.getInt(1))
        .orElse(0);
  }

  private interface Step {
    void run() throws SQLException;
  }

  private boolean inTurn(Connection connection, Step step) throws SQLException {
    turn.begin(connection);
    step.run();
    turn.end(connection);
    return true;
  }

  private void applyAll(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > files.size()) {
      throw new DatabaseException(
          new Problem(
              "DB-NEWER",
              ErrorClass.MAPPING,
              "Syncline's tables there are of version %d, this Syncline knows up to %d"
                  .formatted(version, files.size()),
              "Run the newer Syncline that changed them"));
    }
    for (int next = version + 1; next <= files.size(); next++) {
      for (String statement : statements(files.get(next - 1))) {
        Sql.execute(connection, statement);
      }
      Sql.update(connection, dialect.sql("INSERT INTO {migration} (version) VALUES (?)"), next);
    }
  }

  /** The statements of a file: each ends with a semicolon at the end of a line. */
  private List<String> statements(String file) {
    String path = dialect.migrations() + "/" + file;
    try (InputStream in = Migrations.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(dialect.sql(text).split(";\\s*\\R")).stream()
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
