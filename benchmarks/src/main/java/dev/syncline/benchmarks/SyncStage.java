package dev.syncline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * What the measurement of both ways stands on: the example of accounts and contacts, between a
 * simulated org and PostgreSQL.
 */
final class SyncStage implements AutoCloseable {
  private static final long CONTACTS_PER_ACCOUNT = 15;
  private static final int WRITES_TOGETHER = 5_000;
  private static final long LOOK_MILLIS = 50;
  private static final JsonMapper JSON = new JsonMapper();

  /** The org keeps every change of some passes for its events; it is not what is measured. */
  private static final String ORG_HEAP = "-Xmx2g";

  private final Programs programs;
  private final Path folder;
  private final SharedDatabase database;
  private final SimulatedOrg org;
  private int round;

  private SyncStage(Programs programs, Path folder, SharedDatabase database, SimulatedOrg org) {
    this.programs = programs;
    this.folder = folder;
    this.database = database;
    this.org = org;
  }

  /** Starts both sides and installs capture. */
  static SyncStage set(long contacts) throws IOException, InterruptedException, SQLException {
    return set(contacts, "postgresql");
  }

  /** The same with a database of this kind. */
  static SyncStage set(long contacts, String kind)
      throws IOException, InterruptedException, SQLException {
    Programs programs = Programs.ofCheckout();
    Path example = Path.of(System.getProperty("syncline.root"), "examples", "two-way");
    Path folder = Files.createTempDirectory("syncline-sync-");
    Files.copy(example.resolve(kind + ".yaml"), folder.resolve("syncline.yaml"));
    long accounts = Math.max(1, contacts / CONTACTS_PER_ACCOUNT);
    SharedDatabase database = SharedDatabase.start(kind, folder);
    SimulatedOrg org =
        SimulatedOrg.start(
            programs,
            folder,
            ORG_HEAP,
            List.of(
                "--records",
                "Account=" + accounts + ",Contact=" + contacts,
                "--schema",
                example.resolve("org.yaml").toString()));
    var stage = new SyncStage(programs, folder, database, org);
    stage.finish(stage.start("db", "install", "--yes"));
    return stage;
  }

