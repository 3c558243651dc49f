package dev.syncline.simulator.data;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Locks what a list of writes will touch, parents first and then the records, each in the order of
 * their ids (Apex Developer Guide, Avoiding Deadlocks), so that lists with the same records do not
 * wait for each other in a circle. A record that stays with somebody else is refused when it is
 * written.
 */
final class LockOrder {
  private final Workspace space;
  private final ObjectDefinition object;
  private final TreeSet<String> parents = new TreeSet<>();
  private final TreeSet<String> records = new TreeSet<>();

  LockOrder(Workspace space, ObjectDefinition object) {
    this.space = space;
    this.object = object;
  }

  /**
   * Locks what the writes of these values will.
   *
   * @param key whose values name the records: the id, or what an upsert goes by
   */
  void lock(FieldDefinition key, List<FieldValues> writes) {
    List<FieldDefinition> references =
        object.fields().stream().filter(Workspace::locksParent).toList();
    for (FieldValues values : writes) {
      Row row = row(key, values);
      if (row != null) {
        records.add(row.id());
      }
      for (FieldDefinition field : references) {
        note(field, values, row);
      }
    }
    parents.forEach(this::claim);
    records.forEach(this::claim);
  }

  private void claim(String id) {
    space.key(id).ifPresent(space::claim);
  }

  private @Nullable Row row(FieldDefinition key, FieldValues values) {
    Object value = values.value(key);
    if (value == null) {
      return null;
    }
    if (key.type() == FieldType.ID) {
      return RecordIds.parse(value.toString().strip())
          .flatMap(id -> space.view().find(object, id))
          .orElse(null);
    }
    Iterator<Row> rows = space.view().lookup(object, key, value);
    return rows.hasNext() ? rows.next() : null;
  }

  private void note(FieldDefinition field, FieldValues values, @Nullable Row row) {
    Optional<String> old = row == null ? Optional.empty() : id(row.value(field));
    Optional<String> now = values.contains(field) ? id(values.value(field)) : old;
    boolean master = !field.is(FieldDefinition.Flag.NILLABLE);
    if (master || !old.equals(now)) {
      old.ifPresent(parents::add);
      now.ifPresent(parents::add);
    }
  }

  private static Optional<String> id(@Nullable Object value) {
    return value == null ? Optional.empty() : RecordIds.parse(value.toString());
  }
}
