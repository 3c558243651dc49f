package dev.syncline.simulator.data;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.sample.SampleObject;
import dev.syncline.simulator.sample.Samples;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.store.RecordState;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The generated records with what was written over them. */
record OrgSnapshot(Samples samples, SchemaViews views, Overlay overlay) implements Snapshot {
  @Override
  public Schema schema() {
    return samples.schema();
  }

  @Override
  public Optional<Row> find(ObjectDefinition seen, String id) {
    ObjectDefinition object = whole(seen);
    IdSpace ids = samples.of(object).ids();
    long number = ids.number(id);
    return number < 0 ? Optional.empty() : Optional.ofNullable(row(object, number));
  }

  /** The live record with an id of any object. */
  Optional<Row> findAny(String id) {
    return schema()
        .objectOfPrefix(id.substring(0, 3))
        .flatMap(object -> find(object, id))
        .filter(row -> !row.isDeleted());
  }

  /** Whether an object of this org is meant, but no live record of it. */
  boolean isGone(String id) {
    return schema().objectOfPrefix(id.substring(0, 3)).isPresent() && findAny(id).isEmpty();
  }

  /** The record with a number, also from the recycle bin; null when there is none. */
  @Nullable Row row(ObjectDefinition object, long number) {
    StoredRow written = overlay.find(object, number);
    if (written != null) {
      return written.state() == RecordState.PURGED ? null : written;
    }
    SampleObject sample = samples.of(object);
    return number < sample.count() ? new GeneratedRow(sample, number) : null;
  }

  /** The object with all of its fields, however much of it the caller sees. */
  private ObjectDefinition whole(ObjectDefinition object) {
    return schema().object(object.name()).orElse(object);
  }

  @Override
  public Iterator<Row> scan(ObjectDefinition object) {
    return scanFrom(whole(object), 0);
  }

  @Override
  public Iterator<Row> scanAfter(ObjectDefinition seen, String id) {
    ObjectDefinition object = whole(seen);
    long number = samples.of(object).ids().number(id);
    return scanFrom(object, number + 1);
  }

  private Iterator<Row> scanFrom(ObjectDefinition object, long number) {
    SampleObject sample = samples.of(object);
    return new MergedScan(sample, number, sample.count(), overlay.scan(object, number));
  }

  @Override
  public Iterator<Row> lookup(ObjectDefinition seen, FieldDefinition field, Object value) {
    ObjectDefinition object = whole(seen);
    if (field.type() == FieldType.ID) {
      return find(object, value.toString()).stream().iterator();
    }
    if (!isIndexed(object, field)) {
      Object wanted = IndexedFields.text(field, value);
      return filter(
          scan(object), row -> equal(wanted, IndexedFields.text(field, row.value(field))));
    }
    Stream<Row> written =
        stream(overlay.lookup(object, field, value))
            .filter(row -> row.state() != RecordState.PURGED)
            .map(row -> row);
    return Stream.concat(generated(object, field, value), written).iterator();
  }

  private static boolean equal(@Nullable Object wanted, @Nullable Object found) {
    return wanted != null && wanted.equals(found);
  }

  private Stream<Row> generated(ObjectDefinition object, FieldDefinition field, Object value) {
    SampleObject sample = samples.of(object);
    if (sample.count() == 0) {
      return Stream.empty();
    }
    PrimitiveIterator.OfLong numbers = sample.lookup(field, value);
    return StreamSupport.longStream(Spliterators.spliteratorUnknownSize(numbers, 0), false)
        .filter(number -> overlay.find(object, number) == null)
        .mapToObj(number -> new GeneratedRow(sample, number));
  }

  @Override
  public boolean isIndexed(ObjectDefinition object, FieldDefinition field) {
    SampleObject sample = samples.of(object);
    return field.type() == FieldType.ID
        || (IndexedFields.isKey(field) && (sample.count() == 0 || sample.isInvertible(field)));
  }

  @Override
  public boolean isRangeIndexed(ObjectDefinition object, FieldDefinition field) {
    return IndexedFields.isStamp(field);
  }

  @Override
  public Iterator<Row> range(
      ObjectDefinition seen, FieldDefinition field, Instant from, Instant to) {
    ObjectDefinition object = whole(seen);
    Predicate<Row> inside =
        row ->
            row.value(field) instanceof Instant stamp
                && !stamp.isBefore(from)
                && !stamp.isAfter(to);
    if (!IndexedFields.isStamp(field)) {
      return filter(scan(object), inside);
    }
    SampleObject sample = samples.of(object);
    long first = sample.firstIndexStampedFrom(from);
    long end = Math.max(first, sample.endIndexStampedUntil(to));
    Optional<long[]> numbers = overlay.stamped(object, field, from, to);
    Iterator<StoredRow> written =
        numbers.isPresent()
            ? rows(object, numbers.get())
            : filter(overlay.scan(object, 0), inside::test);
    var generated = new MergedScan(sample, first, end, Collections.emptyIterator());
    Iterator<Row> untouched =
        filter(
            generated,
            row -> inside.test(row) && overlay.find(object, ((GeneratedRow) row).index()) == null);
    return new AscendingMerge(untouched, asRows(filter(written, inside::test)));
  }

  @Override
  public Iterator<Row> purged(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    Iterator<StoredRow> written =
        overlay
            .stamped(object, field, from, to)
            .map(numbers -> rows(object, numbers))
            .orElseGet(() -> overlay.scan(object, 0));
    return stream(written)
        .filter(row -> row.state() == RecordState.PURGED)
        .filter(
            row ->
                row.value(field) instanceof Instant stamp
                    && !stamp.isBefore(from)
                    && !stamp.isAfter(to))
        .<Row>map(row -> row)
        .iterator();
  }

  private Iterator<StoredRow> rows(ObjectDefinition object, long[] numbers) {
    return LongStream.of(numbers)
        .mapToObj(number -> overlay.find(object, number))
        .flatMap(row -> Optional.ofNullable(row).stream())
        .iterator();
  }

  private static Iterator<Row> asRows(Iterator<StoredRow> rows) {
    return stream(rows)
        .filter(row -> row.state() != RecordState.PURGED)
        .<Row>map(row -> row)
        .iterator();
  }

  private static <T> Iterator<T> filter(Iterator<T> rows, Predicate<T> keep) {
    return stream(rows).filter(keep).iterator();
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false);
  }

  @Override
  public long count(ObjectDefinition object) {
    return samples.of(object).count() + overlay.liveDelta(object);
  }
}