  SimulatedOrg org() {
    return org;
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  /** Edits the configuration. */
  void edit(String part, String other) throws IOException {
    Path file = folder.resolve("syncline.yaml");
    String before = Files.readString(file);
    if (!before.contains(part)) {
      throw new IOException("The configuration has no " + part.strip());
    }
    Files.writeString(file, before.replace(part, other));
  }

  /** Starts the product's command. */
  Process start(String... arguments) throws IOException {
    var environment = new HashMap<>(database.environment());
    environment.put("ORG_URL", org.instanceUrl());
    environment.put("CLIENT_ID", org.clientId());
    environment.put("CLIENT_SECRET", org.clientSecret());
    return programs.start(folder, environment, List.of(arguments));
  }

  /** How long processors have worked up to now. */
  ProcessorTime processorTime() throws IOException {
    Path own = folder.resolve("server");
    if (!Files.exists(own)) {
      return ProcessorTime.now(org.processId(), -1); // a server that is shared
    }
    try (Stream<Path> files = Files.walk(own, 4)) {
      Optional<Path> server =
          files.filter(f -> f.endsWith("postmaster.pid")).filter(Files::isReadable).findFirst();
      long process =
          server.isEmpty() ? -1 : Long.parseLong(Files.readAllLines(server.get()).getFirst());
      return ProcessorTime.now(org.processId(), process);
    }
  }

  /** Syncs until both sides are quiet; what came of it. */
  JsonNode sync() throws IOException, InterruptedException {
    return JSON.readTree(finish(start("sync", "--until-idle", "-o", "json")));
  }

  /** Lets the org's lists certify what went before, so that it is not read once more. */
  void rest() throws IOException, InterruptedException {
    org.order("POST", "/clock", "{\"advance\":\"PT3M\"}");
    sync();
  }

  /** What a sync came to, and the seconds from its start until all was carried. */
  record Timed(JsonNode synced, double seconds) {}

  /**
   * Syncs until both sides are quiet, and takes the time from the start of the command.
   *
   * @param left a condition in SQL that holds while something is left to be carried
   */
  Timed sync(String left) throws IOException, InterruptedException, SQLException {
    long began = System.nanoTime();
    Process process = start("sync", "--until-idle", "-o", "json");
    try (Connection connection = connect();
        var statement = connection.prepareStatement("SELECT " + left)) {
      while (process.isAlive() && holds(statement)) {
        Thread.sleep(LOOK_MILLIS);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      JsonNode synced = JSON.readTree(finish(process));
      if (holds(statement)) {
        throw new IOException("Not all was carried: " + synced);
      }
      return new Timed(synced, seconds);
    }
  }

  private static boolean holds(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The condition that a row has a change that has not been pushed. */
  String toPush() {
    return "EXISTS (SELECT 1 FROM syncline.outbox)";
  }

  /**
   * The condition that a row has not got its record's change. All rows are looked at only when the
   * last has come, so that looking takes no time from what is measured.
   */
  String toPull() {
    return """
    CASE WHEN (SELECT email FROM contact ORDER BY id DESC LIMIT 1) IS DISTINCT FROM '%1$s'
      THEN true ELSE EXISTS (SELECT 1 FROM contact WHERE email IS DISTINCT FROM '%1$s') END\
    """
        .formatted(email());
  }

  private String email() {
    return "round" + round + "@example.com";
  }

  private String finish(Process process) throws IOException, InterruptedException {
    String output = Programs.output(process);
    if (process.waitFor() != 0) {
      throw new IOException(
          "syncline ended with %d: %s\n%s"
              .formatted(
                  process.exitValue(), output, Files.readString(folder.resolve("syncline.log"))));
    }
    return output;
  }

  /**
   * Changes the first name of so many rows, in one transaction.
   *
   * @return a mark that tells later writes
   */
  long changeRows(long rows) throws SQLException {
    round++;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      int changed =
          statement.executeUpdate(
              "UPDATE contact SET first_name = 'Round %d' WHERE id <= %d".formatted(round, rows));
      if (changed != rows) {
        throw new SQLException(changed + " rows were changed, not " + rows);
      }
    }
    return number("SELECT max(xmin::text::bigint) FROM contact");
  }

  /** How many rows anybody has written since a mark. */
  long rowsWrittenSince(long mark) throws SQLException {
    return number("SELECT count(*) FROM contact WHERE xmin::text::bigint > " + mark);
  }

  /** Changes the email of every record, as another user. */
  void changeRecords() throws IOException, InterruptedException, SQLException {
    round++;
    List<String> ids = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT salesforce_id FROM contact ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    for (int from = 0; from < ids.size(); from += WRITES_TOGETHER) {
      ArrayNode writes = JSON.createArrayNode();
      for (String id : ids.subList(from, Math.min(ids.size(), from + WRITES_TOGETHER))) {
        writes.add(
            JSON.valueToTree(
                Map.of(
                    "op",
                    "update",
                    "object",
                    "Contact",
                    "id",
                    id,
                    "fields",
                    Map.of("Email", email()))));
      }
      org.writeAsOther(writes);
    }
  }

  /** How many transactions there have been; 0 where the database does not say. */
  long transactions() throws SQLException {
    return isPostgres()
        ? number(
            "SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database"
                + " WHERE datname = current_database()")
        : 0;
  }

  /** How many bytes the server has written to its log of changes; 0 where it does not say. */
  long written() throws SQLException {
    return isPostgres() ? number("SELECT pg_current_wal_lsn() - '0/0'") : 0;
  }

  private boolean isPostgres() {
    return database.variable().startsWith("POSTGRESQL");
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

  @Override
  public void close() throws IOException {
    org.close();
    database.close();
    Programs.delete(folder);
  }
}
