package dev.syncline.app.wiring;

import dev.syncline.app.config.DatabaseConfig;
import dev.syncline.app.config.setting.SettingReader;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.DatabaseSettings;
import dev.syncline.jdbc.JdbcDatabase;
import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens databases of what the configuration says, and the embedded server where one is in it. */
final class DatabaseWiring implements AutoCloseable {
  private static final String JDBC = "jdbc:";

  private final SettingReader settings;
  private final Pace pace;
  private final Path home;
  private @Nullable EmbeddedPostgres embedded;
  private EmbeddedPostgres.@Nullable Access lastOpened;

  DatabaseWiring(SettingReader settings, Pace pace, Path home) {
    this.settings = settings;
    this.pace = pace;
    this.home = home;
  }

  JdbcDatabase open(DatabaseName name, DatabaseConfig config) {
    return new JdbcDatabase(
        settingsOf(name, config), Owner.thisProcess(), pace, FileWitness.of(home, name));
  }

  private DatabaseSettings settingsOf(DatabaseName name, DatabaseConfig config) {
    if (config.embedded()) {
      EmbeddedPostgres.Access access = server().access(name.value());
      lastOpened = access;
      return DatabaseSettings.of(
              name, access.url(), Optional.of(access.username()), Optional.of(access.password()))
          .explainedBy(access.log());
    }
    return DatabaseSettings.of(
        name,
        settings.read(config.url()),
        config.username().map(settings::read),
        config.password().map(settings::read));
  }

  /** The embedded server, started when it is first needed. */
  EmbeddedPostgres server() {
    EmbeddedPostgres running = embedded;
    if (running == null) {
      running = start();
      embedded = running;
    }
    return running;
  }

  /** How to reach the embedded database that was opened last; empty where there is none. */
  Optional<EmbeddedAccess> access() {
    EmbeddedPostgres.Access access = lastOpened;
    if (access == null) {
      return Optional.empty();
    }
    URI uri = URI.create(access.url().substring(JDBC.length()));
    return Optional.of(
        new EmbeddedAccess(
            uri.getHost(),
            uri.getPort(),
            uri.getPath().substring(1),
            access.username(),
            access.password()));
  }

  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start(home, pace.waiter(), pace.random());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(
          new Problem(
              "DB-EMBEDDED-STOPPED",
              ErrorClass.TRANSIENT,
              "The start of the embedded server was interrupted",
              "run the command again"),
          e);
    }
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
