package dev.syncline.jdbc.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** The data directory of an embedded server: made once, checked and set up at every start. */
final class DataDirectory {
  /** The one database user, and the database that is made for Syncline. */
  static final String USER = "postgres";

  private static final String SETTINGS =
      """
      # Written by Syncline at every start; changes here are lost.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      port = %d
      max_connections = 60
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      shared_buffers = 256MB
      work_mem = 16MB
      maintenance_work_mem = 128MB
      wal_buffers = 16MB
      wal_compression = off
      wal_init_zero = off
      min_wal_size = 256MB
      max_wal_size = 4GB
      checkpoint_timeout = 15min
      checkpoint_completion_target = 0.9
      random_page_cost = 1.1
      jit = off
      password_encryption = scram-sha-256
      timezone = 'UTC'
      log_timezone = 'UTC'
      log_min_messages = log
      log_checkpoints = off
      """;
  private static final int PASSWORD_BYTES = 24;

  private final EmbeddedFiles files;
  private final PostgresBinaries binaries;
  private final ServerPrograms programs;
  private final ServerUser user;

  DataDirectory(
      EmbeddedFiles files, PostgresBinaries binaries, ServerPrograms programs, ServerUser user) {
    this.files = files;
    this.binaries = binaries;
    this.programs = programs;
    this.user = user;
  }

  /** Makes the directory if it is not there, and checks that these binaries fit it. */
  void prepare(RandomGenerator random) throws IOException {
    if (Files.exists(files.data())) {
      check();
    } else {
      initialize(random);
    }
    user.own(files.data());
    user.checkCanEnter(files.data(), programs);
  }

  /** The password that the directory was made with. */
  String password() throws IOException {
    if (!Files.exists(files.password())) {
      throw EmbeddedProblems.passwordLost(files.password(), files.data());
    }
    return Files.readString(files.password(), StandardCharsets.UTF_8).strip();
  }

  /** Writes the settings with a free port, if possible the last one, and answers the port. */
  int writeSettings(boolean otherPort) throws IOException {
    int port = otherPort ? freePort(0) : freePort(rememberedPort());
    Files.writeString(files.settings(), SETTINGS.formatted(port), StandardCharsets.UTF_8);
    user.own(files.settings());
    Files.writeString(files.port(), port + "\n", StandardCharsets.UTF_8);
    return port;
  }

  private void check() throws IOException {
    Path version = files.data().resolve("PG_VERSION");
    if (!Files.exists(version)) {
      throw EmbeddedProblems.notOurDirectory(files.data());
    }
    String found = Files.readString(version, StandardCharsets.US_ASCII).strip();
    if (!found.equals(PostgresBinaries.majorVersion())) {
      throw EmbeddedProblems.otherVersion(files.data(), found, PostgresBinaries.majorVersion());
    }
  }

  private void initialize(RandomGenerator random) throws IOException {
    PostgresBinaries.delete(files.unfinishedData());
    Files.createDirectory(files.unfinishedData(), ownerOnlyDirectory());
    user.own(files.unfinishedData());
    writePassword(random);
    List<String> command = new ArrayList<>(user.prefix());
    command.addAll(
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + files.unfinishedData(),
            "--username=" + USER,
            "--pwfile=" + files.password(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions"));
    ServerPrograms.Answer answer = programs.run(command);
    if (!answer.succeeded()) {
      PostgresBinaries.delete(files.unfinishedData());
      throw EmbeddedProblems.commandFailed("initdb", files.log(), answer.words());
    }
    Files.writeString(
        files.unfinishedData().resolve("postgresql.conf"),
        "\ninclude 'syncline.conf'\n",
        StandardOpenOption.APPEND);
    Files.move(files.unfinishedData(), files.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword(RandomGenerator random) throws IOException {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    Files.deleteIfExists(files.password());
    Files.createFile(
        files.password(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(files.password(), HexFormat.of().formatHex(bytes) + "\n");
    user.own(files.password());
  }

  private int rememberedPort() throws IOException {
    if (!Files.exists(files.port())) {
      return 0;
    }
    String text = Files.readString(files.port(), StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(text), 65_535) : 0;
  }

  private static int freePort(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw e;
      }
      return freePort(0);
    }
  }

  private static FileAttribute<?> ownerOnlyDirectory() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }
}
