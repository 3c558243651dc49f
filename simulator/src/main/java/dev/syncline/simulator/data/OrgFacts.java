package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.Samples;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.IndexKey;
import dev.syncline.simulator.store.RecordStore;
import dev.syncline.simulator.store.StoreView;
import dev.syncline.simulator.store.StoredValues;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What a store remembers of its org beside the records: what it was made from, and counters. */
final class OrgFacts {
  private static final String FORMAT = "1";

  private final Samples samples;
  private final RecordStore store;

  OrgFacts(Samples samples, RecordStore store) {
    this.samples = samples;
    this.store = store;
  }

  private List<ObjectDefinition> objects() {
    return samples.schema().objects();
  }

  /**
   * Notes what the org is made from, or compares it with what was noted before.
   *
   * @throws IllegalArgumentException if they differ
   */
  void checkOrWrite() {
    check("format", FORMAT, "empty the directory or use the simulator that made it");
    check("seed", Long.toString(samples.seed()), "start with the same --seed");
    for (ObjectDefinition object : objects()) {
      long count = samples.of(object).count();
      check(
          "generated/" + object.name(),
          Long.toString(count),
          "start with the same --records and record types");
      check(
          "prefix/" + object.name(),
          object.keyPrefix(),
          "write the prefix of " + object.name() + " into the schema file");
      rebuildIndexes(object);
    }
  }

  /** Notes what the org is made from now, and makes the indexes that are lacking. */
  void rewrite() {
    for (ObjectDefinition object : objects()) {
      store.putFact("generated/" + object.name(), Long.toString(samples.of(object).count()));
      store.putFact("prefix/" + object.name(), object.keyPrefix());
      rebuildIndexes(object);
    }
  }

  private void check(String key, String value, String remedy) {
    String kept = store.fact(key);
    if (kept == null) {
      store.putFact(key, value);
    } else if (!kept.equals(value)) {
      throw new IllegalArgumentException(
          "--data-dir: it was made with " + key + " " + kept + ", not " + value + "; " + remedy);
    }
  }

  /** Makes the index of a field that had none when its records were written. */
  private void rebuildIndexes(ObjectDefinition object) {
    List<String> wanted = IndexedFields.of(object).stream().map(OrgFacts::indexName).toList();
    String key = "indexes/" + object.name();
    String kept = store.fact(key);
    if (kept != null && !kept.equals(String.join(",", wanted))) {
      List<String> before = List.of(kept.split(","));
      for (FieldDefinition field : IndexedFields.of(object)) {
        if (!before.contains(indexName(field))) {
          rebuildIndex(object, field);
        }
      }
    }
    store.putFact(key, String.join(",", wanted));
  }

  private static String indexName(FieldDefinition field) {
    return field.name() + (field.is(FieldDefinition.Flag.CASE_SENSITIVE) ? "/case" : "");
  }

  private void rebuildIndex(ObjectDefinition object, FieldDefinition field) {
    store.clearIndex(object.name(), field.name());
    StoreView view = store.commit();
    Iterator<StoreView.Numbered> records = view.scan(object.name(), 0);
    while (records.hasNext()) {
      StoreView.Numbered record = records.next();
      StoredValues values = view.decode(object.name(), record.record(), object.fieldNames());
      String text = IndexedFields.text(field, values.value(field.position()));
      if (text != null) {
        store.putIndex(object.name(), new IndexKey(field.name(), text, record.number()));
      }
    }
  }

  long commits() {
    return number("commits", 0);
  }

  long nextNumber(ObjectDefinition object) {
    return number("next/" + object.name(), samples.of(object).count());
  }

  Map<String, Long> liveDeltas() {
    var deltas = new HashMap<String, Long>();
    objects().forEach(o -> deltas.put(o.name(), number("live/" + o.name(), 0)));
    return deltas;
  }

  private long number(String key, long otherwise) {
    String kept = store.fact(key);
    return kept == null ? otherwise : Long.parseLong(kept);
  }

  void write(long commits, Map<ObjectDefinition, Long> next, Map<String, Long> liveDeltas) {
    putIfChanged("commits", commits);
    next.forEach((object, number) -> putIfChanged("next/" + object.name(), number));
    liveDeltas.forEach((object, delta) -> putIfChanged("live/" + object, delta));
  }

  private void putIfChanged(String key, long number) {
    String text = Long.toString(number);
    if (!text.equals(store.fact(key))) {
      store.putFact(key, text);
    }
  }
}
