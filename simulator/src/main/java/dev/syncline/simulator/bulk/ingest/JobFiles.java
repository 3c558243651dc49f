package dev.syncline.simulator.bulk.ingest;

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
  static JobFiles in(Path folder, String id) {
    return new JobFiles(
        folder.resolve(id + "-upload.csv"),
        folder.resolve(id + "-successful.csv"),
        folder.resolve(id + "-failed.csv"));
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
