package dev.syncline.jdbc.page;

import dev.syncline.engine.database.PullQueue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The actions of a plan that send a record to the pull queue, each with its reason. */
public enum Diversion {
  /** Its row has an outbox entry. */
  PENDING('q', PullQueue.Reason.PENDING_CHANGE),
  /** Its row is locked by the application, or is not there. */
  LOCKED('l', PullQueue.Reason.LOCKED),
  /** Its row was pushed, or deleted, after the page was read. */
  STALE('t', PullQueue.Reason.STALE_READ),
  /** A row without a link may be its own. */
  UNKNOWN('u', PullQueue.Reason.UNKNOWN_CREATE);

  private final char action;
  private final PullQueue.Reason reason;

  Diversion(char action, PullQueue.Reason reason) {
    this.action = action;
    this.reason = reason;
  }

  /** The action as SQL text. */
  public String literal() {
    return "'" + action + "'";
  }

  /** All actions as a list of SQL. */
  public static String literals() {
    return Arrays.stream(values()).map(Diversion::literal).collect(Collectors.joining(", "));
  }

  /** The SQL of the reason of a plan's action. */
  public static String reason(String action) {
    return Arrays.stream(values())
        .map(d -> "WHEN " + d.literal() + " THEN '" + d.reason + "'")
        .collect(Collectors.joining(" ", "CASE " + action + " ", " END"));
  }

  /** Whether a plan's action diverts. */
  static boolean diverts(String action) {
    return Arrays.stream(values()).anyMatch(d -> action.equals(String.valueOf(d.action)));
  }
}
