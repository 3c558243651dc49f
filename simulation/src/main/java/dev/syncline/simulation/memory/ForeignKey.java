package dev.syncline.simulation.memory;

import dev.syncline.model.ColumnName;
import dev.syncline.model.TableName;

/** A column that holds the key of a row of another table, or of its own. */
public record ForeignKey(ColumnName column, TableName parent, OnDelete onDelete) {
  /** What becomes of the child when the parent's row is deleted. */
  public enum OnDelete {
    /** The column is emptied, which is a change of the row. */
    SET_NULL,
    /** The parent cannot be deleted. */
    RESTRICT
  }
}
