package dev.syncline.engine.org;

import dev.syncline.model.Problem;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import java.util.List;
import java.util.function.Consumer;

/** A job of Bulk API 2.0 ingest; can be taken up by its handle from another process. */
public interface BulkWriting {
  /**
   * Bulk API 2.0 Developer Guide, "Limits": 150 MB of base64, which is 100 MB of data; with room
   * for what we count otherwise.
   */
  long MAX_BYTES = 90_000_000;

  /** Where a job stands. */
  sealed interface State {
    /** It takes data; nothing of it has been done. */
    record Open() implements State {}

    /** The org is at it. */
    record Working() implements State {}

    /** All results can be read. */
    record Complete() implements State {}

    /** It ended early; records may have been done, and the results tell which. */
    record Failed(Problem problem) implements State {}

    /** The org no longer has it. */
    record Gone() implements State {}
  }

  /** What to ask {@link RecordWriter#resumeBulk} with later. */
  String handle();

  /** Asks the org where the job stands. */
  State state();

  /**
   * Uploads the writes and closes the job, so that the org begins.
   *
   * @param writes of the operation's kind; at most {@link #MAX_BYTES} of CSV, and all with the same
   *     fields or some with fewer, which are left alone
   */
  void upload(List<RecordWrite> writes);

  /**
   * Reads all results: successful, failed and unprocessed records, matched to the writes by what
   * the org echoes, never by position. Sent = done + refused + unprocessed.
   *
   * @param writes what was uploaded, in any order
   * @param each gets one result per write
   * @throws OrgException of class TRANSIENT if the sets cannot be read whole now
   */
  void results(List<RecordWrite> writes, Consumer<RecordResult> each);

  /** Tells the org to stop; what was done stays done and shows in the results. */
  void abort();

  /** Deletes the job in the org; a failure is ignored. */
  void release();
}
