package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a commit.
 *
 * @param pages per mapping; deferred are those that went to the pull queue
 * @param aside own changes that met the push which made them, not settled yet: nothing was written
 *     of them
 * @param holes what was opened
 */
public record LiveOutcome(
    Map<MappingName, AppliedPage> pages,
    Map<MappingName, Set<RecordId>> aside,
    List<StreamHole> holes) {
  public LiveOutcome {
    pages = Map.copyOf(pages);
    aside = Map.copyOf(aside);
    holes = List.copyOf(holes);
  }
}
