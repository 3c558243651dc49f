package dev.syncline.engine.database;

import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Optional;

/** What becomes of a record and its row. */
public sealed interface MergeDecision {
  /** Nothing: what was read is no news, or older than what is known. */
  record Skip() implements MergeDecision {}

  /** The record is read again later. */
  record Defer(PullQueue.Reason reason) implements MergeDecision {}

  /** The record is set aside; its row stays as it is. */
  record Park(Problem problem) implements MergeDecision {}

  /**
   * The row takes these values, and the link this base.
   *
   * @param row the row to link with if the record has none: one that was there before; absent for
   *     the linked row
   * @param columns the values to write by the number of their binding; empty writes no row
   * @param base one value per binding, as {@code LinkedRecord.base}
   * @param losses values that gave way
   * @param endsPending whether nothing is left to push, so that the outbox entry goes
   */
  record Change(
      Optional<RowKey> row,
      List<ColumnValue> columns,
      List<Optional<Value>> base,
      List<Loss> losses,
      boolean endsPending)
      implements MergeDecision {
    public Change {
      columns = List.copyOf(columns);
      base = List.copyOf(base);
      losses = List.copyOf(losses);
    }
  }

  /**
   * A new row is made with all values of the planned write, under the linked key if there is one.
   *
   * @param endsPending whether the row's outbox entry goes
   */
  record Insert(boolean endsPending) implements MergeDecision {}

  /**
   * The record is gone: the row is treated by the mapping's delete policy, link and outbox entry
   * go, and where the record lost a merge, link or children follow the winner.
   *
   * @param losses values that gave way with the row
   */
  record Remove(List<Loss> losses) implements MergeDecision {
    public Remove {
      losses = List.copyOf(losses);
    }
  }

  /** The record is gone and the row is to become a new one: the link goes, the entry is ready. */
  record Recreate() implements MergeDecision {}

  /** A value for the column of a binding. */
  record ColumnValue(int binding, Value value) {}

  /**
   * A value that gave way to another.
   *
   * @param side whose value it was
   */
  record Loss(FieldName field, Side side, Value lost, Value kept) {}

  /** A side. */
  enum Side {
    SALESFORCE,
    DATABASE
  }
}
