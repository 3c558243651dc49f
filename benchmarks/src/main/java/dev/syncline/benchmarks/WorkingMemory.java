package dev.syncline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory processes hold, as Linux says. */
final class WorkingMemory {
  private WorkingMemory() {}

  /** What a process holds now, in KiB. */
  static long kibibytes(Process process) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("this system does not tell how much memory a process holds");
  }
}
