package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.time.Instant;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The writes of an open transaction over what is committed at the moment of each question. */
final class PendingOverlay implements Overlay {
  private final Supplier<OrgSnapshot> committed;
  private final PendingWrites writes;

  PendingOverlay(Supplier<OrgSnapshot> committed, PendingWrites writes) {
    this.committed = committed;
    this.writes = writes;
  }

  private Overlay base() {
    return committed.get().overlay();
  }

  private NavigableMap<Long, StoredRow> pending(ObjectDefinition object) {
    return writes.of(object);
  }

  @Override
  public @Nullable StoredRow find(ObjectDefinition object, long number) {
    StoredRow own = pending(object).get(number);
    return own == null ? base().find(object, number) : own;
  }

  @Override
  public Iterator<StoredRow> scan(ObjectDefinition object, long from) {
    var own = new TreeMap<>(pending(object).tailMap(from, true));
    return new Merge(base().scan(object, from), own.values().iterator());
  }

  /** Two ascending series, of which the second hides rows of the first. */
  private static final class Merge implements Iterator<StoredRow> {
    private final Iterator<StoredRow> below;
    private final Iterator<StoredRow> above;
    private @Nullable StoredRow nextBelow;
    private @Nullable StoredRow nextAbove;

    Merge(Iterator<StoredRow> below, Iterator<StoredRow> above) {
      this.below = below;
      this.above = above;
      this.nextBelow = below.hasNext() ? below.next() : null;
      this.nextAbove = above.hasNext() ? above.next() : null;
    }

    @Override
    public boolean hasNext() {
      return nextBelow != null || nextAbove != null;
    }

    @Override
    public StoredRow next() {
      StoredRow low = nextBelow;
      StoredRow high = nextAbove;
      if (high == null || (low != null && low.number() < high.number())) {
        nextBelow = below.hasNext() ? below.next() : null;
        return Objects.requireNonNull(low);
      }
      nextAbove = above.hasNext() ? above.next() : null;
      if (low != null && low.number() == high.number()) {
        nextBelow = below.hasNext() ? below.next() : null;
      }
      return high;
    }
  }

  @Override
  public Iterator<StoredRow> lookup(ObjectDefinition object, FieldDefinition field, Object value) {
    Iterator<StoredRow> below = base().lookup(object, field, value);
    Stream<StoredRow> kept =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(below, 0), false)
            .filter(row -> !pending(object).containsKey(row.number()));
    Stream<StoredRow> own =
        writes
            .lookup(object, field, value)
            .mapToObj(number -> pending(object).get(number))
            .flatMap(row -> Optional.ofNullable(row).stream());
    return Stream.concat(own, kept).iterator();
  }

  @Override
  public Optional<long[]> stamped(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    return base()
        .stamped(object, field, from, to)
        .map(
            below ->
                LongStream.concat(
                        LongStream.of(below),
                        pending(object).keySet().stream().mapToLong(Long::longValue))
                    .sorted()
                    .distinct()
                    .toArray());
  }

  @Override
  public long liveDelta(ObjectDefinition object) {
    long delta = base().liveDelta(object);
    for (StoredRow own : pending(object).values()) {
      boolean wasLive = writes.wasLive(object, own.number());
      boolean isLive = own.state() == RecordState.LIVE;
      delta += (isLive ? 1 : 0) - (wasLive ? 1 : 0);
    }
    return delta;
  }
}
