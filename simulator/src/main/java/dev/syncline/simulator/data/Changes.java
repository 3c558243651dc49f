package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.Written;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.math.BigDecimal;
import java.time.Instant;
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

  private final OrgSnapshot before;
  private final OrgSnapshot after;
  private final Instant at;

  private Changes(OrgSnapshot before, OrgSnapshot after, Instant at) {
    this.before = before;
    this.after = after;
    this.at = at;
  }

  /**
   * The changes of records.
   *
   * @param before what was committed before
   * @param after what is committed now
   */
  static List<Change> of(List<Written> records, OrgSnapshot before, OrgSnapshot after, Instant at) {
    var states = new Changes(before, after, at);
    var changes = new ArrayList<Change>();
    for (Written record : records) {
      Change change = states.of(record);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** Null for a record that was purged, or made and taken away again in one transaction. */
  private @Nullable Change of(Written record) {
    return record.after().state() == RecordState.PURGED
        ? null
        : of(
            record.key().object(),
            record.before() == null ? null : seen(record, record.before(), before),
            seen(record, record.after(), after));
  }

  /** With its formulas worked out as they were then. */
  private Row seen(Written record, Row row, OrgSnapshot view) {
    ObjectDefinition object = record.key().object();
    return object.hasFormulas() ? new SeenRow(row, object, view, at, false) : row;
  }

  private static @Nullable Change of(ObjectDefinition object, @Nullable Row before, Row after) {
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
            .filter(field -> field.isStored() && differ(before.value(field), after.value(field)))
            .filter(field -> !SYSTEM.contains(field.name()))
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
