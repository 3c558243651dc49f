package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.Samples;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.RecordType;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.store.RecordStore;
import dev.syncline.simulator.store.StoreView;
import dev.syncline.simulator.store.StoredValues;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries the stored records of an org over from one schema to the next. */
final class SchemaChange {
  /** How many changes an org remembers: named bound of the simulator. */
  static final int MAX_CHANGES = 10_000;

  private static final String KEY = "schema-change/";

  private final RecordStore store;

  SchemaChange(RecordStore store) {
    this.store = store;
  }

  /** The changes that were made, oldest first. */
  List<String> made() {
    var changes = new ArrayList<String>();
    String change = store.fact(KEY + 1);
    while (change != null) {
      changes.add(change);
      change = store.fact(KEY + (changes.size() + 1));
    }
    return changes;
  }

  /** Remembers a change. */
  void remember(int number, String change) {
    store.putFact(KEY + number, change);
  }

  /** The numbers of records to generate, without objects that a change took away. */
  static Map<String, Long> records(Map<String, Long> wanted, Schema schema, boolean changed) {
    Map<String, Long> kept = new TreeMap<>(wanted);
    if (changed) {
      kept.keySet().removeIf(name -> schema.object(name).isEmpty());
    }
    return kept;
  }

  /**
   * Refuses a change that would give record types other ids.
   *
   * @throws IllegalArgumentException if record types of objects that exist come or go
   */
  static void checkRecordTypes(Schema before, Schema after) {
    List<String> old = recordTypes(before);
    List<String> now = recordTypes(after);
    if (now.size() < old.size() || !now.subList(0, old.size()).equals(old)) {
      throw new IllegalArgumentException(
          "record types of objects that exist can neither be added nor taken away while the org"
              + " runs; write them into a schema file, or declare them on a new object");
    }
  }

  private static List<String> recordTypes(Schema schema) {
    var names = new ArrayList<String>();
    for (ObjectDefinition object : schema.objects()) {
      for (RecordType type : object.recordTypes()) {
        names.add(object.name() + "." + type.developerName());
      }
    }
    return names;
  }

  /** Converts what was written into fields that have another type now. */
  void convert(Samples before, Schema after) {
    for (ObjectDefinition object : after.objects()) {
      store.addObject(object.name());
      Optional<ObjectDefinition> old = before.schema().object(object.name());
      List<FieldDefinition> retyped =
          old.map(was -> object.fields().stream().filter(f -> isRetyped(was, f)).toList())
              .orElse(List.of());
      if (old.isPresent() && !retyped.isEmpty()) {
        convert(object, retyped);
      }
    }
  }

  private static boolean isRetyped(ObjectDefinition was, FieldDefinition field) {
    return field.isStored()
        && was.field(field.name())
            .filter(old -> old.isStored() && old.type() != field.type())
            .isPresent();
  }

  private void convert(ObjectDefinition now, List<FieldDefinition> retyped) {
    for (FieldDefinition field : retyped) {
      store.clearIndex(now.name(), field.name());
    }
    StoreView view = store.view();
    Iterator<StoreView.Numbered> records = view.scan(now.name(), 0);
    while (records.hasNext()) {
      StoreView.Numbered record = records.next();
      StoredValues stored = view.decode(now.name(), record.record(), now.fieldNames());
      @Nullable Object[] values = stored.values().clone();
      for (FieldDefinition field : retyped) {
        values[field.position()] = FieldConversion.convert(field, values[field.position()]);
      }
      store.put(now.name(), record.number(), stored.state(), now.fieldNames(), values);
    }
    store.putFact("indexes/" + now.name(), "");
  }
}
