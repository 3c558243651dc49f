package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The records that are to be read again by their ids: those asked for by people or events, and
 * those that could not be applied when they were read. An entry goes when a reading that began
 * after it was made has been applied.
 */
public interface PullQueue {
  /** Why a record is to be read. */
  enum Reason {
    /** A person or program asked. */
    ASKED,
    /** Its row has a change that is on its way out. */
    PENDING_CHANGE,
    /** Its row was locked by the application. */
    LOCKED,
    /** What was read may be older than what we pushed since. */
    STALE_READ,
    /** It may be the record that a lost answer was about. */
    UNKNOWN_CREATE,
    /** It lost a merge, or its parent did. */
    MERGED,
    /** It was deleted. */
    DELETED,
    /** An event told that it has changed, and not all that must be known to write its row. */
    UNTOLD
  }

  /**
   * Adds records; those that are there stay, and are ready now.
   *
   * @return how many were new
   */
  long add(MappingName mapping, Collection<RecordId> records, Reason reason);

  /** Records whose time has come, oldest first. */
  List<RecordId> due(MappingName mapping, int max);

  /** Puts records off. */
  void defer(MappingName mapping, Collection<RecordId> records, Duration after);

  /** Takes records out. */
  void remove(MappingName mapping, Collection<RecordId> records);

  /**
   * How a record waits.
   *
   * @param attempts how often it was read and could not be applied
   * @param nextAt when it is read, by the database's clock
   */
  record Waiting(int attempts, Instant nextAt) {}

  /** How one record waits; empty if it does not. */
  Optional<Waiting> find(MappingName mapping, RecordId record);

  /** How many records wait, due or not. */
  long count(MappingName mapping);

  /** How many records are due now. */
  long dueCount(MappingName mapping);
}
