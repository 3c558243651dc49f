package dev.syncline.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** The files of the demo, beside the data of the embedded server: nothing is hidden. */
public final class DemoFiles {
  private static final String SECRET = "demo-client-secret";

  private final Path folder;

  /** The files in this folder, which is made if need be. */
  public DemoFiles(Path folder) {
    this.folder = folder;
  }

  /** The configuration. */
  public Path configuration() {
    return folder.resolve("demo.yaml");
  }

  /** What the simulated org says on standard error. */
  public Path simulatorLog() {
    return folder.resolve("demo-simulator.log");
  }

  /** Where a PostgreSQL client finds the password of the embedded server. */
  public Path passwords() {
    return folder.resolve("demo.pgpass");
  }

  /**
   * Makes the folder.
   *
   * @throws DemoException if it cannot be made
   */
  public void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  /**
   * Writes the configuration for this org, and its secret into a file of its own.
   *
   * @throws DemoException if they cannot be written
   */
  public void write(SimulatedOrg org) {
    writePrivately(folder.resolve(SECRET), org.clientSecret());
    String yaml =
        template()
            .replace("@file@", configuration().toString())
            .replace("@instanceUrl@", org.instanceUrl().toString())
            .replace("@authority@", org.instanceUrl().getAuthority())
            .replace("@clientId@", org.clientId())
            .replace("@secret@", SECRET);
    writePrivately(configuration(), yaml);
  }

  private static String template() {
    try (InputStream in = DemoFiles.class.getResourceAsStream("demo.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the line by which PostgreSQL clients find a password. */
  public void writePassword(String host, int port, String username, String password) {
    String escaped = password.replace("\\", "\\\\").replace(":", "\\:");
    writePrivately(passwords(), host + ":" + port + ":*:" + username + ":" + escaped + "\n");
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  private static void writePrivately(Path file, String text) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      createPrivately(draft);
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw notWritable(file, e);
    }
  }

  private static void createPrivately(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    } else {
      Files.createFile(file);
    }
  }

  private static DemoException notWritable(Path file, IOException e) {
    String reason =
        e instanceof FileAlreadyExistsException ? "there is a file in its place" : e.toString();
    return new DemoException(
        "DEMO-FILES",
        file + " cannot be written: " + reason,
        "run the demo in a folder that you may write to",
        e);
  }
}
