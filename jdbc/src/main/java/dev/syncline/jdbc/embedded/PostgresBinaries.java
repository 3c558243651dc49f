package dev.syncline.jdbc.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The server's programs, unpacked from the artefact on the class path into {@code
 * postgresql-<version>} once. A directory under that name is always whole: it is unpacked beside it
 * and renamed.
 */
final class PostgresBinaries {
  private static final int XZ_MEMORY_KIB = 128 * 1_024;

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /** Unpacks the programs unless they are there. The caller holds the start lock. */
  static PostgresBinaries unpack(Path parent) {
    Path home = parent.resolve("postgresql-" + version());
    if (!Files.isExecutable(home.resolve("bin/postgres"))) {
      unpackInto(parent, home);
    }
    return new PostgresBinaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** The first number of the version, which data directories are bound to. */
  static String majorVersion() {
    return version().substring(0, version().indexOf('.'));
  }

  private static String version() {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
      if (in == null) {
        throw new IllegalStateException("binaries.properties is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new IllegalStateException("binaries.properties cannot be read", e);
    }
  }

  private static void unpackInto(Path parent, Path home) {
    Path unfinished =
        parent.resolve(home.getFileName() + ".unfinished-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(parent);
      delete(unfinished);
      try (InputStream archive = archive();
          TarArchiveInputStream tar =
              new TarArchiveInputStream(
                  new BufferedInputStream(
                      XZCompressorInputStream.builder()
                          .setInputStream(archive)
                          .setMemoryLimitKiB(XZ_MEMORY_KIB)
                          .get()))) {
        unpackEntries(tar, unfinished);
      }
      if (!Files.exists(home)) {
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
      }
      delete(unfinished);
    } catch (IOException e) {
      throw EmbeddedProblems.notWritable(unfinished, e);
    }
  }

  private static InputStream archive() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String processor =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> architecture;
        };
    String kind = system.startsWith("mac") ? "darwin" : system;
    String resource = "postgres-" + kind + "-" + processor + ".txz";
    InputStream in = PostgresBinaries.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw EmbeddedProblems.unsupportedMachine(system, architecture);
    }
    return in;
  }

  private static void unpackEntries(TarArchiveInputStream tar, Path target) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("The archive leaves its directory: " + entry.getName());
      }
      if (entry.isDirectory() || !isNeeded(entry.getName())) {
        continue;
      }
      Files.createDirectories(file.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static boolean isNeeded(String name) {
    return !name.endsWith(".a") && !name.contains("/pkgconfig/") && !name.contains("include/");
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
