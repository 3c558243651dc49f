package dev.syncline.simulator.events;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a task after each asking, but never twice at a time: what is asked while it runs makes it
 * run once more. What the task alone touches needs no lock.
 */
public final class Serial {
  private final Executor executor;
  private final Runnable task;
  private final AtomicInteger asked = new AtomicInteger();

  public Serial(Executor executor, Runnable task) {
    this.executor = executor;
    this.task = task;
  }

  /** Has the task run, soon and on another thread. */
  public void ask() {
    if (asked.getAndIncrement() == 0) {
      executor.execute(this::runAsAsked);
    }
  }

  private void runAsAsked() {
    int answered = asked.get();
    while (answered != 0) {
      task.run();
      answered = asked.addAndGet(-answered);
    }
  }
}
