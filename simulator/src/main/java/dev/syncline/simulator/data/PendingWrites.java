package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The rows that an open transaction has written, with the way back. Not for several threads. */
final class PendingWrites {
  /** The most records that one transaction may write. */
  static final int MAX_RECORDS = 250_000;

  /** A record of an object. */
  record RecordKey(ObjectDefinition object, long number) {}

  private record ValueKey(FieldDefinition field, String value) {}

  /** One step, to be taken back. */
  private record Step(RecordKey key, @Nullable StoredRow before) {}

  private final Map<ObjectDefinition, NavigableMap<Long, StoredRow>> rows = new HashMap<>();
  private final Map<ValueKey, Set<Long>> values = new HashMap<>();
  private final Map<RecordKey, @Nullable Row> originals = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  NavigableMap<Long, StoredRow> of(ObjectDefinition object) {
    NavigableMap<Long, StoredRow> written = rows.get(object);
    return written == null ? Collections.emptyNavigableMap() : written;
  }

  /**
   * Notes a row.
   *
   * @param original the record as it is committed, null when it is new; counts at the first write
   */
  void put(RecordKey key, StoredRow row, @Nullable Row original) {
    if (!originals.containsKey(key) && originals.size() >= MAX_RECORDS) {
      throw new IllegalStateException(
          "a transaction writes at most " + MAX_RECORDS + " records; commit in between");
    }
    originals.putIfAbsent(key, original);
    NavigableMap<Long, StoredRow> written =
        rows.computeIfAbsent(key.object(), object -> new TreeMap<>());
    StoredRow before = written.put(key.number(), row);
    index(key.object(), before, false);
    index(key.object(), row, true);
    steps.add(new Step(key, before));
  }

  private void index(ObjectDefinition object, @Nullable StoredRow row, boolean add) {
    if (row == null) {
      return;
    }
    for (FieldDefinition field : object.fields()) {
      String text = IndexedFields.isKey(field) ? IndexedFields.text(field, row.value(field)) : null;
      if (text != null) {
        Set<Long> numbers =
            values.computeIfAbsent(new ValueKey(field, text), key -> new TreeSet<>());
        if (add) {
          numbers.add(row.number());
        } else {
          numbers.remove(row.number());
        }
      }
    }
  }

  /** The numbers of the rows written here that carry a value. */
  LongStream lookup(ObjectDefinition object, FieldDefinition field, Object value) {
    String text = IndexedFields.text(field, value);
    if (text == null || of(object).isEmpty()) {
      return LongStream.empty();
    }
    Set<Long> numbers = values.getOrDefault(new ValueKey(field, text), Set.of());
    return List.copyOf(numbers).stream().mapToLong(Long::longValue);
  }

  /** Whether a record written here was live before. */
  boolean wasLive(ObjectDefinition object, long number) {
    Row original = originals.get(new RecordKey(object, number));
    return original != null && !original.isDeleted();
  }

  int steps() {
    return steps.size();
  }

  void undoTo(int count) {
    while (steps.size() > count) {
      Step step = steps.removeLast();
      NavigableMap<Long, StoredRow> written = rows.get(step.key().object());
      if (written == null) {
        throw new IllegalStateException("a step without a row");
      }
      StoredRow undone =
          step.before() == null
              ? written.remove(step.key().number())
              : written.put(step.key().number(), step.before());
      index(step.key().object(), undone, false);
      index(step.key().object(), step.before(), true);
      if (step.before() == null) {
        originals.remove(step.key());
      }
    }
  }

  /** A record with its row before and after the transaction. */
  record Written(RecordKey key, @Nullable Row before, StoredRow after) {}

  /** Every record once, in the order in which they were first touched. */
  List<Written> all() {
    var written = new ArrayList<Written>();
    originals.forEach(
        (key, original) -> {
          StoredRow after = of(key.object()).get(key.number());
          if (after != null) {
            written.add(new Written(key, original, after));
          }
        });
    return written;
  }
}
