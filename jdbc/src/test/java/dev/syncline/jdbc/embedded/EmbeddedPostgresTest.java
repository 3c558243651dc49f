package dev.syncline.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.database.DatabaseException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresTest {
  private static final Path BINARIES = Path.of("target", "embedded").toAbsolutePath();

  @TempDir Path directory;

  private EmbeddedPostgres start() throws InterruptedException {
    return EmbeddedPostgres.start(directory, BINARIES, Thread::sleep, new SecureRandom());
  }

  private static String ask(EmbeddedPostgres.Access access, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.username(), access.password());
        Statement statement = connection.createStatement();
        ResultSet rows = lastResult(statement, sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static ResultSet lastResult(Statement statement, String sql) throws SQLException {
    boolean isRows = statement.execute(sql);
    while (!isRows) {
      isRows = statement.getMoreResults();
    }
    return statement.getResultSet();
  }

  @Test
  void starts_with_durable_settings_and_keeps_its_data_and_port() throws Exception {
    String url;
    try (EmbeddedPostgres server = start()) {
      url = server.access().url();
      assertThat(ask(server.access(), "CREATE TABLE kept AS SELECT 7 AS x; TABLE kept"))
          .isEqualTo("7");
      assertThat(ask(server.access(), "SHOW fsync")).isEqualTo("on");
    }
    try (EmbeddedPostgres server = start()) {
      assertThat(server.access().url()).isEqualTo(url);
      assertThat(ask(server.access(), "TABLE kept")).isEqualTo("7");
    }
  }

  @Test
  void has_a_database_for_every_name_that_is_asked_for() throws Exception {
    try (EmbeddedPostgres server = start()) {
      for (String name : new String[] {"app", "Größe \"x\" & /?%", "app"}) {
        assertThat(ask(server.access(name), "SELECT current_database()")).isEqualTo(name);
      }
      assertThat(ask(server.access("app"), "CREATE TABLE here AS SELECT 7 AS x; TABLE here"))
          .isEqualTo("7");
      assertThat(ask(server.access(), "SELECT to_regclass('here')")).isNull();
      for (String name : new String[] {"template0", "x".repeat(64)}) {
        assertThatThrownBy(() -> server.access(name))
            .isInstanceOfSatisfying(
                DatabaseException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-EMBEDDED-NAME"));
      }
    }
  }
}
