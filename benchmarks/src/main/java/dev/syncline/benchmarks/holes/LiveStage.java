package dev.syncline.benchmarks.holes;

import dev.syncline.benchmarks.Programs;
import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated org, PostgreSQL, and the product between them, which takes the org's events in. */
final class LiveStage implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String CONFIGURATION =
      """
      version: 1
      orgs:
        sales:
          loginUrl: "${env:ORG_URL}"
          pubsub: { endpoint: "%1$s", caCertificate: "%2$s" }
          events: { poll: %3$s }
          auth:
            clientCredentials: {clientId: "${env:CLIENT_ID}", clientSecret: "${env:CLIENT_SECRET}"}
          allowHosts: [localhost, "%1$s", "%4$s"]
      databases:
        shop:
          url: "${env:POSTGRESQL_URL}"
          username: "${env:DATABASE_USER}"
          password: "${env:DATABASE_PASSWORD}"
      mappings:
        accounts:
          object: Account
          table: account
          create: true
          direction: both
          guard: {deletes: off, nulls: off}
          fields: {Name: name, Phone: phone, BillingCity: city}
        contacts:
          object: Contact
          table: contact
          create: true
          direction: both
          guard: {deletes: off, nulls: off}
          fields:
            LastName: last_name
            Phone: phone
            Email: email
            Description: description
            Department: department
            AccountId: {column: account_id, references: accounts}
      """;

  private static final String ORG_HEAP = "-Xmx3g";

  private final Programs programs;
  private final Path folder;
  private final SharedDatabase database;
  private final SimulatedOrg org;
  private final Map<String, String> environment;
  private @Nullable Process running;

  private LiveStage(Programs programs, Path folder, SharedDatabase database, SimulatedOrg org) {
    this.programs = programs;
    this.folder = folder;
    this.database = database;
    this.org = org;
    this.environment = new HashMap<>(database.environment());
    environment.put("ORG_URL", org.instanceUrl());
    environment.put("CLIENT_ID", org.clientId());
    environment.put("CLIENT_SECRET", org.clientSecret());
  }

  /** Starts both sides, and syncs what is there. */
  static LiveStage set(long accounts, long contacts, long leads)
      throws IOException, InterruptedException, SQLException {
    Programs programs = Programs.ofCheckout();
    Path folder = Files.createTempDirectory("syncline-holes-");
    SharedDatabase database = SharedDatabase.start("postgresql", folder);
    SimulatedOrg org =
        SimulatedOrg.start(
            programs,
            folder,
            ORG_HEAP,
            List.of(
                "--records",
                "Account=%d,Contact=%d,Lead=%d".formatted(accounts, contacts, leads),
                "--limit",
                "DailyApiRequests=10000000"));
    var stage = new LiveStage(programs, folder, database, org);
    stage.allow(100_000_000);
    stage.configure("5m");
    stage.finish("db", "install", "--yes");
    stage.finish("sync", "--until-idle");
    stage.advance("PT3M");
    stage.finish("sync", "--until-idle");
    return stage;
  }

  /** How many events the org delivers from now on in a day. */
  void allow(long events) throws IOException, InterruptedException {
    org.order("POST", "/limits", "{\"DailyDeliveredPlatformEvents\":" + events + "}");
  }

  SimulatedOrg org() {
    return org;
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  private void configure(String poll) throws IOException {
    String endpoint = org.ready().get("pubsubEndpoint").asString();
    String host = URI.create("tcp://" + endpoint).getHost();
    String certificate = org.ready().get("caCertificate").asString();
    Files.writeString(
        folder.resolve("syncline.yaml"),
        CONFIGURATION.formatted(endpoint, certificate, poll, host));
  }

  /** Runs a command to its end. */
  String finish(String... arguments) throws IOException, InterruptedException {
    Process process = programs.start(folder, environment, List.of(arguments));
    String output = Programs.output(process);
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(String.join(" ", arguments), process.exitValue(), log()));
    }
    return output;
  }

  private String log() throws IOException {
    String log = Files.readString(folder.resolve("syncline.log"));
    return log.substring(Math.max(0, log.length() - 4_000));
  }

  /**
   * Starts the product for good.
   *
   * @param proof the pause between polls of what events carry
   */
  void start(String proof) throws IOException {
    configure(proof);
    running = programs.start(folder, environment, List.of("run", "--poll", "2"));
  }

  /** Fails if the product has ended by itself. */
  void check() throws IOException {
    Process process = running;
    if (process != null && !process.isAlive()) {
      throw new IOException("The product ended by itself with " + process.exitValue() + log());
    }
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    Process process = running;
    running = null;
    if (process != null) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  /** Lets time pass in the org. */
  void advance(String duration) throws IOException, InterruptedException {
    org.order("POST", "/clock", "{\"advance\":\"" + duration + "\"}");
  }

  JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(finish("status", "-o", "json"));
  }

  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    Process process = running;
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    org.close();
    database.close();
  }
}
