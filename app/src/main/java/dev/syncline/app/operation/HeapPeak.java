package dev.syncline.app.operation;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.Stream;

/** The most heap that this process has used, as the memory pools remember it. */
public final class HeapPeak {
  private static final long MEBIBYTE = 1_048_576;

  private HeapPeak() {}

  /** Forgets what was before. */
  public static void reset() {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The peaks of all heap pools together, in MiB, rounded up: never less than the true peak. */
  public static long mebibytes() {
    long bytes = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return (bytes + MEBIBYTE - 1) / MEBIBYTE;
  }

  private static Stream<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }
}
