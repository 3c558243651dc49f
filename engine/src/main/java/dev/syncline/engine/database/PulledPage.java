package dev.syncline.engine.database;

import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of changes that were read from an org, with what is to be remembered when they are
 * applied.
 *
 * @param token from before the reading began, see {@link Database#nextToken()}
 * @param changes records that are there; at most {@link #MAX_CHANGES}
 * @param gone deleted records, with the winner where they lost a merge
 * @param unseen records that were asked for by id and are neither: only their entries in the pull
 *     queue go
 * @param watermark the mapping's watermark once the page is applied; absent leaves it
 * @param lookalikes rows without a link that records are by the mapping's match rules; of use where
 *     records are merged one by one
 */
public record PulledPage(
    long token,
    List<PlannedChange> changes,
    Map<RecordId, Optional<RecordId>> gone,
    List<RecordId> unseen,
    Optional<Watermark> watermark,
    Map<RecordId, RowKey> lookalikes) {
  /** The most changes of a page, as they are held in memory. */
  public static final int MAX_CHANGES = 10_000;

  public PulledPage {
    changes = List.copyOf(changes);
    gone = Map.copyOf(gone);
    unseen = List.copyOf(unseen);
    lookalikes = Map.copyOf(lookalikes);
  }

  /** A page of records that nothing is known of but what their links say. */
  public PulledPage(
      long token,
      List<PlannedChange> changes,
      Map<RecordId, Optional<RecordId>> gone,
      List<RecordId> unseen,
      Optional<Watermark> watermark) {
    this(token, changes, gone, unseen, watermark, Map.of());
  }
}
