package dev.syncline.app.endtoend;

import dev.syncline.app.cli.CommandRun;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import dev.syncline.simulator.ReadyLine;
import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulated org and a PostgreSQL server for the tests of one class. */
final class Stage implements AutoCloseable {
  private final Simulator simulator;
  private final EmbeddedPostgres server;
  private final HttpClient http = HttpClient.newHttpClient();
  private int databases;

  Stage(Path folder) throws IOException, InterruptedException {
    this(folder, 300);
  }

  /** An org of these objects and no records, for the examples of the docs. */
  Stage(Path folder, Path schema) throws IOException, InterruptedException {
    this(
        folder,
        new SimulatorSettings(
            "127.0.0.1", 0, 1, Map.of(), List.of(schema), null, SimulatorSettings.Behaviour.USUAL));
  }

  private Stage(Path folder, SimulatorSettings settings) throws IOException, InterruptedException {
    this.simulator = Simulator.start(settings, InstantSource.system());
    this.server = EmbeddedPostgres.start(folder, RealTime.waiter(), RealTime.random());
    // No test outlives a crash of the machine.
    execute(server.access().url(), "ALTER SYSTEM SET fsync = off");
    execute(server.access().url(), "SELECT pg_reload_conf()");
  }

  /** As many contacts as are wanted in the org. */
  Stage(Path folder, long contacts) throws IOException, InterruptedException {
    this(folder, SimulatorSettings.inMemory(1, Map.of("Account", 20L, "Contact", contacts)));
  }

  ReadyLine org() {
    return simulator.ready();
  }

  /** Makes an empty database and answers its JDBC address. */
  String newDatabase() {
    databases++;
    execute(server.access().url(), "CREATE DATABASE test" + databases);
    return server.access().url().replaceFirst("/[^/]*$", "/test" + databases);
  }

  /** The user that may do everything in the server. */
  String username() {
    return server.access().username();
  }

  void execute(String url, String sql) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String url, String sql) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row, as text; null is the word null. */
  String text(String url, String sql) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, server.access().username(), server.access().password());
  }

  /** Calls the simulator's remote control. */
  void control(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(org().instanceUrl() + "/__simulator" + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      if (status >= 300) {
        throw new IllegalStateException(path + " answered " + status);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A configuration between the org and a database, with these mappings. */
  Setup setup(Path folder, String url, String mappings) {
    String authority = URI.create(org().instanceUrl()).getAuthority();
    String yaml =
        """
        version: 1
        orgs:
          prod:
            loginUrl: %s
            allowHosts: ["%s"]
            auth:
              clientCredentials:
                clientId: %s
                clientSecret: ${env:CLIENT_SECRET}
        databases:
          main:
            url: %s
            username: %s
            password: ${env:DATABASE_PASSWORD}
        mappings:
        %s\
        """
            .formatted(
                org().instanceUrl(),
                authority,
                org().client().clientId(),
                url,
                server.access().username(),
                mappings.indent(2));
    Map<String, String> environment = new HashMap<>();
    environment.put("CLIENT_SECRET", org().client().clientSecret());
    environment.put("DATABASE_PASSWORD", server.access().password());
    return new Setup(folder, yaml, environment);
  }

  /** A configuration in a folder, ready for commands. */
  record Setup(Path folder, String yaml, Map<String, String> environment) {
    /** The same with a part of the file replaced. */
    Setup with(String part, String other) {
      if (!yaml.contains(part)) {
        throw new IllegalArgumentException(part + " is not in the configuration");
      }
      return new Setup(folder, yaml.replace(part, other), environment);
    }

    /** The same with another variable. */
    Setup withVariable(String name, String value) {
      Map<String, String> variables = new HashMap<>(environment);
      variables.put(name, value);
      return new Setup(folder, yaml, variables);
    }

    /** The same without a variable. */
    Setup withoutVariable(String name) {
      Map<String, String> variables = new HashMap<>(environment);
      variables.remove(name);
      return new Setup(folder, yaml, variables);
    }

    CommandRun run(String... arguments) {
      try {
        Files.writeString(folder.resolve("syncline.yaml"), yaml);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return CommandRun.of(folder, environment, arguments);
    }
  }

  @Override
  public void close() {
    server.close();
    simulator.close();
  }
}
