package dev.syncline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How long processors have worked for each of three: what Linux says. Unlike time that passes, it
 * tells on a busy machine too who works how much.
 *
 * @param product seconds of the commands of this program that have ended
 * @param org seconds of the simulated org
 * @param database seconds of the server with all it has started
 */
record ProcessorTime(double product, double org, double database) {
  private static final double TICKS_PER_SECOND = 100;

  /**
   * The times up to now.
   *
   * @param org the process of the org
   * @param server the first process of the database's server
   */
  static ProcessorTime now(long org, long server) throws IOException {
    Optional<ProcessHandle> there = ProcessHandle.of(server);
    return new ProcessorTime(
        seconds(ProcessHandle.current().pid(), 15, 16),
        seconds(org, 13, 14),
        there.isPresent() ? tree(there.get()) : 0);
  }

  /** How many seconds processors have worked for one process. */
  static double of(Process process) throws IOException {
    return seconds(process.pid(), 13, 14);
  }

  private static double tree(ProcessHandle process) throws IOException {
    double sum = seconds(process.pid(), 13, 14) + seconds(process.pid(), 15, 16);
    for (ProcessHandle child : process.descendants().toList()) {
      sum += seconds(child.pid(), 13, 14);
    }
    return sum;
  }

  /** Two numbers of the status line, counted as in the manual from 0. */
  private static double seconds(long process, int one, int other) throws IOException {
    Path status = Path.of("/proc/" + process + "/stat");
    if (!Files.exists(status)) {
      return 0;
    }
    String line = Files.readString(status);
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
    return (Long.parseLong(fields.get(one - 2)) + Long.parseLong(fields.get(other - 2)))
        / TICKS_PER_SECOND;
  }

  ProcessorTime minus(ProcessorTime before) {
    return new ProcessorTime(
        product - before.product, org - before.org, database - before.database);
  }
}
