package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.SoqlException;

/** The refusal of a query that would need more memory than its bounds give it. */
final class TooMuch {
  private TooMuch() {}

  /**
   * A timeout, the answer real orgs give to such queries.
   *
   * @param bound the bound, as a clause
   */
  static SoqlException of(String bound) {
    String reason =
        "Your query request was running for too long: "
            + bound
            + "; filter more narrowly or add a LIMIT.";
    return new SoqlException(ErrorCode.QUERY_TIMEOUT, reason, reason, 1, 1);
  }
}
