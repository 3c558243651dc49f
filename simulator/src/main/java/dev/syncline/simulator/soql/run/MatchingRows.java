package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.soql.plan.RecordPlan;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows that a plan finds, as its access brings them; one row is held at a time. */
final class MatchingRows implements Iterator<Row> {
  private final Iterator<Row> source;
  private final Predicate<Row> shown;
  private @Nullable Row next;
  private long left;

  private MatchingRows(Iterator<Row> source, Predicate<Row> shown, long limit) {
    this.source = source;
    this.shown = shown;
    this.left = limit;
  }

  /** All matching rows, without regard to order, LIMIT and OFFSET. */
  static MatchingRows of(RunContext context, RecordPlan plan, Access access, Records records) {
    Predicate<Row> visible = records::shows;
    Predicate<Row> shown =
        plan.unfiltered() ? visible : visible.and(context.predicate(plan.filter(), records));
    return new MatchingRows(access.rows(plan.object(), context.snapshot()), shown, Long.MAX_VALUE);
  }

  /** The rows behind the first {@code skip}, at most so many. Nothing may have been taken yet. */
  MatchingRows window(long skip, long limit) {
    for (long i = 0; i < skip && hasNext(); i++) {
      next();
    }
    left = limit;
    return this;
  }

  /** Counts what is left, up to {@code most}. */
  long count(long most) {
    long count = 0;
    while (count < most && hasNext()) {
      next();
      count++;
    }
    return count;
  }

  @Override
  public boolean hasNext() {
    if (left <= 0) {
      return false;
    }
    while (next == null && source.hasNext()) {
      Row candidate = source.next();
      next = shown.test(candidate) ? candidate : null;
    }
    return next != null;
  }

  @Override
  public Row next() {
    Row row = hasNext() ? next : null;
    if (row == null) {
      throw new NoSuchElementException();
    }
    next = null;
    left--;
    return row;
  }
}
