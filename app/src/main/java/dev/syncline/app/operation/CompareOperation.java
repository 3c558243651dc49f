package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.compare.Compare;
import dev.syncline.engine.compare.CompareListener;
import dev.syncline.engine.compare.CompareReport;
import dev.syncline.engine.compare.CompareSettings;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.refresh.RefreshOrder;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compares mappings one after the other, parents before children. */
public final class CompareOperation {
  private final Connections connections;
  private final CompareSettings settings;
  private final Pace pace;
  private final StopSignal stop;

  public CompareOperation(
      Connections connections, CompareSettings settings, Pace pace, StopSignal stop) {
    this.connections = connections;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * What to compare.
   *
   * @param all every mapping of the configuration
   * @param wanted those to compare
   */
  public record Request(List<Mapping> all, List<Mapping> wanted, Compare.Repairing repairing) {
    public Request {
      all = List.copyOf(all);
      wanted = List.copyOf(wanted);
    }
  }

  /**
   * Who is told on the way.
   *
   * @param progress of how far a compare is
   * @param notes of what the user should know
   * @param reports of every mapping that ended
   */
  public record Listeners(
      CompareListener progress, Consumer<String> notes, Consumer<CompareReport> reports) {}

  /**
   * Compares until all are done or a stop is asked for.
   *
   * @throws MappingException if a mapping does not fit what is there; nothing has been compared
   * @throws ProblemException when one cannot go on; the ones before are done
   */
  public CompareResult run(Request request, Listeners listeners) throws InterruptedException {
    Instant began = pace.clock().instant();
    long callsBefore = connections.callsMade();
    HeapPeak.reset();
    List<ResolvedMapping> mappings = new ArrayList<>();
    for (Mapping mapping : request.wanted()) {
      mappings.add(open(request, mapping, listeners.notes()));
    }
    List<CompareReport> reports = new ArrayList<>();
    for (ResolvedMapping mapping : RefreshOrder.parentsFirst(mappings)) {
      if (stop.isRequested()) {
        break;
      }
      var compare =
          new Compare(
              connections.org(mapping.mapping().org()),
              connections.database(mapping.mapping().database()),
              settings,
              pace,
              stop,
              listeners.progress());
      CompareReport report = compare.run(mapping, request.repairing());
      reports.add(report);
      listeners.reports().accept(report);
    }
    return new CompareResult(
        reports,
        Duration.between(began, pace.clock().instant()),
        connections.callsMade() - callsBefore,
        HeapPeak.mebibytes(),
        stop.isRequested());
  }

  private ResolvedMapping open(Request request, Mapping mapping, Consumer<String> notes) {
    ResolvedMapping resolved =
        OpenMapping.asItIs(connections, request.all(), mapping, notes)
            .orElseThrow(() -> new MappingException(List.of(nothingHere(mapping))))
            .resolved();
    Database database = connections.database(mapping.database());
    if (request.repairing().wanted() && mapping.direction().pushes()) {
      Capture.Status status = database.capture().status(resolved);
      if (!status.installed()) {
        throw new MappingException(List.of(SyncOperation.missing(status)));
      }
    }
    return resolved;
  }

  private static Problem nothingHere(Mapping mapping) {
    return new Problem(
        "COMPARE-NOTHING",
        ErrorClass.MAPPING,
        "mapping %s: there is nothing to compare with in %s yet"
            .formatted(mapping.name(), mapping.database()),
        "load it first: syncline refresh " + mapping.name());
  }
}
