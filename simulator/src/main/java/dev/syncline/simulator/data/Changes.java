package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.Written;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a transaction did to each of its records, seen from outside. */
final class Changes {
  private static final Set<String> SYSTEM =
      Set.of(
          "LastModifiedDate",
          "LastModifiedById",
          "SystemModstamp",
          "IsDeleted",
          "LastViewedDate",
          "LastReferencedDate");

  private Changes() {}

  static List<Change> of(List<Written> records) {
    var changes = new ArrayList<Change>();
    for (Written record : records) {
      Change change = of(record);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** Null for a record that was purged, or made and taken away again in one transaction. */
  private static @Nullable Change of(Written record) {
    ObjectDefinition object = record.key().object();
    Row before = record.before();
    StoredRow after = record.after();
    if (after.state() == RecordState.PURGED) {
      return null;
    }
    if (before == null) {
      return after.isDeleted() ? null : new Change.Created(object, after);
    }
    if (before.isDeleted()) {
      return after.isDeleted() ? null : new Change.Undeleted(object, after);
    }
    if (after.isDeleted()) {
      return new Change.Deleted(object, before, after);
    }
    List<FieldDefinition> changed =
        object.fields().stream()
            .filter(field -> field.isStored() && !SYSTEM.contains(field.name()))
            .filter(field -> differ(before.value(field), after.value(field)))
            .toList();
    return new Change.Updated(object, before, after, changed);
  }

  private static boolean differ(@Nullable Object before, @Nullable Object after) {
    if (before instanceof BigDecimal one && after instanceof BigDecimal other) {
      return one.compareTo(other) != 0;
    }
    return !Objects.equals(before, after);
  }
}
