package dev.syncline.engine.sync;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.reread.Reread;
import dev.syncline.engine.reread.RereadReport;
import dev.syncline.engine.schedule.Due;
import dev.syncline.engine.schedule.Lane;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads again at its times what changes without a change of its record, of one mapping at a time
 * and beside the rounds. One that fails is told, and begun anew a while later.
 */
final class Rereads {
  /** After a failure nothing is begun for so long; what was missed is made up for then. */
  private static final Duration REST = Duration.ofMinutes(10);

  private final Working working;
  private final Turns turns;
  private final List<ResolvedMapping> mappings;
  private Optional<Running> running = Optional.empty();
  private Instant restsUntil = Instant.MIN;

  Rereads(Working working, Turns turns, List<ResolvedMapping> mappings) {
    this.working = working;
    this.turns = turns;
    this.mappings = mappings.stream().filter(Reread::isNeeded).toList();
  }

  /** How reading again ended. */
  private sealed interface End {
    /** With a report, perhaps cut short. */
    record Reported(RereadReport report) implements End {}

    /** It could not go on. */
    record Failed(Problem problem) implements End {}

    /** It was interrupted. */
    record Stopped() implements End {}
  }

  /** What is under way. */
  private record Running(Lane lane, Thread thread, AtomicReference<Optional<End>> end) {}

  /** Looks after what is under way, or begins with a mapping whose time has come. */
  void look() {
    running.ifPresentOrElse(this::collect, this::begin);
  }

  private void collect(Running reread) {
    Optional<End> end = reread.end().get();
    if (end.isEmpty()) {
      return;
    }
    running = Optional.empty();
    switch (end.get()) {
      case End.Reported(RereadReport report) -> {
        turns.charge(reread.lane().name(), report.calls());
        if (report.completed()) {
          turns.end(reread.lane());
        } else {
          turns.drop(reread.lane());
        }
      }
      case End.Failed(Problem problem) -> {
        working.listener().troubled(problem);
        restsUntil = working.pace().clock().instant().plus(REST);
        turns.drop(reread.lane());
      }
      case End.Stopped _ -> turns.drop(reread.lane());
    }
  }

  private void begin() {
    for (ResolvedMapping mapping : mappings) {
      if (begins(mapping)) {
        return;
      }
    }
  }

  /** Begins with a mapping, if its time has come. */
  private boolean begins(ResolvedMapping mapping) {
    Lane lane = turns.rereadLane(mapping.mapping());
    boolean may =
        !working.stop().isRequested()
            && !working.pace().clock().instant().isBefore(restsUntil)
            && turns.due(lane) instanceof Due.Now
            && working.database().watermarks().find(mapping.mapping().name()).isPresent()
            && !Halts.pull(working.database().pauses().active(), mapping.mapping());
    if (may) {
      Optional<Duration> since = turns.sinceLast(lane);
      turns.begin(lane.name());
      running = Optional.of(start(mapping, lane, since));
    }
    return may;
  }

  private Running start(ResolvedMapping mapping, Lane lane, Optional<Duration> since) {
    var end = new AtomicReference<>(Optional.<End>empty());
    Thread thread =
        Thread.ofVirtual()
            .name("reread-" + mapping.mapping().name())
            .start(() -> end.set(Optional.of(run(mapping, since))));
    return new Running(lane, thread, end);
  }

  private End run(ResolvedMapping mapping, Optional<Duration> since) {
    var reread = new Reread(working.org(), working.database(), working.pace(), working.stop());
    try {
      return new End.Reported(reread.run(mapping, since));
    } catch (ProblemException e) {
      return new End.Failed(e.problem());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new End.Stopped();
    } catch (RuntimeException e) {
      return new End.Failed(SyncProblems.defect(mapping.mapping().name(), e));
    }
  }

  /**
   * Reads again what is due, each mapping once.
   *
   * @return whether anything was
   */
  boolean finish() throws InterruptedException {
    boolean any = await();
    for (ResolvedMapping mapping : mappings) {
      any |= begins(mapping) && await();
    }
    return any;
  }

  private boolean await() throws InterruptedException {
    if (running.isEmpty()) {
      return false;
    }
    running.get().thread().join();
    collect(running.get());
    return true;
  }

  /** Ends what is under way, and waits for it. */
  void end() {
    if (running.isEmpty()) {
      return;
    }
    Thread thread = running.get().thread();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    collect(running.get());
  }
}
