package dev.syncline.simulator.data;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.sample.Samples;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.StoreView;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The overlay of committed writes, read from a store. */
final class CommittedOverlay implements Overlay {
  /** The most records that a range of stamps lists by number. */
  private static final int MAX_STAMPED = 50_000;

  private final Samples samples;
  private final StoreView view;
  private final Map<String, Long> liveDeltas;

  CommittedOverlay(Samples samples, StoreView view, Map<String, Long> liveDeltas) {
    this.samples = samples;
    this.view = view;
    this.liveDeltas = Map.copyOf(liveDeltas);
  }

  private IdSpace ids(ObjectDefinition object) {
    return samples.of(object).ids();
  }

  private StoredRow row(ObjectDefinition object, long number, byte[] record) {
    return StoredRow.of(
        object,
        ids(object).id(number),
        number,
        view.decode(object.name(), record, object.fieldNames()));
  }

  @Override
  public @Nullable StoredRow find(ObjectDefinition object, long number) {
    byte[] record = view.find(object.name(), number);
    return record == null ? null : row(object, number, record);
  }

  @Override
  public Iterator<StoredRow> scan(ObjectDefinition object, long from) {
    Iterator<StoreView.Numbered> records = view.scan(object.name(), from);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public StoredRow next() {
        StoreView.Numbered next = records.next();
        return row(object, next.number(), next.record());
      }
    };
  }

  @Override
  public Iterator<StoredRow> lookup(ObjectDefinition object, FieldDefinition field, Object value) {
    String text = IndexedFields.text(field, value);
    if (text == null) {
      return Collections.emptyIterator();
    }
    PrimitiveIterator.OfLong numbers = view.lookup(object.name(), field.name(), text);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(numbers, 0), false)
        .map(number -> find(object, number))
        .flatMap(row -> Optional.ofNullable(row).stream())
        .filter(row -> text.equals(IndexedFields.text(field, row.value(field))))
        .iterator();
  }

  @Override
  public Optional<long[]> stamped(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    PrimitiveIterator.OfLong numbers =
        view.range(
            object.name(),
            field.name(),
            IndexedFields.stampText(from),
            IndexedFields.stampText(to));
    long[] found = new long[16];
    int count = 0;
    while (numbers.hasNext()) {
      if (count == MAX_STAMPED) {
        return Optional.empty();
      }
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = numbers.nextLong();
    }
    long[] ascending = Arrays.copyOf(found, count);
    Arrays.sort(ascending);
    return Optional.of(ascending);
  }

  @Override
  public long liveDelta(ObjectDefinition object) {
    return liveDeltas.getOrDefault(object.name(), 0L);
  }

  /** The deltas by object name, for the next commit. */
  Map<String, Long> liveDeltas() {
    return liveDeltas;
  }
}
