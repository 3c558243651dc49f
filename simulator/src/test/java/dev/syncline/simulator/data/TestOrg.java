package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.Orgs;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small org on a clock that stands still until it is moved. */
final class TestOrg implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-01T12:00:00.400Z");
  static final Schema SCHEMA = Orgs.exampleSchema();

  final SimulatorClock clock = new SimulatorClock(() -> START);
  final OrgData data;

  private TestOrg(OrgSettings settings) {
    this.data = OrgData.open(settings, SCHEMA, clock);
  }

  static TestOrg inMemory() {
    return new TestOrg(new OrgSettings(42, Orgs.SMALL, null, Duration.ofMillis(50)));
  }

  static TestOrg empty() {
    return new TestOrg(new OrgSettings(42, Map.of(), null, Duration.ofMillis(50)));
  }

  /** An empty org whose transactions wait so long for a record of another one. */
  static TestOrg waiting(Duration patience) {
    return new TestOrg(new OrgSettings(42, Map.of(), null, patience));
  }

  static TestOrg in(Path directory, long seed, Map<String, Long> records) {
    return new TestOrg(new OrgSettings(seed, records, directory, Duration.ofMillis(50)));
  }

  ObjectDefinition object(String name) {
    return SCHEMA.object(name).orElseThrow();
  }

  FieldDefinition field(String object, String name) {
    return object(object).requireField(name);
  }

  Actor actor() {
    return new Actor(data.integrationUserId(), "test", "");
  }

  Transaction begin() {
    return data.begin(actor());
  }

  /** Values by field name, in pairs. */
  FieldValues values(String object, @Nullable Object... pairs) {
    var values = FieldValues.values();
    for (int i = 0; i < pairs.length; i += 2) {
      values.set(field(object, String.valueOf(pairs[i])), pairs[i + 1]);
    }
    return values.build();
  }

  /** Inserts and commits one record. */
  String insert(String object, @Nullable Object... pairs) {
    try (Transaction transaction = begin()) {
      WriteResult result = transaction.insert(object(object), values(object, pairs));
      transaction.commit();
      return ((WriteResult.Written) result).id();
    }
  }

  /** Updates and commits one record. */
  WriteResult update(String object, String id, @Nullable Object... pairs) {
    try (Transaction transaction = begin()) {
      WriteResult result = transaction.update(object(object), id, values(object, pairs));
      transaction.commit();
      return result;
    }
  }

  /** Moves a record to the recycle bin and commits. */
  void delete(String object, String id) {
    try (Transaction transaction = begin()) {
      transaction.delete(object(object), id);
      transaction.commit();
    }
  }

  Row row(Snapshot snapshot, String object, String id) {
    return snapshot.find(object(object), id).orElseThrow();
  }

  @Nullable Object value(Snapshot snapshot, String object, String id, String field) {
    return row(snapshot, object, id).value(field(object, field));
  }

  @Nullable Object value(String object, String id, String field) {
    return value(data.snapshot(), object, id, field);
  }

  /** All records by id, as text of all their values. */
  Map<String, String> everything(Snapshot snapshot, String object) {
    var all = new TreeMap<String, String>();
    Iterator<Row> rows = snapshot.scan(object(object));
    while (rows.hasNext()) {
      Row row = rows.next();
      var text = new StringBuilder().append(row.isDeleted());
      for (FieldDefinition field : object(object).fields()) {
        if (field.isStored()) {
          text.append('|').append(row.value(field));
        }
      }
      all.put(row.id(), text.toString());
    }
    return all;
  }

  @Override
  public void close() {
    data.close();
  }
}
