package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bulk jobs under way. The entries of a job stay claimed until it has ended, however long that
 * takes.
 */
public interface WriteJobs {
  /** Remembers a job before it is made; the claim's entries are its own from now on. */
  WriteJob start(
      MappingName mapping, Claim claim, BulkOperation.Kind kind, Optional<FieldName> keyField);

  /** Remembers what the org calls the job. */
  void noteHandle(WriteJob job, String handle);

  /** Remembers that the data was sent whole. */
  void noteUploaded(WriteJob job);

  /**
   * Takes a job that nobody is looking after, for as long as the hold.
   *
   * @return empty if there is none
   */
  Optional<WriteJob> adopt(MappingName mapping, Claim by, Duration hold);

  /** The entries of a job that are not settled yet, with what was intended. */
  List<ClaimedRow> rows(ResolvedMapping mapping, WriteJob job);

  /** Forgets the job; entries that it still holds are ready again, with what was intended. */
  void end(WriteJob job);
}
