package dev.syncline.simulation.random;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import java.util.List;
import java.util.function.Consumer;

/** The product's own engine. */
final class EngineSubject implements Subject {
  private final Org org;
  private final Database database;
  private final Sync sync;

  /**
   * @param org as the engine sees it
   * @param log is told what the engine does
   */
  EngineSubject(
      Org org,
      Database database,
      List<ResolvedMapping> mappings,
      SyncSettings settings,
      Pace pace,
      Consumer<String> log) {
    this.org = org;
    this.database = database;
    this.sync = new Sync(org, database, mappings, settings, pace, new StopSignal(), listener(log));
  }

  private static SyncListener listener(Consumer<String> log) {
    return new SyncListener() {
      @Override
      public void pulled(MappingName mapping, AppliedPage page) {
        log.accept("  " + mapping + " " + page);
      }

      @Override
      public void pushed(MappingName mapping, PushOutcome outcome) {
        log.accept("  " + mapping + " " + outcome);
      }

      @Override
      public void troubled(Problem problem) {
        log.accept("  " + problem);
      }

      @Override
      public RefreshListener refresh() {
        return _ -> {};
      }
    };
  }

  @Override
  public boolean step() {
    try {
      sync.queues(database.doorbell().look());
      SyncRound round = sync.round(true);
      if (!round.moved()) {
        sync.nap();
      }
      return round.quiet() && !sync.hasWork();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulated engine", e);
    } catch (ProblemException e) {
      throw new FailedRoundException(e);
    }
  }

  @Override
  public void close() {
    org.close();
  }
}
