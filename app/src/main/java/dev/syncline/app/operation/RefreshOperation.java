package dev.syncline.app.operation;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.refresh.Refresh;
import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.engine.refresh.RefreshOrder;
import dev.syncline.engine.refresh.RefreshReport;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Refreshes mappings, parents before children. */
public final class RefreshOperation {
  private final Connections connections;
  private final RefreshSettings settings;
  private final Pace pace;
  private final RefreshListener listener;
  private final StopSignal stop;

  public RefreshOperation(
      Connections connections,
      RefreshSettings settings,
      Pace pace,
      RefreshListener listener,
      StopSignal stop) {
    this.connections = connections;
    this.settings = settings;
    this.pace = pace;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Refreshes mappings one after the other until all are done or a stop is asked for.
   *
   * @param all every mapping of the configuration
   * @param wanted those to refresh
   * @param fresh whether runs that were cut off are given up instead of taken up
   * @param done is told of every mapping that is finished
   * @return one report per mapping that was begun
   * @throws MappingException if a mapping does not fit what is there; nothing has been refreshed
   */
  public List<RefreshReport> run(
      List<Mapping> all, List<Mapping> wanted, boolean fresh, Listeners done)
      throws InterruptedException {
    List<ResolvedMapping> ready =
        new MappingPreparation(connections, all).prepare(wanted, done.notes());
    List<RefreshReport> reports = new ArrayList<>();
    for (ResolvedMapping mapping : RefreshOrder.parentsFirst(ready)) {
      if (stop.isRequested()) {
        break;
      }
      RefreshReport report = refresh(mapping).run(mapping, fresh);
      done.reports().accept(report);
      reports.add(report);
    }
    return List.copyOf(reports);
  }

  private Refresh refresh(ResolvedMapping mapping) {
    return new Refresh(
        connections.org(mapping.mapping().org()),
        connections.database(mapping.mapping().database()),
        settings,
        pace,
        listener,
        stop);
  }

  /**
   * Who is told on the way.
   *
   * @param notes of what the user should know
   * @param reports of every mapping that ended
   */
  public record Listeners(Consumer<String> notes, Consumer<RefreshReport> reports) {}
}
