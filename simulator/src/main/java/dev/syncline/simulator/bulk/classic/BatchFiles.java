package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.Spool;
import dev.syncline.simulator.rest.RunningId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** Where batches and their results lie, and where batches get their ids from. */
record BatchFiles(Spool spool, RunningId ids, InstantSource clock) {
  /** The largest batch, in bytes. Bulk API Developer Guide, limits: 10 MB. */
  static final long MAX_BATCH_BYTES = 10_000_000;

  /**
   * Stores what a new batch is asked for.
   *
   * @throws ClassicException (ClientInputError) if it is too large
   */
  ClassicBatch.Identity store(String jobId, InputStream request) throws IOException {
    String id = ids.next();
    Path file = spool.file(id + "-request");
    long size = Spool.store(request, file, MAX_BATCH_BYTES);
    if (size < 0) {
      throw new ClassicException(
          "ClientInputError",
          "Failed to read request. Exceeded max size limit of " + MAX_BATCH_BYTES);
    }
    return new ClassicBatch.Identity(
        id, jobId, clock.instant(), file, spool.file(id + "-result"), size);
  }
}
