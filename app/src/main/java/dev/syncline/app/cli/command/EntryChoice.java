package dev.syncline.app.cli.command;

import dev.syncline.app.operation.QueueOperation.Choice;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that say which entries of the outboxes are meant. */
final class EntryChoice {
  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state: ready, claimed, waiting or parked.")
  private OutboxEntry.@Nullable State state;

  @Option(names = "--code", paramLabel = "CODE", description = "Only those refused with this code.")
  private @Nullable String code;

  @Option(names = "--key", paramLabel = "KEY", description = "Only the row of this key.")
  private @Nullable String key;

  /** Whether one row alone is meant. */
  boolean isOneRow() {
    return key != null && names.size() == 1;
  }

  /**
   * What is meant, mapping by mapping.
   *
   * @param otherwise the states that are meant where none is named
   */
  List<Choice> among(List<Mapping> all, OutboxEntry.State... otherwise) {
    OutboxEntry.State said = state;
    List<OutboxEntry.State> states = said == null ? List.of(otherwise) : List.of(said);
    return NamedMappings.orAll(names, all).stream()
        .map(
            mapping ->
                new Choice(mapping, states, Optional.ofNullable(code), Optional.ofNullable(key)))
        .toList();
  }
}
