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
  private long left = Long.MAX_VALUE;
  private @Nullable Checkpoints checkpoints;
  private long position;

  private MatchingRows(Iterator<Row> source, Predicate<Row> shown) {
    this.source = source;
    this.shown = shown;
  }

  /** All matching rows, without regard to order, LIMIT and OFFSET. */
  static MatchingRows of(RunContext context, RecordPlan plan, Access access, Records records) {
    Predicate<Row> visible = records::shows;
    Predicate<Row> shown =
        plan.unfiltered() ? visible : visible.and(context.predicate(plan.filter(), records));
    return new MatchingRows(access.rows(plan.object(), context.snapshot()), shown);
  }

  /** Lets the places that are passed be noted. */
  MatchingRows noting(Checkpoints places, long startPosition) {
    checkpoints = places;
    position = startPosition;
    return this;
  }

  /** Passes over so many rows. */
  MatchingRows skipped(long skip) {
    for (long i = 0; i < skip && hasNext(); i++) {
      next();
    }
    return this;
  }

  /** Ends after so many more rows. */
  MatchingRows limited(long limit) {
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
    position++;
    if (checkpoints != null) {
      checkpoints.passed(position, row.id());
    }
    return row;
  }
}
