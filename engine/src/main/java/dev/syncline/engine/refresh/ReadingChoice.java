package dev.syncline.engine.refresh;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.ReadingMethod;

/** Decides by which API a refresh reads. Pure. */
public final class ReadingChoice {
  private static final String QUERY_JOBS = "DailyBulkV2QueryJobs";

  private ReadingChoice() {}

  /**
   * REST where Bulk API 2.0 cannot (compound fields), may not (no query job left today), or is not
   * worth the wait (few records); else Bulk.
   *
   * @param records how many records the query has
   */
  static ReadingMethod choose(
      ResolvedMapping mapping, long records, Budget budget, RefreshSettings settings) {
    boolean compound = mapping.bindings().stream().anyMatch(b -> b.field().type().isCompound());
    return choose(compound, records, budget, settings.restBelow());
  }

  /**
   * As above, for a query.
   *
   * @param compound whether it asks for compound fields
   * @param records how many records it has
   * @param restBelow readings with fewer records than this go by REST query
   */
  public static ReadingMethod choose(
      boolean compound, long records, Budget budget, long restBelow) {
    boolean jobsLeft = budget.limit(QUERY_JOBS).map(l -> l.remaining() > 0).orElse(true);
    return compound || !jobsLeft || records < restBelow ? ReadingMethod.REST : ReadingMethod.BULK;
  }
}
