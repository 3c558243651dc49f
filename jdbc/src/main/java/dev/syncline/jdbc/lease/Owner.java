package dev.syncline.jdbc.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that holds a lease.
 *
 * @param host the machine, or the part of it in which process ids mean the same
 * @param process the process id
 * @param started when the process began, in seconds since 1970, as ids are used again
 */
public record Owner(String host, long process, long started) {
  private static final long START_TOLERANCE_SECONDS = 2;

  /** This process. Reads {@code /proc}; elsewhere the host is {@code localhost}. */
  public static Owner thisProcess() {
    ProcessHandle us = ProcessHandle.current();
    return new Owner(thisHost(), us.pid(), startOf(us));
  }

  /**
   * Whether the owner is surely gone: it lived on this machine and its process is not there. The
   * start is compared with a tolerance, as the kernel's idea of when it booted moves with the
   * clock.
   */
  public boolean isDead(Owner observer) {
    if (!host.equals(observer.host())) {
      return false;
    }
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(found -> Math.abs(startOf(found) - started) <= START_TOLERANCE_SECONDS)
        .isEmpty();
  }

  @Override
  public String toString() {
    return "process " + process + " on " + host;
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static String thisHost() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      String ids = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return name + " (" + ids + ")";
    } catch (IOException e) {
      return "localhost";
    }
  }
}
