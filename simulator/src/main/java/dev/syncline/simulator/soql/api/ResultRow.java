package dev.syncline.simulator.soql.api;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a result. Cells are asked by their index in {@link #columns()}. */
public interface ResultRow {
  /** The columns of this very row; within one result they differ only behind a TYPEOF. */
  List<Column> columns();

  /** The record that the row shows; empty for the row of an aggregate. */
  Optional<Row> record();

  /** The record's object, for {@code attributes}; empty for the row of an aggregate. */
  Optional<ObjectDefinition> object();

  /** The value in a {@link Column.Value} column, typed as the column says; null when empty. */
  @Nullable Object value(int column);

  /** The parent in a {@link Column.Parent} or {@link Column.TypeOf} column; empty when null. */
  Optional<ResultRow> parent(int column);

  /** The children in a {@link Column.Children} column; REST writes null for a size of zero. */
  Rows children(int column);
}
