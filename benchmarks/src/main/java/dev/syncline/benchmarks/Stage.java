package dev.syncline.benchmarks;

import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a measurement stands on: a folder, a PostgreSQL server, a simulated org, a configuration.
 */
final class Stage implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      version: 1
      home: { url: "%1$s", username: "%2$s", password: "${env:DATABASE_PASSWORD}" }
      orgs:
        main:
          loginUrl: %3$s
          auth: { clientCredentials: { clientId: "%4$s", clientSecret: "${env:CLIENT_SECRET}" } }
          allowHosts: ["%5$s"]
      databases:
        app: { url: "%1$s", username: "%2$s", password: "${env:DATABASE_PASSWORD}" }
      mappings:
      %6$s\
      """;

  private static final String ALL_FIELDS =
      """
      accounts: { object: Account, table: account, create: true, fields: "*" }
      contacts: { object: Contact, table: contact, create: true, fields: "*" }
      """;

  private final Programs programs;
  private final Path folder;
  private final EmbeddedPostgres server;
  private final SimulatedOrg org;

  private Stage(Programs programs, Path folder, EmbeddedPostgres server, SimulatedOrg org) {
    this.programs = programs;
    this.folder = folder;
    this.server = server;
    this.org = org;
  }

  static Stage set(long accounts, long contacts, long pageRecords)
      throws IOException, InterruptedException, SQLException {
    return set(accounts, contacts, pageRecords, ALL_FIELDS);
  }

  /** A stage with these mappings. */
  static Stage set(long accounts, long contacts, long pageRecords, String mappings)
      throws IOException, InterruptedException, SQLException {
    Programs programs = Programs.ofCheckout();
    Path folder = Files.createTempDirectory("syncline-measure-");
    var server =
        EmbeddedPostgres.start(folder.resolve("server"), Thread::sleep, new SecureRandom());
    SimulatedOrg org = SimulatedOrg.start(programs, folder, accounts, contacts, pageRecords);
    var stage = new Stage(programs, folder, server, org);
    String host = org.instanceUrl().substring(org.instanceUrl().indexOf("//") + 2);
    String configuration =
        CONFIGURATION.formatted(
            server.access().url(),
            server.access().username(),
            org.instanceUrl(),
            org.clientId(),
            host,
            mappings.indent(2));
    Files.writeString(folder.resolve("syncline.yaml"), configuration);
    return stage;
  }

  SimulatedOrg org() {
    return org;
  }

  /** Starts the product's command in the stage's folder, with the secrets in its environment. */
  Process syncline(String... arguments) throws IOException {
    return programs.start(folder, secrets(), List.of(arguments));
  }

  /** The same for a process that may use only so much heap. */
  Process syncline(int heapMebibytes, String... arguments) throws IOException {
    var environment = new HashMap<>(secrets());
    environment.put("SYNCLINE_JAVA_OPTIONS", "-Xmx" + heapMebibytes + "m");
    return programs.start(folder, environment, List.of(arguments));
  }

  private Map<String, String> secrets() {
    return Map.of(
        "DATABASE_PASSWORD", server.access().password(), "CLIENT_SECRET", org.clientSecret());
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.access().url(), server.access().username(), server.access().password());
  }

  /** One number of the database. */
  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  Path log() {
    return folder.resolve("syncline.log");
  }

  @Override
  public void close() throws IOException {
    org.close();
    server.close();
    Programs.delete(folder);
  }
}
