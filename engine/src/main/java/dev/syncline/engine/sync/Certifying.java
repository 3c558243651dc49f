package dev.syncline.engine.sync;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.compare.Compare;
import dev.syncline.engine.compare.CompareReport;
import dev.syncline.engine.compare.CompareSettings;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.schedule.Due;
import dev.syncline.engine.schedule.Lane;
import dev.syncline.model.ComparePlan;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Compares mappings at their times, one at a time and beside the rounds, so that nothing that is to
 * be carried waits for it. A compare that fails is told, and begun anew at its next time.
 */
final class Certifying {
  private final Working working;
  private final Turns turns;
  private final List<ResolvedMapping> mappings;
  private Optional<Running> running = Optional.empty();

  Certifying(Working working, Turns turns, List<ResolvedMapping> mappings) {
    this.working = working;
    this.turns = turns;
    this.mappings = List.copyOf(mappings);
  }

  /** How a compare ended. */
  private sealed interface End {
    /** With a report. */
    record Reported(CompareReport report) implements End {}

    /** It could not go on. */
    record Failed(Problem problem) implements End {}

    /** It was asked to stop. */
    record Stopped() implements End {}
  }

  /** A compare that is under way. */
  private record Running(Lane lane, Thread thread, AtomicReference<Optional<End>> end) {}

  /** Looks after the compare that is under way, or begins one whose time has come. */
  void look() {
    running.ifPresentOrElse(this::collect, this::begin);
  }

  private void collect(Running compare) {
    Optional<End> end = compare.end().get();
    if (end.isEmpty()) {
      return;
    }
    switch (end.get()) {
      case End.Reported(CompareReport report) -> {
        turns.charge(compare.lane().name(), report.calls());
        working.listener().compared(report);
      }
      case End.Failed(Problem problem) -> working.listener().troubled(problem);
      case End.Stopped _ -> {}
    }
    turns.end(compare.lane());
    running = Optional.empty();
  }

  private void begin() {
    for (ResolvedMapping mapping : mappings) {
      Optional<Lane> due =
          turns
              .compareLane(mapping.mapping())
              .filter(lane -> isLoaded(mapping.mapping(), lane))
              .filter(lane -> turns.due(lane) instanceof Due.Now);
      if (due.isPresent() && !working.stop().isRequested()) {
        turns.begin(due.get().name());
        running = Optional.of(start(mapping, due.get()));
        return;
      }
    }
  }

  /** What was never read is not compared. */
  private boolean isLoaded(Mapping mapping, Lane lane) {
    boolean off = lane.timing().equals(ComparePlan.OFF.timing());
    return !off
        && (!mapping.direction().pulls()
            || working.database().watermarks().find(mapping.name()).isPresent());
  }

  private Running start(ResolvedMapping mapping, Lane lane) {
    var end = new AtomicReference<>(Optional.<End>empty());
    Thread thread =
        Thread.ofVirtual()
            .name("compare-" + mapping.mapping().name())
            .start(() -> end.set(Optional.of(run(mapping))));
    return new Running(lane, thread, end);
  }

  private End run(ResolvedMapping mapping) {
    var compare =
        new Compare(
            working.org(),
            working.database(),
            CompareSettings.defaults(),
            working.pace(),
            working.stop(),
            (_, _, _) -> {});
    boolean repairs = mapping.mapping().rules().timing().compare().repairs();
    try {
      return new End.Reported(
          compare.run(
              mapping,
              repairs
                  ? new Compare.Repairing(true, Compare.Repairing.DELETES_AT_MOST)
                  : Compare.Repairing.NO));
    } catch (ProblemException e) {
      return new End.Failed(e.problem());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new End.Stopped();
    } catch (RuntimeException e) {
      return new End.Failed(SyncProblems.defect(mapping.mapping().name(), e));
    }
  }

  /** Ends the compare that is under way, and waits for it. */
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
