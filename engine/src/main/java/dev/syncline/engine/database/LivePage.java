package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import java.util.List;
import java.util.Map;

/**
 * What events ask of the rows of one mapping.
 *
 * @param changes one a record, at most {@link PulledPage#MAX_CHANGES}
 * @param again records that must be read, and why
 */
public record LivePage(
    ResolvedMapping mapping, List<LiveChange> changes, Map<RecordId, PullQueue.Reason> again) {
  public LivePage {
    changes = List.copyOf(changes);
    again = Map.copyOf(again);
  }
}
