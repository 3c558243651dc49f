package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.soql.api.QuerySettings;
import java.util.List;
import java.util.Optional;

/**
 * A whole checked statement.
 *
 * @param records the records it finds, or counts, or groups
 */
public record StatementPlan(
    Schema schema,
    QuerySettings settings,
    RecordPlan records,
    Answer answer,
    Optional<String> bulkRefusal) {
  /** What the rows of the answer are. */
  public sealed interface Answer {}

  /** The number of records alone. */
  public record CountAnswer() implements Answer {}

  /** Groups. */
  public record GroupAnswer(GroupPlan groups, List<Cell> cells) implements Answer {}

  /** Records. */
  public record RecordAnswer(Shape shape, List<FlatCell> cells) implements Answer {}

  /**
   * A value somewhere in the nested columns.
   *
   * @param path the indexes to follow, from the outermost columns to the value's
   */
  public record FlatCell(Cell cell, List<Integer> path) {}
}
