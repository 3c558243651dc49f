package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Removes for good what has lain in the recycle bin for too long. No change event tells of it. */
final class ExpiredRecords {
  /** How long the recycle bin keeps a record: Salesforce Help, recycle bin. */
  static final Duration KEPT = Duration.ofDays(15);

  /** How often there is something to look for, on the org's clock. */
  static final Duration BETWEEN_CHECKS = Duration.ofHours(1);

  /** How many records one transaction removes, those that hang on them not counted. */
  private static final int BATCH = 1_000;

  private final OrgData org;

  ExpiredRecords(OrgData org) {
    this.org = org;
  }

  /** Removes what was deleted before a moment. */
  void purge(Instant deletedBefore) {
    for (ObjectDefinition object : org.schema().objects()) {
      if (object.is(ObjectDefinition.Flag.UNDELETABLE)) {
        List<String> ids = expired(object, deletedBefore);
        while (!ids.isEmpty()) {
          boolean more = purge(object, ids) && ids.size() == BATCH;
          ids = more ? expired(object, deletedBefore) : List.of();
        }
      }
    }
  }

  /** Removes records; false when each of them was kept by somebody else. */
  private boolean purge(ObjectDefinition object, List<String> ids) {
    boolean removed = false;
    try (Transaction transaction =
        org.beginNow(Actor.internal(org.integrationUserId()), SaveOptions.USUAL)) {
      for (String id : ids) {
        removed |= transaction.purge(object, id) instanceof WriteResult.Written;
      }
      transaction.commit();
    }
    return removed;
  }

  private List<String> expired(ObjectDefinition object, Instant deletedBefore) {
    FieldDefinition stamp = object.requireField("SystemModstamp");
    var ids = new ArrayList<String>();
    Iterator<StoredRow> rows = org.committed().overlay().scan(object, 0);
    while (rows.hasNext() && ids.size() < BATCH) {
      StoredRow row = rows.next();
      boolean binned = row.isDeleted() && row.state() != RecordState.PURGED;
      if (binned && row.value(stamp) instanceof Instant at && at.isBefore(deletedBefore)) {
        ids.add(row.id());
      }
    }
    return ids;
  }
}
