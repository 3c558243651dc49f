package dev.syncline.engine.database;

import dev.syncline.model.Alteration;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a claimed outbox entry. The version is the one that was claimed: an entry whose
 * row has changed meanwhile is ready again afterwards, whatever else happens to it.
 */
public sealed interface Settlement {
  /** The entry's row. */
  RowKey key();

  /** The version that was claimed. */
  long version();

  /**
   * The record is as the row: the entry goes, and the link takes these values into its base.
   *
   * @param id the record's id; the link is made if there is none
   * @param agreed by field, the values that were sent or found equal; all other values of the base
   *     stay as they are at the commit
   * @param sent whether something was written to the org
   * @param remains whether the entry stays for what was left out this time, such as a reference in
   *     a circle; it is ready again
   * @param alterations what rules of fields have changed of the values, for the history
   */
  record Linked(
      RowKey key,
      long version,
      RecordId id,
      Map<FieldName, Value> agreed,
      boolean sent,
      boolean remains,
      List<Alteration> alterations)
      implements Settlement {
    public Linked {
      agreed = Map.copyOf(agreed);
      alterations = List.copyOf(alterations);
    }

    /** A record whose values no rule has changed. */
    public Linked(
        RowKey key,
        long version,
        RecordId id,
        Map<FieldName, Value> agreed,
        boolean sent,
        boolean remains) {
      this(key, version, id, agreed, sent, remains, List.of());
    }
  }

  /** Nothing is to be done: the entry goes, the link stays as it is. */
  record Nothing(RowKey key, long version) implements Settlement {}

  /**
   * The record is gone, by us or others: entry and link go, and a tombstone keeps a reading that
   * began before from bringing the record back.
   *
   * @param removesRow whether the row goes too, because a deletion in the org holds
   */
  record Unlinked(RowKey key, long version, RecordId id, boolean removesRow)
      implements Settlement {}

  /**
   * The link alone goes: the row is to become a new record, and the entry is ready again.
   *
   * @param id the record that is deleted
   */
  record Recreate(RowKey key, long version, RecordId id) implements Settlement {}

  /**
   * The entry is tried again later.
   *
   * @param countsAttempt whether the record itself was at fault; trouble of the org is not
   * @param keepsIntent whether the write may have been done, so that it is looked up first
   */
  record Retry(
      RowKey key,
      long version,
      Problem problem,
      Duration after,
      boolean countsAttempt,
      boolean keepsIntent)
      implements Settlement {}

  /** The entry waits for the record of a parent's row; it is ready when that is linked. */
  record Wait(RowKey key, long version, MappingName parent, RowKey parentRow)
      implements Settlement {}

  /** The code of rows that are held because a field of them is out of service. */
  String FIELD_OUT = "FIELD-OUT-OF-SERVICE";

  /** The code of rows that are tried again as soon as their record has been read. */
  String UNREAD = "PUSH-UNREAD";

  /** The code of rows that are held because they are outside of their mapping's scope. */
  String OUTSIDE = "SCOPE-OUTSIDE";

  /**
   * The entry stays until the row changes: it is not to be pushed now, and its record's changes
   * must meet what the row has changed.
   *
   * @param whileAwaited whether the entry goes unless rows of children wait for this one
   */
  record Hold(RowKey key, long version, Problem problem, boolean whileAwaited)
      implements Settlement {}

  /** The entry is set aside with the reason, until the row changes or a person acts. */
  record Park(RowKey key, long version, Problem problem) implements Settlement {}

  /** The entry is given back as it was. */
  record Release(RowKey key, long version) implements Settlement {}
}
