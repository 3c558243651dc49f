package dev.syncline.engine.org;

import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One Salesforce org. Every call is bounded in time and size, has been retried as far as its error
 * class allows, and fails with an {@link OrgException}.
 */
public interface Org extends AutoCloseable {
  /** The most ids that {@link #deletedAmong} takes. */
  int MAX_IDS_PER_CALL = 200;

  OrgName name();

  /** Signs in if need be and says which org answered. */
  OrgIdentity identity();

  /** The names of the objects that the integration user can query. */
  List<ObjectName> objects();

  /** The object as the integration user sees it; cached for a bounded time. */
  ObjectDescription describe(ObjectName object);

  /**
   * The same with fields of parents among its own, by the way to them: {@code Account.Name}.
   *
   * @param named the fields that are wanted; those of the object itself, and those that are not
   *     there, change nothing
   */
  default ObjectDescription describe(ObjectName object, Collection<FieldName> named) {
    return describe(object);
  }

  /** Lets the next {@link #describe} of any object ask the org whether it has changed. */
  default void expireDescribes() {}

  /** How many records the query has now; one call. */
  long count(RecordQuery query);

  /** Starts a reading. The org may need a while until it is ready. */
  RecordReading startReading(RecordQuery query, ReadingMethod method);

  /**
   * Takes up a reading that was started before, perhaps by another process. Asks nothing of the
   * org: a reading that is gone shows in its state.
   */
  RecordReading resumeReading(RecordQuery query, String handle);

  /**
   * Which of these records are deleted for sure: in the recycle bin. A record that is merely not
   * visible, or purged, is not in the answer.
   *
   * @param ids at most {@link #MAX_IDS_PER_CALL}
   */
  Set<RecordId> deletedAmong(ObjectName object, List<RecordId> ids);

  /** Writes records. */
  RecordWriter writer();

  /** Asks what changed. */
  ChangeReader changes();

  /** Listens to what the org tells by itself. */
  ChangeStreams streams();

  /** What the org still lets us spend; asks the limits resource if no answer told it lately. */
  Budget budget();

  /** The calls made to the org since the start of this process. */
  long callsMade();

  /** The calls made, and what the answers to them said of those that are left. Asks nothing. */
  CallCount calls();

  @Override
  void close();
}
