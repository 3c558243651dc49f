package dev.syncline.engine.stream;

import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an org told by itself.
 *
 * <p>Source: Change Data Capture Developer Guide, "Change Event Messages" and "Gap Event Messages";
 * Platform Events Developer Guide; Streaming API Developer Guide, "PushTopic Event".
 */
public sealed interface StreamEvent {
  /**
   * The most records of one event: what changes in one transaction beyond 100,000 is an overflow.
   */
  int MAX_RECORDS = 100_000;

  /** Which event it is. */
  EventMark mark();

  /** Where it stands in its channel. */
  default ReplayId replayId() {
    return mark().replayId();
  }

  /**
   * The same was done to each of these records.
   *
   * @param records at least one, at most {@link #MAX_RECORDS}
   */
  record Changed(
      EventMark mark,
      ObjectName object,
      List<RecordId> records,
      ChangeType type,
      Commit commit,
      CarriedFields fields)
      implements StreamEvent {
    public Changed {
      records = checked(records);
    }
  }

  /**
   * Something was done to records, and what it was is not told: read them, as of the commit's time
   * or later.
   */
  record Gap(EventMark mark, ObjectName object, Affected records, ChangeType type, Commit commit)
      implements StreamEvent {}

  /** So much was done to an object in one transaction that no more of it is told: read it all. */
  record Overflow(EventMark mark, ObjectName object, Commit commit) implements StreamEvent {}

  /**
   * A platform event, or what was pushed to a channel of generic streaming.
   *
   * @param name such as {@code Order_Paid__e}; of generic streaming the channel's
   * @param createdBy empty where the org does not say
   * @param fields all of the event's own; one without a value has {@link Value#NULL}
   */
  record Message(
      EventMark mark,
      String name,
      Instant createdAt,
      Optional<RecordId> createdBy,
      Map<FieldName, Value> fields)
      implements StreamEvent {
    public Message {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * A PushTopic tells that something was done to a record.
   *
   * @param at when it was told
   * @param values the fields of the topic's query, as the record had them then; none of a delete
   */
  record Noticed(
      EventMark mark,
      ObjectName object,
      RecordId record,
      ChangeType type,
      Instant at,
      Map<FieldName, Value> values)
      implements StreamEvent {
    public Noticed {
      values = Map.copyOf(values);
    }
  }

  /**
   * An event that could not be read. What it told of is unknown: a hole in what the channel covers.
   *
   * @param object whose change it tells of, as far as that could be read
   * @param problem why, which is worth showing to a person
   */
  record Unreadable(EventMark mark, Optional<ObjectName> object, Problem problem)
      implements StreamEvent {}

  /** The ids, checked for their number. */
  static List<RecordId> checked(List<RecordId> ids) {
    if (ids.isEmpty() || ids.size() > MAX_RECORDS) {
      throw new IllegalArgumentException("An event is about 1 to " + MAX_RECORDS + " records");
    }
    return List.copyOf(ids);
  }
}
