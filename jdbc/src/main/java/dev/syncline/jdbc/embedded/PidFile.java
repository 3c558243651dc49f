package dev.syncline.jdbc.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself.
 *
 * <p>Source: PostgreSQL documentation, "Database File Layout", {@code postmaster.pid}: process id,
 * data directory, start time, port, and so on, a line each.
 */
record PidFile(long processId, int port) {
  private static final int PORT_LINE = 3;

  /** Reads the file; empty if there is none or it is not written to its end yet. */
  static Optional<PidFile> read(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() <= PORT_LINE) {
        return Optional.empty();
      }
      return Optional.of(
          new PidFile(
              Long.parseLong(lines.getFirst().strip()),
              Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether that process is there and is a PostgreSQL server: process ids are used again, above all
   * after a restart of a container.
   */
  boolean isServerAlive() {
    return ProcessHandle.of(processId)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("/postgres"))
        .isPresent();
  }
}
