package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.soql.api.Explanation;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.ResultRow;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The run of {@code SELECT COUNT()}: a size without rows. */
record CountRun(QueryRun counted) implements QueryRun {
  @Override
  public long totalSize() {
    return counted.totalSize();
  }

  @Override
  public Iterator<ResultRow> from(long skip) {
    return Collections.emptyIterator();
  }

  @Override
  public Iterator<Row> records(long skip) {
    throw new IllegalStateException("A count shows no records.");
  }

  @Override
  public Iterator<@Nullable Object[]> cells(long skip) {
    return Collections.emptyIterator();
  }

  @Override
  public boolean finds(Row row) {
    return counted.finds(row);
  }

  @Override
  public ResultRow show(Row row) {
    throw new IllegalStateException("A count shows no records.");
  }

  @Override
  public Explanation explain() {
    return counted.explain();
  }
}
