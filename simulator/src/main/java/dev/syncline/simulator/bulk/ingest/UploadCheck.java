package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.rows.BadRowsException;
import dev.syncline.simulator.bulk.rows.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a first reading of an upload finds, before anything is written.
 *
 * @param header the cells of the header line; none when there is no content
 * @param rows how many rows can be read
 * @param badBatches the batches with a row that does not fit the header, counted from 0
 * @param problem what is wrong with the first bad batch; empty text when all are well
 */
record UploadCheck(List<String> header, long rows, Set<Long> badBatches, String problem) {
  UploadCheck {
    header = List.copyOf(header);
    badBatches = Set.copyOf(badBatches);
  }

  /**
   * Reads the whole upload.
   *
   * @throws BadRowsException if the header cannot be read
   */
  static UploadCheck of(IngestJob job) throws IOException {
    if (job.bytes() <= 0) {
      return new UploadCheck(List.of(), 0, Set.of(), "");
    }
    try (CsvTable table =
        CsvTable.open(
            Files.newInputStream(job.identity().files().upload()),
            job.identity().request().table().format(),
            CsvTable.Care.STRICT)) {
      return read(table);
    }
  }

  private static UploadCheck read(CsvTable table) {
    int width = table.header().size();
    var bad = new HashSet<Long>();
    String problem = "";
    long rows = 0;
    try {
      while (table.hasNext()) {
        int cells = table.next().cells().size();
        if (cells != width) {
          bad.add(rows / IngestWork.BATCH_ROWS);
          String misfit =
              "InvalidBatch : Row %d has %d cells, the header has %d."
                  .formatted(rows + 1, cells, width);
          problem = problem.isEmpty() ? misfit : problem;
        }
        rows++;
      }
    } catch (BadRowsException e) {
      // What stands before the malformed row in its batch is left out with it.
      long whole = rows / IngestWork.BATCH_ROWS * IngestWork.BATCH_ROWS;
      return new UploadCheck(table.header(), whole, bad, problem.isEmpty() ? e.told() : problem);
    }
    return new UploadCheck(table.header(), rows, bad, problem);
  }

  boolean isBad(long batch) {
    return badBatches.contains(batch);
  }
}
