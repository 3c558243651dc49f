package dev.syncline.app.operation;

import dev.syncline.engine.database.RowChoice;
import dev.syncline.engine.match.ChosenRecords;
import dev.syncline.engine.scope.RowScope;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import dev.syncline.model.RowCondition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Queues rows and records that nothing asks for: those without a link, by a condition, or all. */
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

  /**
   * Queues rows, as if they had changed.
   *
   * @param unlinked whether only those without a record
   * @param where the condition that they meet, as {@code rows} of a mapping; absent means all
   * @return how many
   * @throws MappingException if the condition does not fit the table
   */
  public long rows(Mapping mapping, boolean unlinked, Optional<String> where) {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    Optional<RowCondition> condition = where.map(text -> condition(open, text));
    return open.database().outbox().add(open.resolved(), new RowChoice(unlinked, condition));
  }

  private static RowCondition condition(OpenMapping open, String text) {
    try {
      return RowScope.condition(open.mapping(), "--where", text, open.resolved().table());
    } catch (RowScope.MisfitException e) {
      throw new MappingException(List.of(e.problem()));
    }
  }

  /** Queues records to be read; how many were not queued yet. */
  public long records(Mapping mapping, ChosenRecords.Choice choice, Pace pace, StopSignal stop)
      throws InterruptedException {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    return new ChosenRecords(open.org(), open.database(), open.resolved(), pace, stop)
        .queue(choice);
  }
}
