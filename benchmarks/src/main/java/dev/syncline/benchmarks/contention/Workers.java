package dev.syncline.benchmarks.contention;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.poll.Poll;
import dev.syncline.engine.poll.PollSettings;
import dev.syncline.engine.push.Push;
import dev.syncline.engine.push.PushSettings;
import dev.syncline.engine.worker.Rest;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sync's workers, each a thread: one pulls each mapping, all others push every mapping, so that
 * they claim and settle entries of the same rows.
 */
final class Workers {
  /** Few enough that every worker has some. */
  private static final int PAGE = 50;

  private static final Duration NAP = Duration.ofMillis(20);

  private static final long TROUBLE_MILLIS = 100;
  private static final long POLL_MILLIS = 500;

  private final Engine engine;
  private StopSignal stop = new StopSignal();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, AtomicLong> troubles = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong pushed = new AtomicLong();
  private final AtomicLong pulled = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();

  Workers(Engine engine) {
    this.engine = engine;
  }

  /** Starts so many, of which one pulls for each mapping; nobody works yet, or any more. */
  void start(int count) {
    stop = new StopSignal();
    Map<MappingName, ResolvedMapping> byName = new LinkedHashMap<>();
    engine.mappings().forEach(mapping -> byName.put(mapping.mapping().name(), mapping));
    for (ResolvedMapping mapping : engine.mappings()) {
      var poll =
          new Poll(
              engine.org(),
              engine.database(),
              mapping,
              PollSettings.defaults(),
              engine.pace(),
              stop);
      if (poll.watermark().isEmpty()) {
        poll.begin(Watermark.at(engine.org().changes().now()));
      }
      begin(() -> pull(poll));
    }
    for (int i = engine.mappings().size(); i < count; i++) {
      List<Push> pushes = new ArrayList<>();
      for (ResolvedMapping mapping : engine.mappings()) {
        pushes.add(
            new Push(
                engine.org(),
                engine.database(),
                mapping,
                byName,
                PushSettings.defaults(),
                engine.pace(),
                stop));
      }
      begin(() -> push(pushes));
    }
  }

  /** What a piece of work came to. */
  private enum Moved {
    NOTHING,
    LITTLE,
    MUCH
  }

  /** A piece of work. */
  @FunctionalInterface
  private interface Work {
    Moved run() throws InterruptedException;
  }

  private void begin(Work work) {
    threads.add(Thread.ofVirtual().start(() -> repeat(work)));
  }

  private void repeat(Work work) {
    try {
      while (!stop.isRequested()) {
        long began = System.nanoTime();
        Moved moved = attempt(work);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Thread.sleep(pause(moved, took));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** As the product does. */
  private static Duration pause(Moved moved, Duration took) {
    return switch (moved) {
      case NOTHING -> NAP;
      case LITTLE -> Rest.after(took);
      case MUCH -> Duration.ZERO;
    };
  }

  private void note(ProblemException problem) {
    String code = problem.problem().code();
    if (troubles.computeIfAbsent(code, _ -> new AtomicLong()).incrementAndGet() == 1) {
      System.err.println("Passing: " + problem.getMessage());
    }
  }

  /** What passes by itself is tried again, as the product does; all else is a failure. */
  private Moved attempt(Work work) throws InterruptedException {
    try {
      return work.run();
    } catch (ProblemException e) {
      switch (e.errorClass()) {
        case TRANSIENT, LIMIT -> {
          note(e);
          Thread.sleep(TROUBLE_MILLIS);
        }
        case DATA, MAPPING, ACCESS, BUG -> fail(e);
      }
    } catch (RuntimeException e) {
      fail(e);
    }
    return Moved.MUCH;
  }

  private void fail(RuntimeException cause) throws InterruptedException {
    failures.add(cause.toString());
    if (failures.size() == 1) {
      cause.printStackTrace();
    }
    Thread.sleep(TROUBLE_MILLIS);
  }

  private Moved pull(Poll poll) throws InterruptedException {
    poll.changes(engine.org().changes().now());
    long until = System.nanoTime() + POLL_MILLIS * 1_000_000;
    while (System.nanoTime() < until && !stop.isRequested()) {
      AppliedPage applied = poll.queued();
      if (applied.equals(AppliedPage.NONE)) {
        Thread.sleep(NAP);
      }
      var outcome = applied.outcome();
      pulled.addAndGet(outcome.inserted() + outcome.updated() + outcome.deleted());
    }
    return Moved.MUCH;
  }

  private Moved push(List<Push> parentsFirst) {
    long rows = 0;
    for (Push push : parentsFirst) {
      rows += page(push, Outbox.Which.CHANGES);
    }
    for (Push push : parentsFirst.reversed()) {
      rows += page(push, Outbox.Which.DELETIONS);
    }
    for (ResolvedMapping mapping : engine.mappings()) {
      engine.database().outbox().releaseWaiting(mapping);
    }
    if (rows == 0) {
      return Moved.NOTHING;
    }
    return rows < PAGE ? Moved.LITTLE : Moved.MUCH;
  }

  private long page(Push push, Outbox.Which which) {
    var outcome = push.page(which, PAGE);
    pushed.addAndGet(outcome.written());
    retried.addAndGet(outcome.retried());
    return outcome.rows();
  }

  /** What failed for good. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** What failed and passed, by its code. */
  Map<String, AtomicLong> troubles() {
    return Map.copyOf(troubles);
  }

  /** Records that were written. */
  long pushed() {
    return pushed.get();
  }

  /** Rows that were written by the queues of single records. */
  long pulled() {
    return pulled.get();
  }

  /** Records that were refused and are tried again. */
  long retried() {
    return retried.get();
  }

  /** Lets every worker finish what it has in hand. */
  void stop() throws InterruptedException {
    stop.request();
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }
}
