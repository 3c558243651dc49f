package dev.syncline.jdbc.embedded;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.worker.Waiter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A PostgreSQL server for this process and others of this machine that name the same directory.
 *
 * <p>The first process starts it, later ones adopt it, the last one to close stops it. A server
 * whose starter was killed goes on and is adopted by the next process. Data survives everything
 * that PostgreSQL survives: fsync and synchronous commit are on. It listens on the loopback address
 * only and asks for a password.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String JDBC = "jdbc:";
  private static final String HOME = "syncline";

  /** Databases that PostgreSQL makes for itself. */
  private static final Set<String> RESERVED = Set.of("postgres", "template0", "template1");

  /** PostgreSQL documentation, "Limits": longer identifiers would be cut. */
  private static final int MAX_NAME_BYTES = 63;

  private static final String DUPLICATE_DATABASE = "42P04";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int STARTS = 5;
  private static final long MAX_LOG_BYTES = 10L * 1_024 * 1_024;

  private final EmbeddedFiles files;
  private final ServerLog log;
  private final ServerLocks locks;
  private final ServerPrograms programs;
  private final Waiter waiter;
  private final PostgresBinaries binaries;
  private final ServerUser user;
  private final DataDirectory data;
  private final Access access;
  private final boolean adopted;

  /**
   * How to reach the server.
   *
   * @param url a JDBC URL of one of the server's databases
   * @param log tells why connections were lost
   */
  public record Access(String url, String username, String password, ServerLog log) {
    @Override
    public String toString() {
      return url + " as " + username;
    }
  }

  private EmbeddedPostgres(
      EmbeddedFiles files, ServerLocks locks, Waiter waiter, RandomGenerator random)
      throws IOException, InterruptedException {
    this.files = files;
    this.log = ServerLog.from(files.log());
    this.locks = locks;
    this.waiter = waiter;
    this.programs = new ServerPrograms(files.directory(), DEADLINE);
    this.binaries = PostgresBinaries.unpack(files.binariesDirectory());
    this.user = ServerUser.find(programs);
    this.data = new DataDirectory(files, binaries, programs, user);
    data.prepare(random);
    Optional<Access> running = adopt();
    this.adopted = running.isPresent();
    this.access = adopted ? running.orElseThrow() : launch();
  }

  /**
   * Starts the server that keeps its data below the directory, or adopts it if it runs.
   *
   * @param directory made if need be; the programs are unpacked into it, too
   * @param random makes the password of a new server: hand in a secure one
   * @throws DatabaseException with a code of the family {@code DB-EMBEDDED} or {@code DB-DISK-FULL}
   */
  public static EmbeddedPostgres start(Path directory, Waiter waiter, RandomGenerator random)
      throws InterruptedException {
    return start(directory, directory, waiter, random);
  }

  /** As above, with the programs unpacked into, or found in, a directory of their own. */
  public static EmbeddedPostgres start(
      Path directory, Path binaries, Waiter waiter, RandomGenerator random)
      throws InterruptedException {
    EmbeddedFiles files = new EmbeddedFiles(directory, binaries);
    ServerLocks locks = new ServerLocks(files, waiter, DEADLINE);
    try {
      Files.createDirectories(files.directory());
    } catch (IOException e) {
      throw EmbeddedProblems.notWritable(files.directory(), e);
    }
    return locks.alone(
        () -> {
          locks.enter();
          try {
            return new EmbeddedPostgres(files, locks, waiter, random);
          } catch (IOException | InterruptedException | RuntimeException e) {
            locks.leave();
            throw e;
          }
        });
  }

  /** How to reach the server's database {@code syncline}, which is always there. */
  public Access access() {
    return access;
  }

  /**
   * How to reach a database of the server, which is made if it is not there.
   *
   * @throws DatabaseException with code {@code DB-EMBEDDED-NAME} if PostgreSQL takes no database of
   *     that name
   */
  public Access access(String database) {
    if (RESERVED.contains(database)
        || database.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw EmbeddedProblems.badName(database);
    }
    int port = URI.create(access.url().substring(JDBC.length())).getPort();
    try {
      createDatabase(port, database);
      return accessAt(port, database);
    } catch (SQLException | IOException e) {
      throw EmbeddedProblems.commandFailed(
          "Making the database " + database, files.log(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether the server ran already when this process came. */
  public boolean adopted() {
    return adopted;
  }

  /** Stops using the server, and stops it if no other process uses it. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      locks.alone(
          () -> {
            if (locks.leave()) {
              stop();
            }
            return true;
          });
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<Access> adopt() throws IOException, InterruptedException {
    Optional<PidFile> running = PidFile.read(files.pidFile());
    if (running.isEmpty()) {
      return Optional.empty();
    }
    PidFile pidFile = running.orElseThrow();
    if (!pidFile.isServerAlive()) {
      Files.deleteIfExists(files.pidFile());
      return Optional.empty();
    }
    return awaitConnection(pidFile);
  }

  /** Connects to a server that may still be starting or recovering; empty if it dies meanwhile. */
  private Optional<Access> awaitConnection(PidFile pidFile)
      throws IOException, InterruptedException {
    Access running = accessAt(pidFile.port(), HOME);
    String words = "";
    for (long tries = 0; tries <= DEADLINE.dividedBy(PAUSE); tries++) {
      try {
        createDatabase(pidFile.port(), HOME);
        return Optional.of(running);
      } catch (SQLException e) {
        if ("28P01".equals(e.getSQLState())) {
          throw EmbeddedProblems.passwordLost(files.password(), files.data());
        }
        words = String.valueOf(e.getMessage());
      }
      if (!pidFile.isServerAlive()) {
        return Optional.empty();
      }
      waiter.await(PAUSE);
    }
    throw EmbeddedProblems.noAnswer(files.log(), words);
  }

  private Access launch() throws IOException, InterruptedException {
    rotateLog();
    String words = "";
    for (int start = 0; start < STARTS; start++) {
      data.writeSettings(start > 0);
      long logBefore = Files.exists(files.log()) ? Files.size(files.log()) : 0;
      ServerPrograms.Answer answer = control("start", "--log=" + files.log());
      Optional<PidFile> started = PidFile.read(files.pidFile()).filter(PidFile::isServerAlive);
      if (answer.succeeded() && started.isPresent()) {
        return awaitConnection(started.orElseThrow())
            .orElseThrow(() -> EmbeddedProblems.noAnswer(files.log(), "it ended at once"));
      }
      words = answer.words() + logSince(logBefore);
      boolean passing =
          words.contains("Address already in use") || words.contains("is still in use");
      if (!passing) {
        break;
      }
      waiter.await(PAUSE.multipliedBy(10));
    }
    throw EmbeddedProblems.commandFailed("Starting PostgreSQL", files.log(), words);
  }

  private void stop() throws IOException {
    if (PidFile.read(files.pidFile()).filter(PidFile::isServerAlive).isEmpty()) {
      return;
    }
    ServerPrograms.Answer answer = control("stop", "--mode=fast");
    if (!answer.succeeded()) {
      throw EmbeddedProblems.commandFailed("Stopping PostgreSQL", files.log(), answer.words());
    }
  }

  private ServerPrograms.Answer control(String verb, String option) {
    List<String> command = new ArrayList<>(user.prefix());
    command.addAll(
        List.of(
            binaries.program("pg_ctl").toString(),
            verb,
            "--wait",
            "--timeout=" + (DEADLINE.toSeconds() - 5),
            "--pgdata=" + files.data(),
            option));
    return programs.run(command);
  }

  /** Makes the database if it is not there; proves by it that the server is ours and takes work. */
  private void createDatabase(int port, String name) throws SQLException, IOException {
    Access maintenance = accessAt(port, "postgres");
    Properties properties = new Properties();
    properties.setProperty("user", maintenance.username());
    properties.setProperty("password", maintenance.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    try (Connection connection = DriverManager.getConnection(maintenance.url(), properties);
        Statement statement = connection.createStatement()) {
      checkOurs(statement);
      if (!isThere(connection, name)) {
        create(statement, name);
      }
    }
  }

  private static boolean isThere(Connection connection, String database) throws SQLException {
    try (PreparedStatement ask =
        connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      ask.setString(1, database);
      try (ResultSet found = ask.executeQuery()) {
        return found.next();
      }
    }
  }

  private static void create(Statement statement, String database) throws SQLException {
    try {
      statement.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + '"');
    } catch (SQLException e) {
      // Another process that adopted the server at the same time may have been first.
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())
          && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private void checkOurs(Statement statement) throws SQLException, IOException {
    try (ResultSet directory = statement.executeQuery("SHOW data_directory")) {
      directory.next();
      if (!Files.isSameFile(Path.of(directory.getString(1)), files.data())) {
        throw new SQLException("Another PostgreSQL server answers at our port", "08006");
      }
    }
  }

  private Access accessAt(int port, String database) throws IOException {
    return new Access(
        JDBC
            + "postgresql://127.0.0.1:"
            + port
            + "/"
            + URLEncoder.encode(database, StandardCharsets.UTF_8),
        DataDirectory.USER,
        data.password(),
        log);
  }

  private void rotateLog() throws IOException {
    if (!Files.exists(files.log())) {
      Files.createFile(files.log());
      user.own(files.log());
    } else if (Files.size(files.log()) > MAX_LOG_BYTES) {
      Files.move(files.log(), files.previousLog(), StandardCopyOption.REPLACE_EXISTING);
      Files.createFile(files.log());
      user.own(files.log());
    }
  }

  private String logSince(long position) throws IOException {
    return Files.exists(files.log()) && Files.size(files.log()) > position
        ? ServerPrograms.tail(files.log())
        : "";
  }
}
