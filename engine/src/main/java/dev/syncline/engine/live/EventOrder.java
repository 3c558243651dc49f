package dev.syncline.engine.live;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.SeenLink;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether an event tells something newer than a link knows. Pure. Commit times have whole
 * seconds, and so have system modstamps; what they leave undecided is read from the org.
 */
final class EventOrder {
  private EventOrder() {}

  /** What an event is worth. */
  enum Verdict {
    /** It is newer: the row takes it. */
    NEWER,
    /** It says what is known, and is newer than what events have told before. */
    CONFIRMS,
    /** It says what is known, or what was overtaken. */
    OLDER,
    /** Nobody can tell: the record must be read. */
    UNDECIDED
  }

  /**
   * How an event compares with what is known of its record.
   *
   * @param agrees whether all that it says is known
   * @param echo whether we made it, and what we may have written is as it says
   */
  record Said(EventPlace place, boolean agrees, boolean echo) {}

  static Verdict of(SeenLink link, Said said) {
    LinkedRecord known = link.record();
    if (wasRead(known) && said.place().at().isBefore(known.systemModstamp())) {
      // Committed before the version that was read was stamped: that one is built upon it.
      return Verdict.OLDER;
    }
    if (isBehind(link.event(), said.place())) {
      return said.agrees() ? Verdict.OLDER : Verdict.UNDECIDED;
    }
    boolean afterPush = known.pushedToken() <= known.readToken();
    if (said.agrees()) {
      return afterPush || said.echo() ? Verdict.CONFIRMS : Verdict.OLDER;
    }
    if (wasRead(known) && said.place().at().equals(seconds(known.systemModstamp()))) {
      return Verdict.UNDECIDED;
    }
    if (said.echo()) {
      return Verdict.NEWER;
    }
    boolean isKnown = wasRead(known) || known.eventToken() > 0;
    return isKnown && afterPush ? Verdict.NEWER : Verdict.UNDECIDED;
  }

  /** Whether the base is of a reading, so that its stamp is one of the org's. */
  private static boolean wasRead(LinkedRecord known) {
    return known.readToken() > 0;
  }

  private static boolean isBehind(Optional<EventPlace> last, EventPlace place) {
    return last.filter(l -> place.compareTo(l) < 0).isPresent();
  }

  private static Instant seconds(Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSecond());
  }
}
