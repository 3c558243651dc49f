package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One mapped database. Failures are {@link DatabaseException}s by error class. */
public interface Database extends AutoCloseable {
  DatabaseName name();

  /** Creates or migrates Syncline's own tables beside the rows. */
  void install();

  /** Whether our tables are here, of whatever version. Changes nothing. */
  boolean isInstalled();

  /** The table as the catalog shows it; empty if there is none. */
  Optional<TableDescription> describe(TableName table);

  /**
   * What Syncline may not do here that it must: rights that are missing on the table, or for making
   * it where it is not there, and for our own tables. Changes nothing.
   */
  List<String> missingRights(TableName table);

  /**
   * Creates the table; one that is already there is a failure with code {@code DB-TABLE-EXISTS}.
   */
  void create(TableDesign design);

  /**
   * The statements that add columns to a table, which may be empty ones only: all are nullable.
   * {@link Capture#run} runs them. Changes nothing.
   */
  List<String> columnStatements(TableName table, List<TableDesign.ColumnDesign> columns);

  /**
   * Makes one of the indexes of a table that {@link #create} has put off until the table is filled,
   * because an index is made of many rows at once in a fraction of the time.
   *
   * @return whether one was made; false if none was left, as for tables of others
   */
  boolean addDeferredIndex(ResolvedMapping mapping);

  Leases leases();

  RefreshStore refreshes();

  /** The changes of rows that are to be pushed. */
  Outbox outbox();

  /** What tells that it holds some. */
  Doorbell doorbell();

  /** The rows whose related rows have changed. */
  Dependants dependants();

  /** The bulk jobs that carry them. */
  WriteJobs writeJobs();

  /** The records that are to be read again. */
  PullQueue pullQueue();

  /** How far changes have been read. */
  Watermarks watermarks();

  /** What happened to records. */
  History history();

  /** The runs that wrote rows and records. */
  Runs runs();

  /** What they wrote over. */
  Changes changes();

  /** What asks before masses are deleted or emptied. */
  Guards guards();

  /** Single links. */
  Links links();

  /** Rows by what match rules compare. */
  RowMatches matches();

  /** Runs that match all that is not linked. */
  MatchRuns matchRuns();

  /** What a compare asks for, and what it leaves. */
  Comparisons comparisons();

  /** What schemas under mappings were like. */
  Drifts drifts();

  /** What mappings said before, and what of it is to be carried after. */
  Revisions revisions();

  /** Carries lines that are new in a mapping to the rows and records that are there. */
  Backfills backfills();

  /** Whether it is the database that it was. */
  DatabaseIdentity identity();

  /** What is halted. */
  Pauses pauses();

  /** What is remembered of streams of events. */
  Streams streams();

  /** Opens a writer of events; close it. It holds one connection. */
  LiveWriter openLiveWriter();

  /** When lanes ran, and what they cost. */
  LaneBook laneBook();

  /** The triggers. */
  Capture capture();

  /** The database's own time. */
  Instant now();

  /**
   * A number greater than any before. A reading takes one before it begins, and a push when it
   * commits: so a reading that may not have seen a push is told by its lesser number, and no clock
   * is needed.
   */
  long nextToken();

  /** Opens a writer of pulled changes; close it. Each holds one connection. */
  ChangeWriter openChangeWriter(ResolvedMapping mapping);

  /**
   * Binds the mapping to the org it was first filled from, and to its table and row key.
   *
   * @throws DatabaseException with code {@code ORG-CHANGED} or {@code TABLE-CHANGED} if that was
   *     another one: its links mean nothing here
   */
  void bindOrg(ResolvedMapping mapping, OrgIdentity identity);

  /** Opens a writer; close it. Each holds one connection. */
  PageWriter openPageWriter(ResolvedMapping mapping);

  /**
   * Where the records that wait for a parent can be cut into portions: every so many of them the
   * last record's id, in ascending order, and the very last.
   *
   * @param size how many waiting references a portion has
   */
  List<RecordId> waitingPortions(ResolvedMapping mapping, int size);

  /**
   * Fills the local keys of references whose parents have arrived, in one transaction. Records
   * whose reference the database refuses are parked with the reason, and the reference waits on.
   *
   * @param after where the portion before ended; absent for the first
   * @param last the portion's last record
   */
  void resolveReferences(
      ResolvedMapping mapping, Lease lease, Optional<RecordId> after, RecordId last);

  /**
   * Linked records that the run did not read, in order of their ids.
   *
   * @param after where the page before ended; absent for the first
   */
  List<RecordId> unseen(ResolvedMapping mapping, long run, Optional<RecordId> after, int max);

  /**
   * Treats the rows of deleted records by the mapping's delete policy, in one transaction. Records
   * whose rows the database holds on to are parked with the reason and keep row and link.
   */
  PullOutcome applyDeletes(ResolvedMapping mapping, Lease lease, List<RecordId> records);

  /** What the mapping has beside its rows. */
  MappingCounts counts(MappingName mapping);

  /** How many references of a mapping's records wait for their parent. */
  long waitingCount(MappingName mapping);

  /** How many records of a mapping are parked; those that hooks keep away do not count. */
  long parkedCount(MappingName mapping);

  /** The parked records of a mapping, oldest first, without those that hooks keep away. */
  List<ParkedRecord> parked(MappingName mapping, int max);

  /** How one record is parked, or kept away by a hook; empty if it is neither. */
  Optional<ParkedRecord> parked(MappingName mapping, RecordId record);

  /**
   * Forgets that records are parked, because a person gives up what was to be done.
   *
   * @return how many were
   */
  long forgetParked(MappingName mapping, Collection<RecordId> records);

  @Override
  void close();
}
