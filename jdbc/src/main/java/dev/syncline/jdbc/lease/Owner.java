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

  /** The host where there is no telling machines apart; not even equal to itself. */
  private static final String ANYWHERE = "localhost";

  /** This process. Reads {@code /proc}; elsewhere no owner is ever taken for dead. */
  public static Owner thisProcess() {
    return thisProcess(Path.of("/proc"));
  }

  static Owner thisProcess(Path kernel) {
    ProcessHandle us = ProcessHandle.current();
    return new Owner(hostOf(kernel), us.pid(), startOf(us));
  }

  /**
   * Whether the owner is surely gone: it lived on this machine, since its last start, and its
   * process is not there. The start of the process is compared with a tolerance, as the kernel's
   * idea of when it booted moves with the clock.
   */
  public boolean isDead(Owner observer) {
    if (host.equals(ANYWHERE) || !host.equals(observer.host())) {
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

  /**
   * The machine, this start of it, and the part of it in which process ids mean the same. The
   * kernel makes the boot id up at random when it starts (Linux manual, random(4)); name and
   * namespace are the same on many machines.
   */
  private static String hostOf(Path kernel) {
    try {
      String name = Files.readString(kernel.resolve("sys/kernel/hostname")).strip();
      String boot = Files.readString(kernel.resolve("sys/kernel/random/boot_id")).strip();
      String ids = Files.readSymbolicLink(kernel.resolve("self/ns/pid")).toString();
      return name + " (" + boot + ", " + ids + ")";
    } catch (IOException e) {
      return ANYWHERE;
    }
  }
}
