package dev.syncline.engine.org;

import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks an org what changed. All times are the org's own; the clock of this machine is not used. */
public interface ChangeReader {
  /** The most ids that {@link #read} takes. */
  int MAX_IDS = 2_000;

  /** The code of the failure when the org no longer knows all that was deleted since then. */
  String WINDOW_OLD = "POLL-WINDOW-OLD";

  /** The most records that a page of {@link #window} has. */
  int MAX_WINDOW_RECORDS = 10_000;

  /** REST API Developer Guide, "sObject Get Updated": a window reaches back at most 30 days. */
  int MAX_WINDOW_DAYS = 30;

  /** The org's time now, in whole seconds, from an answer of this moment. */
  Instant now();

  /**
   * The records of an object that were created or changed in a window.
   *
   * @param ids each once
   * @param covered up to when the answer is complete; where the next window begins
   */
  record Updated(List<RecordId> ids, Instant covered) {
    public Updated {
      ids = List.copyOf(ids);
    }
  }

  /**
   * The records of an object that were deleted in a window.
   *
   * @param covered up to when the answer is complete; where the next window begins
   */
  record Deleted(List<RecordId> ids, Instant covered) {
    public Deleted {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Asks for created and changed records, half-open at the end.
   *
   * @throws OrgException with code {@code POLL-WINDOW-FULL} if there are more than the org lists
   *     (600,000): ask for a shorter window
   */
  Updated updated(ObjectName object, Instant from, Instant until);

  /**
   * Asks for deleted records, losers of merges among them.
   *
   * @throws OrgException with code {@link #WINDOW_OLD} if the org no longer knows all deletions
   *     since then
   */
  Deleted deleted(ObjectName object, Instant from, Instant until);

  /**
   * What asking for records by their ids came to. An id is in one of the three.
   *
   * @param present records that the query covers
   * @param gone deleted records, with the winner where they lost a merge
   * @param unseen records that are out of the query's scope, hidden, or purged
   */
  record Found(
      List<RecordChange.Present> present,
      Map<RecordId, Optional<RecordId>> gone,
      List<RecordId> unseen) {
    public Found {
      present = List.copyOf(present);
      gone = Map.copyOf(gone);
      unseen = List.copyOf(unseen);
    }
  }

  /**
   * Reads records as they are now.
   *
   * @param ids at most {@link #MAX_IDS}
   */
  Found read(RecordQuery query, Collection<RecordId> ids);

  /**
   * A window of records by a date field, in the order of that field and the id.
   *
   * @param date a date-time field that is indexed, normally {@code SystemModstamp}
   * @param from inclusive
   * @param afterId only records behind this id among those of exactly {@code from}; absent means
   *     all of them
   * @param until exclusive; absent means open
   * @param withDeleted whether records in the recycle bin are told too
   */
  record Window(
      RecordQuery query,
      FieldName date,
      Instant from,
      Optional<RecordId> afterId,
      Optional<Instant> until,
      boolean withDeleted) {}

  /** Where a page ended. */
  record Place(Instant date, RecordId id) {}

  /**
   * A page of a window.
   *
   * @param changes at most {@link #MAX_WINDOW_RECORDS}, with those that are gone
   * @param gone deleted records, with the winner where they lost a merge
   * @param last the last record's date and id; absent if there is none
   * @param more whether there may be records behind it
   */
  record WindowPage(
      List<RecordChange.Present> changes,
      Map<RecordId, Optional<RecordId>> gone,
      Optional<Place> last,
      boolean more) {
    public WindowPage {
      changes = List.copyOf(changes);
      gone = Map.copyOf(gone);
    }
  }

  /** Reads the first records of a window; the next page is a window from its last record. */
  WindowPage window(Window window);

  /**
   * Records of an object that hold exactly these values, created by our own user at or after a
   * moment: to learn whether a create whose answer was lost was done.
   *
   * @param values the fields that were sent; long text and other fields that cannot be filtered are
   *     compared after reading
   * @return at most ten ids
   */
  List<RecordId> createdByUs(ObjectName object, List<FieldWrite> values, Instant since);

  /**
   * Records in the recycle bin that our own user created at or after a moment with these values: a
   * create whose answer was lost may have been undone by somebody before it was looked up. Fields
   * that cannot be filtered are not compared.
   *
   * @return at most ten ids
   */
  List<RecordId> deletedOfOurs(ObjectName object, List<FieldWrite> values, Instant since);

  /**
   * Records in the recycle bin that our own user created and that have these values of an external
   * id.
   *
   * @param keys at most {@link #MAX_IDS}, as the field's type has them
   */
  Map<String, List<RecordId>> deletedOfOurs(
      ObjectName object, FieldName keyField, Collection<String> keys);

  /**
   * A record that our own user created.
   *
   * @param changed whether somebody has changed it since, as far as its stamps tell
   */
  record Created(RecordChange.Present record, boolean changed) {}

  /**
   * Records that our own user created at or after a moment: one of them may be a create whose
   * answer was lost and that somebody has edited before it was looked up.
   *
   * @return at most {@link #MAX_IDS}, the oldest first
   */
  List<Created> createdByUs(RecordQuery query, Instant since);

  /**
   * The records that have these values of an external id.
   *
   * @param keys at most {@link #MAX_IDS}, as the field's type has them
   */
  Map<String, List<RecordId>> byKey(ObjectName object, FieldName keyField, Collection<String> keys);

  /**
   * What a record must hold to be among those that are looked for.
   *
   * @param holds all of these
   */
  record Sought(List<Held> holds) {
    public Sought {
      holds = List.copyOf(holds);
    }
  }

  /**
   * A value that a field holds: all of it, or pieces of it in this order.
   *
   * @param pieces at least one
   * @param whole whether the one piece is all; as the org compares, which folds capitals
   */
  record Held(FieldName field, List<String> pieces, boolean whole) {
    public Held {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * Records that hold what is sought, and perhaps a few that nearly do: who asks compares them.
   *
   * @param query in the scope of which, and with which fields
   * @param sought at most {@link #MAX_IDS}
   * @return at most {@link #MAX_HOLDING}
   * @throws OrgException with code {@code MATCH-TOO-MANY} if there are more
   */
  List<RecordChange.Present> holding(RecordQuery query, List<Sought> sought);

  /** The most records that {@link #holding} answers. */
  int MAX_HOLDING = 20_000;
}
