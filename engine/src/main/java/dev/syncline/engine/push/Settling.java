package dev.syncline.engine.push;

import dev.syncline.model.PushOutcome;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settles the results of one job after the other, beside the preparation of the next where that is
 * allowed. For one thread, which is told of the outcomes.
 */
final class Settling {
  private final boolean beside;
  private final BulkPush.Allowance told;
  private @Nullable FutureTask<PushOutcome> current;
  private int rows;

  /**
   * @param beside whether work is done by a thread of its own
   */
  Settling(boolean beside, BulkPush.Allowance told) {
    this.beside = beside;
    this.told = told;
  }

  /** How many rows are being settled. */
  int rows() {
    return rows;
  }

  /** Begins to settle so many rows; what was begun before has been awaited. */
  void begin(int count, Supplier<PushOutcome> work) {
    var task = new FutureTask<>(work::get);
    current = task;
    rows = count;
    if (beside) {
      Thread.ofVirtual().name("settle").start(task);
    } else {
      task.run();
    }
  }

  /**
   * Waits for what was begun, and tells of it.
   *
   * @throws RuntimeException what kept it from being settled
   */
  void await() throws InterruptedException {
    FutureTask<PushOutcome> begun = current;
    if (begun == null) {
      return;
    }
    try {
      told.carried(begun.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Results were not settled: " + e.getCause(), e);
    } finally {
      current = null;
      rows = 0;
    }
  }

  /** Waits after something else has failed already. */
  void awaitAfter(RuntimeException failure) throws InterruptedException {
    try {
      await();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
