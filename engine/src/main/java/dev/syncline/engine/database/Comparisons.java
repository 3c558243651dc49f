package dev.syncline.engine.database;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a compare asks of a database, and the certificates that it leaves there. */
public interface Comparisons {
  /** The most records or rows whose standing is asked for at once. */
  int MAX_STANDINGS = 2_000;

  /** Opens a session with a stage of its own; close it. It holds one connection. */
  CompareSession open(ResolvedMapping mapping);

  /** What an outbox holds of a row. */
  enum Outgoing {
    NOTHING,
    /** A change is on its way, or waits for its turn. */
    ON_ITS_WAY,
    /** A change is set aside for a person. */
    PARKED
  }

  /**
   * How a record stands beside the rows.
   *
   * @param link its row's key and what both sides last agreed on
   * @param row the linked row as it is now; absent if it is not there
   * @param outgoing what the outbox holds of the linked row
   * @param queued whether the record is to be read again
   * @param parked whether the record is set aside
   */
  record Standing(
      RecordId record,
      Optional<Links.Linked> link,
      Optional<MergeCase.CurrentRow> row,
      Outgoing outgoing,
      boolean queued,
      boolean parked) {}

  /**
   * How records stand now, in their order.
   *
   * @param records at most {@link #MAX_STANDINGS}
   */
  List<Standing> standings(ResolvedMapping mapping, Collection<RecordId> records);

  /**
   * A row without a link.
   *
   * @param row as it is now
   * @param outgoing what the outbox holds of it
   */
  record Loose(MergeCase.CurrentRow row, Outgoing outgoing) {}

  /**
   * Those of the rows that are there and have no link.
   *
   * @param rows at most {@link #MAX_STANDINGS}
   */
  List<Loose> loose(ResolvedMapping mapping, Collection<RowKey> rows);

  /** The row whose column of a field holds this value, in the form of the field; empty if none. */
  Optional<RowKey> holder(ResolvedMapping mapping, FieldBinding binding, Value value);

  /**
   * Says what both sides are taken to have agreed on in some fields, so that the next merge or push
   * finds out which side differs. A link that is not as it was, or whose row has a change on its
   * way, stays.
   *
   * @param before the link as it was read
   * @return whether it was done
   */
  boolean agree(ResolvedMapping mapping, Links.Linked before, Map<FieldName, Value> base);

  /** Keeps a certificate in place of the last one of its mapping and direction. */
  void certify(Certificate certificate);

  /** The last certificates of a mapping, one for each direction that was compared. */
  List<Certificate> certificates(MappingName mapping);
}
