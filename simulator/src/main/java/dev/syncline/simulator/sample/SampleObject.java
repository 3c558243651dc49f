package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The generated records of one object, by index from 0. Safe for all threads. */
public final class SampleObject {
  private final ObjectDefinition object;
  private final IdSpace ids;
  private final long count;
  private final Column[] columns;
  private final Timeline timeline;

  SampleObject(
      ObjectDefinition object, IdSpace ids, long count, Column[] columns, Timeline timeline) {
    this.object = object;
    this.ids = ids;
    this.count = count;
    this.columns = columns;
    this.timeline = timeline;
  }

  public ObjectDefinition object() {
    return object;
  }

  /** The ids of the object's records: a record's number is its index. */
  public IdSpace ids() {
    return ids;
  }

  /** How many records are generated. */
  public long count() {
    return count;
  }

  /** Hands a field's value over. */
  public void emit(long index, FieldDefinition field, ValueSink sink) {
    columns[field.position()].emit(index, sink);
  }

  /** A field's value as {@link dev.syncline.simulator.schema.FieldType} names its Java type. */
  public @Nullable Object value(long index, FieldDefinition field) {
    var collector = new ValueCollector();
    emit(index, field, collector);
    return collector.value();
  }

  /** Whether {@link #lookup} answers for a field. */
  public boolean isInvertible(FieldDefinition field) {
    return switch (columns[field.position()]) {
      case Column.Key key -> true;
      case Parents parents -> true;
      default -> false;
    };
  }

  /**
   * The records with this value in a field.
   *
   * @param value a text compares as the field does; an id has 18 characters
   * @throws IllegalArgumentException if the field is not invertible
   */
  public PrimitiveIterator.OfLong lookup(FieldDefinition field, Object value) {
    return switch (columns[field.position()]) {
      case Column.Key key -> {
        long index = key.indexOf(value);
        boolean found = index >= 0 && index < count && carries(index, field, value);
        yield (found ? LongStream.of(index) : LongStream.empty()).iterator();
      }
      case Parents parents -> children(parents, value.toString());
      default -> throw new IllegalArgumentException(object + "." + field + " has no index");
    };
  }

  private static PrimitiveIterator.OfLong children(Parents parents, String id) {
    IdSpace[] spaces = parents.spaces();
    for (int slot = 0; slot < spaces.length; slot++) {
      long parent = spaces[slot].number(id);
      if (parent >= 0) {
        return parents.childrenOf(slot, parent);
      }
    }
    return LongStream.empty().iterator();
  }

  private boolean carries(long index, FieldDefinition field, Object wanted) {
    Object found = value(index, field);
    if (found instanceof BigDecimal number) {
      return wanted instanceof BigDecimal other && number.compareTo(other) == 0;
    }
    if (found instanceof String text && !field.is(FieldDefinition.Flag.CASE_SENSITIVE)) {
      return wanted instanceof String other && text.equalsIgnoreCase(other);
    }
    return found != null && found.equals(wanted);
  }

  /** The SystemModstamp of a record. */
  public Instant stamp(long index) {
    return Instant.ofEpochSecond(timeline.stamped(index));
  }

  /** The field that holds the parents' ids, followed by index; empty when it is no reference. */
  Optional<Parents> parents(FieldDefinition field) {
    return columns[field.position()] instanceof Parents parents
        ? Optional.of(parents)
        : Optional.empty();
  }

  /**
   * The first index whose created, modified or system stamp can lie at or after a moment. Earlier
   * records need not be looked at.
   */
  public long firstIndexStampedFrom(Instant from) {
    return Math.min(count, Timeline.firstIndex(from.getEpochSecond()));
  }

  /** The index from which on all stamps lie after a moment. */
  public long endIndexStampedUntil(Instant until) {
    return Math.min(count, Timeline.endIndex(until.getEpochSecond()));
  }
}
