package dev.syncline.engine.org;

import dev.syncline.model.RecordResult;
import java.util.List;

/**
 * Writes records. A call is never repeated by itself once it may have reached the org, except where
 * the org's answer says that nothing was done.
 */
public interface RecordWriter {
  /** REST API Developer Guide, "sObject Collections": at most 200 records. */
  int MAX_COLLECTION = 200;

  /** REST API Developer Guide, "Composite": at most 25 subrequests. */
  int MAX_COMPOSITE = 25;

  /**
   * Writes a batch and answers with one result per write, in the order of the writes.
   *
   * @throws OrgException when nothing of the batch was done for a reason that is the org's and not
   *     the records': limits, sign-in, outage. A lost answer is no exception but {@link
   *     dev.syncline.model.RecordResult.Unanswered}
   */
  List<RecordResult> write(WriteBatch batch);

  /**
   * Makes a job of Bulk API 2.0 ingest that has no data yet.
   *
   * @param operation what its records are to undergo
   */
  BulkWriting startBulk(BulkOperation operation);

  /** Takes up a job that was made before, perhaps by another process; asks nothing of the org. */
  BulkWriting resumeBulk(BulkOperation operation, String handle);
}
