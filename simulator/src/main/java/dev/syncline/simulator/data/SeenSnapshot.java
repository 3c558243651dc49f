package dev.syncline.simulator.data;

import dev.syncline.simulator.formula.Formula;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The records as somebody sees them: formulas worked out, and for the integration user without the
 * objects, fields and rows that it has no right to, and with encrypted texts masked.
 *
 * @param restricted whether it is the integration user who looks
 * @param now the moment that formulas go by
 */
record SeenSnapshot(OrgSnapshot base, boolean restricted, Instant now) implements Snapshot {
  /** The records to somebody; the plain ones where nothing is different. */
  static Snapshot of(OrgSnapshot base, boolean restricted, Instant now) {
    boolean limits = restricted && base.views().restricts();
    return limits || base.views().calculates() ? new SeenSnapshot(base, limits, now) : base;
  }

  @Override
  public Schema schema() {
    return restricted ? base.views().seen() : base.schema();
  }

  /** The object with all its fields; the one given where the schema has changed meanwhile. */
  private ObjectDefinition whole(ObjectDefinition object) {
    return base.schema().object(object.name()).orElse(object);
  }

  private static FieldDefinition whole(ObjectDefinition whole, FieldDefinition field) {
    return whole.fields().get(field.position());
  }

  private Row seen(ObjectDefinition whole, Row row) {
    boolean masked = restricted && SchemaViews.masks(whole);
    return masked || whole.hasFormulas() ? new SeenRow(row, whole, base, now, masked) : row;
  }

  private boolean shows(ObjectDefinition whole, Row row) {
    Formula rows = whole.rules().access().rows();
    return !restricted || rows == null || rows.holds(RecordScope.reading(base, now, whole, row));
  }

  private boolean showsAll(ObjectDefinition whole) {
    return !restricted || whole.rules().access().rows() == null;
  }

  private Iterator<Row> seen(ObjectDefinition whole, Iterator<Row> rows) {
    boolean plain = !whole.hasFormulas() && !(restricted && SchemaViews.masks(whole));
    if (plain && showsAll(whole)) {
      return rows;
    }
    Stream<Row> all =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
            .filter(row -> shows(whole, row));
    return all.<Row>map(row -> seen(whole, row)).iterator();
  }

  @Override
  public Optional<Row> find(ObjectDefinition object, String id) {
    ObjectDefinition whole = whole(object);
    return base.find(whole, id).filter(row -> shows(whole, row)).map(row -> seen(whole, row));
  }

  @Override
  public Iterator<Row> scan(ObjectDefinition object) {
    ObjectDefinition whole = whole(object);
    return seen(whole, base.scan(whole));
  }

  @Override
  public Iterator<Row> scanAfter(ObjectDefinition object, String id) {
    ObjectDefinition whole = whole(object);
    return seen(whole, base.scanAfter(whole, id));
  }

  @Override
  public Iterator<Row> lookup(ObjectDefinition object, FieldDefinition field, Object value) {
    ObjectDefinition whole = whole(object);
    return seen(whole, base.lookup(whole, whole(whole, field), value));
  }

  @Override
  public boolean isIndexed(ObjectDefinition object, FieldDefinition field) {
    ObjectDefinition whole = whole(object);
    return base.isIndexed(whole, whole(whole, field));
  }

  @Override
  public Iterator<Row> range(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    ObjectDefinition whole = whole(object);
    return seen(whole, base.range(whole, whole(whole, field), from, to));
  }

  @Override
  public Iterator<Row> purged(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    ObjectDefinition whole = whole(object);
    return seen(whole, base.purged(whole, whole(whole, field), from, to));
  }

  @Override
  public boolean isRangeIndexed(ObjectDefinition object, FieldDefinition field) {
    ObjectDefinition whole = whole(object);
    return base.isRangeIndexed(whole, whole(whole, field));
  }

  @Override
  public long count(ObjectDefinition object) {
    ObjectDefinition whole = whole(object);
    if (showsAll(whole)) {
      return base.count(whole);
    }
    long count = 0;
    Iterator<Row> rows = scan(whole);
    while (rows.hasNext()) {
      count += rows.next().isDeleted() ? 0 : 1;
    }
    return count;
  }
}
