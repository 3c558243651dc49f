package dev.syncline.engine.live;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.poll.Poll;
import dev.syncline.engine.stream.Channel;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes the events of one org into one database, as long as it is open: by a thread for each
 * channel and one that reads what events leave open. Or step by step, by one thread, where time is
 * simulated. Everything that must survive is in the database.
 */
public final class Live implements AutoCloseable {
  /** The longest wait for events; a stop is not noticed sooner. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Between two looks for records to be read. */
  private static final Duration DRAIN_LOOK = Duration.ofMillis(50);

  private final LiveWork work;
  private final QueueDrain drain;
  private final List<LiveLane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Optional<RuntimeException>> failure =
      new AtomicReference<>(Optional.empty());
  private volatile boolean closing;

  private Live(LiveWork work, QueueDrain drain) {
    this.work = work;
    this.drain = drain;
  }

  /**
   * Makes it, without connecting.
   *
   * @param parentsFirst all mappings of the org and the database
   * @param polls those of the sync, which are shared
   */
  public static Live of(
      LiveWork work,
      Coverage coverage,
      List<ResolvedMapping> parentsFirst,
      Map<MappingName, Poll> polls) {
    Map<MappingName, Poll> childrenFirst = new LinkedHashMap<>();
    for (ResolvedMapping mapping : parentsFirst.reversed()) {
      MappingName name = mapping.mapping().name();
      Optional.ofNullable(polls.get(name)).ifPresent(poll -> childrenFirst.put(name, poll));
    }
    var live = new Live(work, new QueueDrain(work, coverage, childrenFirst));
    for (Channel channel : work.settings().channels()) {
      List<ResolvedMapping> listened = Listened.by(channel, parentsFirst);
      if (!listened.isEmpty()) {
        live.lanes.add(
            new LiveLane(
                work,
                new StreamName(work.org().name(), channel),
                coverage,
                live.drain,
                listened,
                live.delay()));
      }
    }
    return live;
  }

  private Duration delay() {
    long stagger = work.settings().times().stagger().toMillis();
    return Duration.ofMillis(stagger == 0 ? 0 : work.pace().random().nextLong(stagger));
  }

  /** Whether there is nothing to listen to. */
  public boolean isIdle() {
    return lanes.isEmpty();
  }

  /**
   * Takes in what came, without waiting, by the caller's thread.
   *
   * @return whether anything was done
   */
  public boolean step() throws InterruptedException {
    boolean moved = false;
    for (LiveLane lane : lanes) {
      moved = lane.step(Duration.ZERO) || moved;
    }
    return drain.step() || moved;
  }

  /** Begins to listen by threads of its own. */
  public void start() {
    for (LiveLane lane : lanes) {
      begin(() -> lane.step(PATIENCE));
    }
    if (!lanes.isEmpty()) {
      begin(
          () -> {
            if (!drain.step()) {
              work.pace().waiter().await(DRAIN_LOOK);
            }
          });
    }
  }

  /** A step of a loop. */
  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  private void begin(Step step) {
    threads.add(Thread.ofVirtual().name("live").start(() -> loop(step)));
  }

  private void loop(Step step) {
    try {
      while (!closing && !work.stop().isRequested()) {
        step.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(Optional.empty(), Optional.of(e));
    }
  }

  /**
   * Fails if a thread of its own has: whoever started it decides what then.
   *
   * @throws ProblemException if somebody must act before it can go on
   */
  public void check() {
    Optional<RuntimeException> failed = failure.get();
    if (failed.isPresent()) {
      throw failed.get();
    }
  }

  /** Ends all subscriptions; what came and is not stored comes again. */
  @Override
  public void close() {
    closing = true;
    lanes.forEach(LiveLane::wake);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    lanes.forEach(LiveLane::close);
  }
}
