package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.refresh.Refresh;
import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.engine.refresh.RefreshOrder;
import dev.syncline.engine.refresh.RefreshReport;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Refreshes mappings, parents before children. */
public final class RefreshOperation {
  private final Connections connections;
  private final RefreshSettings settings;
  private final Pace pace;
  private final StopSignal stop;

  public RefreshOperation(
      Connections connections, RefreshSettings settings, Pace pace, StopSignal stop) {
    this.connections = connections;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * What to refresh.
   *
   * @param all every mapping of the configuration
   * @param wanted those to refresh
   * @param fresh whether runs that were cut off are given up instead of taken up
   */
  public record Request(List<Mapping> all, List<Mapping> wanted, boolean fresh) {
    public Request {
      all = List.copyOf(all);
      wanted = List.copyOf(wanted);
    }
  }

  /**
   * Who is told on the way.
   *
   * @param progress of how far a refresh is
   * @param notes of what the user should know
   * @param reports of every mapping that ended
   */
  public record Listeners(
      RefreshListener progress, Consumer<String> notes, Consumer<RefreshReport> reports) {}

  /**
   * Refreshes mappings one after the other until all are done or a stop is asked for.
   *
   * @throws MappingException if a mapping does not fit what is there; nothing has been refreshed
   * @throws ProblemException when one cannot go on; the ones before are done
   */
  public RefreshResult run(Request request, Listeners listeners) throws InterruptedException {
    Instant began = pace.clock().instant();
    long callsBefore = connections.callsMade();
    HeapPeak.reset();
    var preparation = new MappingPreparation(connections, request.all());
    List<ResolvedMapping> ready = preparation.prepare(request.wanted(), listeners.notes());
    List<RefreshReport> reports = new ArrayList<>();
    List<ResolvedMapping> order = RefreshOrder.parentsFirst(ready);
    for (ResolvedMapping mapping : order) {
      if (stop.isRequested()) {
        break;
      }
      RefreshReport report = refresh(mapping, listeners).run(mapping, request.fresh());
      reports.add(report);
      listeners.reports().accept(report);
    }
    closeCircles(order, reports, listeners);
    fillChildren(request, preparation, listeners);
    return new RefreshResult(
        reports,
        Duration.between(began, pace.clock().instant()),
        connections.callsMade() - callsBefore,
        HeapPeak.mebibytes(),
        reasons(order, reports),
        stop.isRequested());
  }

  /** In a circle of mappings one comes before its parents: its references are filled now. */
  private void closeCircles(
      List<ResolvedMapping> order, List<RefreshReport> reports, Listeners listeners)
      throws InterruptedException {
    for (int i = 0; i < reports.size() - 1 && !stop.isRequested(); i++) {
      if (reports.get(i).waiting() > 0) {
        ResolvedMapping mapping = order.get(i);
        long waiting = refresh(mapping, listeners).resolveWaiting(mapping);
        long parked = database(mapping.mapping()).parkedCount(mapping.mapping().name());
        reports.set(i, reports.get(i).with(parked, waiting));
      }
    }
  }

  /** Children that were refreshed before, without their parents, get their references now. */
  private void fillChildren(Request request, MappingPreparation preparation, Listeners listeners)
      throws InterruptedException {
    Set<DatabaseName> databases =
        request.wanted().stream().map(Mapping::database).collect(Collectors.toSet());
    for (Mapping child : request.all()) {
      boolean other = !request.wanted().contains(child) && databases.contains(child.database());
      if (other && !stop.isRequested() && database(child).waitingCount(child.name()) > 0) {
        try {
          ResolvedMapping resolved = preparation.examine(child, listeners.notes());
          refresh(resolved, listeners).resolveWaiting(resolved);
        } catch (ProblemException e) {
          listeners
              .notes()
              .accept("References of %s still wait: %s".formatted(child.name(), e.getMessage()));
        }
      }
    }
  }

  private List<ParkedReason> reasons(List<ResolvedMapping> order, List<RefreshReport> reports) {
    List<ParkedReason> reasons = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      if (reports.get(i).parked() > 0) {
        Mapping mapping = order.get(i).mapping();
        reasons.addAll(
            ParkedReason.of(database(mapping).parked(mapping.name(), ParkedReason.MAX_LOOKED_AT)));
      }
    }
    return reasons;
  }

  private Database database(Mapping mapping) {
    return connections.database(mapping.database());
  }

  private Refresh refresh(ResolvedMapping mapping, Listeners listeners) {
    return new Refresh(
        connections.org(mapping.mapping().org()),
        connections.database(mapping.mapping().database()),
        settings,
        pace,
        listeners.progress(),
        stop);
  }
}
