package dev.syncline.app.operation;

import dev.syncline.engine.match.UnlinkedRecords;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.function.Consumer;

/** Queues rows and records that nothing asks for: those without a link, or all. */
public final class RequeueOperation {
  private final Connections connections;
  private final List<Mapping> all;
  private final Consumer<String> notes;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   */
  public RequeueOperation(Connections connections, List<Mapping> all, Consumer<String> notes) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.notes = notes;
  }

  /** Queues every row, as if all had changed; how many. */
  public long allRows(Mapping mapping) {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    return open.database().outbox().addAll(open.resolved());
  }

  /** Queues every row without a record, as if it had changed; how many. */
  public long unlinkedRows(Mapping mapping) {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    return open.database().outbox().addUnlinked(open.resolved());
  }

  /** Queues every record without a row to be read; how many were not queued yet. */
  public long unlinkedRecords(Mapping mapping, Pace pace, StopSignal stop)
      throws InterruptedException {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    return new UnlinkedRecords(open.org(), open.database(), open.resolved(), pace, stop).queue();
  }
}
