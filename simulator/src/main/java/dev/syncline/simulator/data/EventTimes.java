package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of an event, of which the caller gives some: its start with its end or its length.
 * Object Reference, Event. Days are those of UTC.
 */
final class EventTimes {
  private static final Duration DAY = Duration.ofDays(1);

  private final RecordDraft draft;

  private EventTimes(RecordDraft draft) {
    this.draft = draft;
  }

  /** Fills the times that follow from those that are given; refuses an event without enough. */
  static void fill(RecordDraft draft) {
    var times = new EventTimes(draft);
    boolean allDay = Boolean.TRUE.equals(times.value("IsAllDayEvent"));
    Instant start = times.start(allDay);
    Duration length = start == null ? null : times.length(start, allDay);
    if (start == null || length == null) {
      draft.refuse(
          new RecordError(
              "REQUIRED_FIELD_MISSING",
              "Required fields are missing: [DurationInMinutes, ActivityDateTime]",
              List.of("DurationInMinutes", "ActivityDateTime")));
    } else if (length.isNegative()) {
      draft.refuse(
          RecordError.of(
              "FIELD_INTEGRITY_EXCEPTION",
              "Event duration can not be negative",
              "DurationInMinutes"));
    } else {
      times.set(start, length, allDay);
    }
  }

  private @Nullable Object value(String field) {
    return draft.value(draft.object().requireField(field));
  }

  private boolean isWritten(String field) {
    FieldDefinition definition = draft.object().requireField(field);
    return draft.written().contains(definition) && draft.value(definition) != null;
  }

  private @Nullable Instant start(boolean allDay) {
    boolean byActivity = isWritten("ActivityDateTime") && !isWritten("StartDateTime");
    Object start = value(byActivity ? "ActivityDateTime" : "StartDateTime");
    if (start instanceof Instant moment) {
      return moment;
    }
    return allDay && value("ActivityDate") instanceof LocalDate day
        ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
        : null;
  }

  private @Nullable Duration length(Instant start, boolean allDay) {
    boolean byLength = isWritten("DurationInMinutes") || !isWritten("EndDateTime");
    if (byLength && value("DurationInMinutes") instanceof BigDecimal minutes) {
      return Duration.ofMinutes(minutes.longValue());
    }
    if (value("EndDateTime") instanceof Instant end) {
      Duration between = Duration.between(start, end);
      return allDay ? between.plus(DAY) : between;
    }
    return allDay ? DAY : null;
  }

  private void set(Instant start, Duration length, boolean allDay) {
    // An event of whole days ends, as the org shows it, on the start of its last day.
    boolean several = allDay && length.compareTo(DAY) >= 0;
    Instant end = start.plus(several ? length.minus(DAY) : length);
    draft.set("StartDateTime", start);
    draft.set("ActivityDateTime", start);
    draft.set("ActivityDate", LocalDate.ofInstant(start, ZoneOffset.UTC));
    draft.set("EndDateTime", end);
    draft.set("EndDate", LocalDate.ofInstant(end, ZoneOffset.UTC));
    draft.set("DurationInMinutes", BigDecimal.valueOf(length.toMinutes()));
  }
}
