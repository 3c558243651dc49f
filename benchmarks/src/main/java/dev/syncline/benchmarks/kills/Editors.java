package dev.syncline.benchmarks.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Both sides being edited all the time, each by a thread of its own. */
final class Editors implements AutoCloseable {
  private static final int MOST_MILLIS_BETWEEN = 200;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<Future<Void>> running = new ArrayList<>();
  private volatile boolean ended;

  /** One edit. */
  @FunctionalInterface
  interface Edit {
    void run() throws Exception;
  }

  /** Edits until the end. */
  void begin(Edit edit, Random random) {
    running.add(
        threads.submit(
            () -> {
              while (!ended) {
                edit.run();
                Thread.sleep(random.nextInt(MOST_MILLIS_BETWEEN));
              }
              return null;
            }));
  }

  /** Ends all edits; fails if one of the threads did. */
  void end() throws InterruptedException {
    ended = true;
    for (Future<Void> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A side could not be edited", e);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    threads.close();
  }
}
