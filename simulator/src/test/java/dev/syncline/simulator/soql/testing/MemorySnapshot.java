package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records in memory that count how often they are read, and in which way. */
public final class MemorySnapshot implements Snapshot {
  private final Schema schema;
  private final Map<ObjectDefinition, TreeMap<String, MemoryRow>> rows = new HashMap<>();
  private long scanned;
  private long found;
  private long lookedUp;

  public MemorySnapshot(Schema schema) {
    this.schema = schema;
  }

  /** Adds a record or replaces the one with its id. */
  public void put(ObjectDefinition object, MemoryRow row) {
    of(object).put(row.id(), row);
  }

  private TreeMap<String, MemoryRow> of(ObjectDefinition object) {
    return rows.computeIfAbsent(object, key -> new TreeMap<>());
  }

  /** How many records scans have passed. */
  public long scanned() {
    return scanned;
  }

  /** How many times a record was asked for by its id. */
  public long found() {
    return found;
  }

  /** How many times an index was asked. */
  public long lookedUp() {
    return lookedUp;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Optional<Row> find(ObjectDefinition object, String id) {
    found++;
    return Optional.ofNullable(of(object).get(id));
  }

  @Override
  public Iterator<Row> scan(ObjectDefinition object) {
    return of(object).values().stream().peek(row -> scanned++).<Row>map(row -> row).iterator();
  }

  @Override
  public Iterator<Row> scanAfter(ObjectDefinition object, String id) {
    return of(object).tailMap(id, false).values().stream()
        .peek(row -> scanned++)
        .<Row>map(row -> row)
        .iterator();
  }

  /** Only the created date is indexed by range. */
  @Override
  public boolean isRangeIndexed(ObjectDefinition object, FieldDefinition field) {
    return field.name().equals("CreatedDate");
  }

  @Override
  public Iterator<Row> range(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    lookedUp++;
    return of(object).values().stream()
        .filter(row -> row.value(field) instanceof Instant at && isWithin(at, from, to))
        .<Row>map(row -> row)
        .iterator();
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  @Override
  public Iterator<Row> lookup(ObjectDefinition object, FieldDefinition field, Object value) {
    lookedUp++;
    boolean exact = field.is(FieldDefinition.Flag.CASE_SENSITIVE);
    return of(object).values().stream()
        .filter(row -> matches(row.value(field), value, exact))
        .<Row>map(row -> row)
        .iterator();
  }

  private static boolean matches(@Nullable Object stored, Object value, boolean exact) {
    if (stored instanceof String text && !exact) {
      return text.equalsIgnoreCase((String) value);
    }
    return value.equals(stored);
  }

  @Override
  public boolean isIndexed(ObjectDefinition object, FieldDefinition field) {
    return (field.type() == FieldType.REFERENCE) || field.is(FieldDefinition.Flag.ID_LOOKUP);
  }

  @Override
  public long count(ObjectDefinition object) {
    return of(object).values().stream().filter(row -> !row.isDeleted()).count();
  }
}
