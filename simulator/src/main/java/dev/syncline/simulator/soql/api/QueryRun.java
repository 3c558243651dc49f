package dev.syncline.simulator.soql.api;

import dev.syncline.simulator.data.Row;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A plan bound to one snapshot. Every method may be called again and from any thread, and tells of
 * the same rows in the same order; a sort or a grouping is done once and kept.
 */
public interface QueryRun extends Rows {
  /**
   * How many rows the statement finds, LIMIT and OFFSET applied; for {@code COUNT()} the count
   * itself. Free of reading where nothing is filtered.
   */
  @Override
  long totalSize();

  /** The rows after the first {@code skip}. Empty for {@code COUNT()}. */
  @Override
  Iterator<ResultRow> from(long skip);

  /**
   * The rows' records after the first {@code skip}: the way without result rows for a plan with
   * {@link QueryPlan#plainFields()}.
   *
   * @throws IllegalStateException for an aggregate
   */
  Iterator<Row> records(long skip);

  /**
   * The rows after the first {@code skip}, flat: one value per {@link QueryPlan#cells()}.
   *
   * @throws IllegalStateException if the plan has subqueries or a TYPEOF
   */
  Iterator<@Nullable Object[]> cells(long skip);

  /** Whether WHERE holds for a record of the plan's object, which need not be in the snapshot. */
  boolean finds(Row row);

  /**
   * The row that shows this record of the plan's object.
   *
   * @throws IllegalStateException if the plan does not answer with records
   */
  ResultRow show(Row row);

  /** How the rows are found; nothing is read but what an estimate needs. */
  Explanation explain();
}
