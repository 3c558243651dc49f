package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The changes of rows that are to be pushed: one entry per mapping and row. The application's
 * triggers write it; no call here makes them wait for longer than one short statement.
 */
public interface Outbox {
  /** The most entries of one claim. */
  int MAX_CLAIM = 2_000;

  /** A number for a claim that no other has had. */
  Claim newClaim();

  /**
   * Takes ready entries in the order of their change, entries that others hold left aside, and
   * reads their rows, links and parents. Entries whose holder let the time pass are ready, and keep
   * what it intended.
   *
   * @param which of them
   * @param max at most so many, at most {@link #MAX_CLAIM}
   * @param hold how long the entries are ours without renewal
   */
  List<ClaimedRow> claim(ResolvedMapping mapping, Claim claim, Which which, int max, Duration hold);

  /** Takes ready entries of every kind. */
  default List<ClaimedRow> claim(ResolvedMapping mapping, Claim claim, int max, Duration hold) {
    return claim(mapping, claim, Which.ALL, max, hold);
  }

  /** Which entries are meant. */
  enum Which {
    ALL,
    /** Those of rows that are there. */
    CHANGES,
    /** Those of rows that are gone. */
    DELETIONS
  }

  /** Takes these rows' entries, made where there is none, if no other holds them. */
  List<ClaimedRow> claimRows(
      ResolvedMapping mapping, Claim claim, Collection<RowKey> rows, Duration hold);

  /** Extends the hold on all entries of the claim. */
  void renew(Claim claim, Duration hold);

  /**
   * Notes what is about to be sent, before it is: for writes that cannot be repeated blindly, and
   * all of a bulk job.
   */
  void intend(MappingName mapping, Claim claim, Collection<ClaimedRow.Intent> intents);

  /**
   * Settles entries in one transaction: entries, links, bases, tombstones, history, and the release
   * of children that waited. Entries that the claim no longer holds are left alone.
   *
   * @param settlements at most {@link #MAX_CLAIM}
   */
  void settle(ResolvedMapping mapping, Claim claim, Collection<Settlement> settlements);

  /** Gives back all entries that a claim still holds, with what was intended. */
  void release(Claim claim);

  /**
   * Lets entries that wait until one of these records has been read be ready now, for records that
   * are not in the pull queue any more; those that the application is changing are left.
   *
   * @param records at most {@link #MAX_CLAIM}
   * @return how many became ready
   */
  long releaseRead(ResolvedMapping mapping, Collection<RecordId> records);

  /** Frees waiting entries whose parent is linked by now, however that came. */
  long releaseWaiting(ResolvedMapping mapping);

  /**
   * Which waiting entry waits for which row's entry, to find circles.
   *
   * @param max at most so many
   */
  List<WaitEdge> waits(MappingName mapping, int max);

  /** One waiting entry and what it waits for. */
  record WaitEdge(OutboxEntry.Parent child, OutboxEntry.Parent parent) {}

  /** Lets waiting entries go without the references that they wait for. */
  void split(MappingName mapping, Collection<RowKey> rows);

  /** How many entries there are, by state. */
  OutboxCounts counts(MappingName mapping);

  /**
   * How many entries are ready, counted no further than to a bound: what is asked often.
   *
   * @param atMost the bound, at least 1
   */
  long ready(MappingName mapping, long atMost);

  /** Entries, oldest change first. */
  List<OutboxEntry> list(EntryFilter filter, int max);

  /** How many entries a filter means. */
  long count(EntryFilter filter);

  /** Makes entries ready now, their attempts forgotten; claimed ones are left alone. */
  long retry(EntryFilter filter);

  /** Drops entries; the change of the row is given up. Claimed ones are left alone. */
  long drop(EntryFilter filter);

  /** Adds an entry for each of these rows, as if it had changed. */
  long add(ResolvedMapping mapping, Collection<RowKey> rows);

  /** The same for rows that are carried after all that the application has changed. */
  long addLater(ResolvedMapping mapping, Collection<RowKey> rows);

  /** Adds an entry for each of the rows that are chosen, as if it had changed. */
  long add(ResolvedMapping mapping, RowChoice choice);
}
