package dev.syncline.engine.database;

import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What mappings said at what time, and which lines of them are not back-filled yet. */
public interface Revisions {
  /** The most revisions that {@link #list} gives. */
  int MAX_LISTED = 1_000;

  /** Who made a revision the current one. */
  enum Author {
    /** A command that found the file changed when it began. */
    RUN,
    /** {@code syncline apply}. */
    APPLY
  }

  /**
   * What a mapping said from some time on.
   *
   * @param number counts from 1
   * @param document the text of a {@link dev.syncline.engine.revision.MappingDocument}
   * @param at by the database's clock
   */
  record Revision(long number, String document, Instant at, Author by) {}

  /**
   * A line that is to be back-filled, because it was added to a mapping that had links, or as what
   * it holds may have changed unnoticed.
   *
   * @param revision the one that added it; 0 for a line that is read again
   * @param token a link that was read or pushed since this number has the line's value already
   * @param reached the last record of the last portion that is done; absent before the first
   * @param records how many records were looked at so far
   */
  record Pending(
      FieldName field, long revision, long token, Optional<RecordId> reached, long records) {}

  /** The revision that holds now; empty before the first. */
  Optional<Revision> last(MappingName mapping);

  /** A revision by its number. */
  Optional<Revision> find(MappingName mapping, long number);

  /** The last revisions, newest first. */
  List<Revision> list(MappingName mapping, int max);

  /**
   * Keeps a document as the revision that holds now, unless it does already.
   *
   * @param toFill lines that are to be back-filled from this revision on; without links there is
   *     nothing to fill, and none is noted
   * @param dropped lines that the mapping has no more
   */
  Revision keep(
      MappingName mapping,
      String document,
      Author by,
      Collection<FieldName> toFill,
      Collection<FieldName> dropped);

  /**
   * Notes lines that are to be filled again in all linked records, as what they hold changes
   * without a change of its record. Those that are to be back-filled already go on where they are.
   */
  void again(MappingName mapping, Collection<FieldName> fields);

  /** The lines that are to be back-filled, in the order of their names. */
  List<Pending> pending(MappingName mapping);

  /**
   * Notes that all records up to this one are done in these lines.
   *
   * @throws DatabaseException with code {@code LEASE-LOST} if the lease is another's
   */
  void reached(
      Lease lease, MappingName mapping, List<FieldName> fields, RecordId last, long records);

  /**
   * Notes that lines are back-filled.
   *
   * @throws DatabaseException with code {@code LEASE-LOST} if the lease is another's
   */
  void filled(Lease lease, MappingName mapping, List<FieldName> fields);
}
