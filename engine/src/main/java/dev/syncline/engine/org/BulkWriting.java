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

  /**
   * Bulk API 2.0 Developer Guide, "Prepare CSV Files": a cell has at most 131,072 characters, a row
   * 400,000 and 5,000 cells.
   */
  int MAX_CELL_CHARACTERS = 131_072;

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

  /**
   * Whether a write can go by a job at all. Its file has one way to say null, {@code #N/A}, so that
   * a text of these characters cannot be told from it; an empty cell leaves its field alone, so
   * that a blank text cannot be told from none; what has no cell makes no row. Such writes go by
   * REST.
   */
  static boolean fits(RecordWrite write) {
    return BulkFitness.fits(write);
  }

  /** The most bytes that a write takes of {@link #MAX_BYTES}; columns that it lacks not counted. */
  static long bytes(RecordWrite write) {
    return BulkFitness.bytes(write);
  }

  /** What to ask {@link RecordWriter#resumeBulk} with later. */
  String handle();

  /** Asks the org where the job stands. */
  State state();

  /**
   * Uploads the writes and closes the job, so that the org begins.
   *
   * @throws IllegalArgumentException if a write does not {@link #fits fit}, or all are too large
   * @throws OrgException if it did not come to its end or nobody knows; {@link #state} tells: an
   *     open job has done nothing, so that it can be aborted and another be made
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
