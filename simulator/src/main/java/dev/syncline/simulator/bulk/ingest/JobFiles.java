package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the rows of one job lie.
 *
 * @param upload what the client sent
 * @param successful rows of the results, without a header line
 * @param failed likewise
 */
record JobFiles(Path upload, Path successful, Path failed) {
  static JobFiles in(Spool spool, String id) {
    return new JobFiles(
        spool.file(id + "-upload.csv"),
        spool.file(id + "-successful.csv"),
        spool.file(id + "-failed.csv"));
  }

  /** Removes what there is of them. */
  void delete() {
    try {
      for (Path file : List.of(upload, successful, failed)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a job's files could not be removed", e);
    }
  }
}
