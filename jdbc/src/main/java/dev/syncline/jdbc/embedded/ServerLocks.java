package dev.syncline.jdbc.embedded;

import dev.syncline.engine.worker.Waiter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The locks between processes that share one embedded server; the only class of this package with
 * locks. The operating system frees them when a process dies, however it dies.
 */
final class ServerLocks {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final EmbeddedFiles files;
  private final Waiter waiter;
  private final Duration deadline;
  private @Nullable FileChannel use;

  ServerLocks(EmbeddedFiles files, Waiter waiter, Duration deadline) {
    this.files = files;
    this.waiter = waiter;
    this.deadline = deadline;
  }

  /** Something done while no other process starts or stops the server. */
  interface Guarded<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Does it alone among all processes. */
  <T> T alone(Guarded<T> work) throws InterruptedException {
    try (FileChannel channel = open(files.startLock());
        FileLock lock = awaitLock(channel)) {
      if (!lock.isValid()) {
        throw new IOException("The lock " + files.startLock() + " was lost");
      }
      return work.run();
    } catch (IOException e) {
      throw EmbeddedProblems.notWritable(files.directory(), e);
    }
  }

  /** Says to the other processes that this one uses the server, until {@link #leave}. */
  void enter() throws IOException {
    FileChannel channel = open(files.useLock());
    try {
      if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
        channel.close();
        throw EmbeddedProblems.lockBusy(files.useLock(), "0 s");
      }
      use = channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw EmbeddedProblems.alreadyUsedHere(files.directory());
    }
  }

  /** Stops using the server and says whether nobody uses it any more. */
  boolean leave() throws IOException {
    if (use != null) {
      use.close();
      use = null;
    }
    try (FileChannel channel = open(files.useLock());
        FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }

  private FileLock awaitLock(FileChannel channel) throws IOException, InterruptedException {
    for (long tries = 0; tries <= deadline.dividedBy(PAUSE); tries++) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      waiter.await(PAUSE);
    }
    throw EmbeddedProblems.lockBusy(files.startLock(), deadline.toSeconds() + " s");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
