package dev.syncline.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresTest {
  private static final Path BINARIES = Path.of("target", "embedded").toAbsolutePath();

  @TempDir Path directory;

  private EmbeddedPostgres start() throws InterruptedException {
    return EmbeddedPostgres.start(directory, BINARIES, Thread::sleep, new SecureRandom());
  }

  @Test
  void starts_with_durable_settings_and_keeps_its_data_and_port() throws Exception {
    String url;
    long t = System.nanoTime();
    try (EmbeddedPostgres server = start()) {
      System.out.println("start " + Duration.ofNanos(System.nanoTime() - t));
      url = server.access().url();
      try (Connection connection =
              DriverManager.getConnection(
                  url, server.access().username(), server.access().password());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept AS SELECT 1 AS one");
        try (ResultSet fsync = statement.executeQuery("SHOW fsync")) {
          fsync.next();
          assertThat(fsync.getString(1)).isEqualTo("on");
        }
      }
    }
    t = System.nanoTime();
    try (EmbeddedPostgres server = start()) {
      System.out.println("start " + Duration.ofNanos(System.nanoTime() - t));
      assertThat(server.access().url()).isEqualTo(url);
    }
  }
}
