package dev.syncline.app.operation;

import dev.syncline.app.operation.PlanOperation.Planned;
import dev.syncline.app.plans.SavedPlan;
import dev.syncline.engine.backfill.Backfill;
import dev.syncline.engine.backfill.BackfillListener;
import dev.syncline.engine.backfill.BackfillReport;
import dev.syncline.engine.backfill.BackfillSettings;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does what a plan says: runs its SQL, keeps the revision, and carries what is new to what is
 * linked already.
 */
public final class ApplyOperation {
  /** The code of a plan that no longer says what would be done. */
  public static final String STALE = "PLAN-STALE";

  /**
   * Processes that run by the revision from before leave the mapping alone after a second, when
   * what they have in hand is done.
   */
  private static final Duration HAND_OVER = Duration.ofSeconds(3);

  private final Connections connections;
  private final List<Mapping> all;
  private final BackfillSettings settings;
  private final Pace pace;
  private final StopSignal stop;

  /**
   * @param all every mapping of the configuration
   */
  public ApplyOperation(
      Connections connections,
      List<Mapping> all,
      BackfillSettings settings,
      Pace pace,
      StopSignal stop) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * What applying one mapping came to.
   *
   * @param revision the number of the revision that holds now
   * @param statements how many were run
   * @param fills what was carried after
   */
  public record Applied(String mapping, long revision, int statements, List<BackfillReport> fills) {
    public Applied {
      fills = List.copyOf(fills);
    }
  }

  /** Who is told on the way. */
  public record Listeners(
      BackfillListener progress, Consumer<String> notes, Consumer<Applied> applied) {}

  /**
   * Checks that plans made now are the ones that were saved.
   *
   * @throws MappingException with code {@link #STALE} naming what differs
   */
  public static void require(SavedPlan saved, List<Planned> now) {
    List<Problem> problems = new ArrayList<>();
    for (SavedPlan.Entry entry : saved.mappings()) {
      Optional<Planned> planned =
          now.stream().filter(p -> p.entry().mapping().equals(entry.mapping())).findFirst();
      planned
          .flatMap(p -> entry.differs(p.entry()))
          .ifPresent(
              differs ->
                  problems.add(
                      new Problem(
                          STALE,
                          ErrorClass.MAPPING,
                          "mapping %s is not as it was planned: %s"
                              .formatted(entry.mapping(), differs),
                          "plan it again: syncline plan")));
    }
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
  }

  /**
   * Applies plans to their end, or to the stop signal; what is left goes on with the next apply.
   *
   * @throws MappingException if a mapping does not fit; those before are applied
   */
  public List<Applied> apply(List<Planned> plans, Listeners listeners) throws InterruptedException {
    List<Applied> applied = new ArrayList<>();
    for (Planned planned : plans) {
      if (stop.isRequested()) {
        break;
      }
      Applied one = apply(planned, listeners);
      applied.add(one);
      listeners.applied().accept(one);
    }
    return List.copyOf(applied);
  }

  private Applied apply(Planned planned, Listeners listeners) throws InterruptedException {
    Mapping mapping =
        all.stream()
            .filter(m -> m.name().value().equals(planned.entry().mapping()))
            .findFirst()
            .orElseThrow();
    Database database = connections.database(mapping.database());
    List<String> statements = planned.plan().statements();
    database.capture().run(statements);
    ResolvedMapping resolved =
        MappingPreparation.applying(connections, all)
            .prepare(List.of(mapping), listeners.notes())
            .getFirst();
    database.bindOrg(resolved, connections.org(mapping.org()).identity());
    var backfill =
        new Backfill(
            connections.org(mapping.org()), database, settings, pace, stop, listeners.progress());
    if (!planned.plan().diff().isEmpty() && !planned.plan().fill().isEmpty()) {
      pace.waiter().await(HAND_OVER);
    }
    List<BackfillReport> fills = backfill.run(resolved);
    long revision = database.revisions().last(mapping.name()).map(Revision::number).orElse(0L);
    return new Applied(mapping.name().value(), revision, statements.size(), fills);
  }
}
