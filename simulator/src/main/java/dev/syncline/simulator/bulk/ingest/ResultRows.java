package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.rows.CsvRow;
import dev.syncline.simulator.bulk.rows.RowColumns;
import dev.syncline.simulator.bulk.rows.RowErrors;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.wire.CsvRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores what became of the rows of a job. The rows of a chunk come last first, since clients must
 * not rely on the order of the upload.
 */
final class ResultRows implements AutoCloseable {
  /** Since version 53 a failed row tells the id that it was uploaded with. */
  private static final int FIRST_VERSION_WITH_FAILED_IDS = 53;

  private final OutputStream successful;
  private final OutputStream failed;
  private final CsvRows successfulRows;
  private final CsvRows failedRows;
  private final RowColumns columns;
  private final boolean withFailedIds;

  ResultRows(IngestJob job, RowColumns columns) throws IOException {
    JobFiles files = job.identity().files();
    this.columns = columns;
    this.withFailedIds = job.identity().version().atLeast(FIRST_VERSION_WITH_FAILED_IDS);
    this.successfulRows = new CsvRows(job.identity().request().table().format());
    this.failedRows = new CsvRows(job.identity().request().table().format());
    this.successful = Files.newOutputStream(files.successful());
    this.failed = Files.newOutputStream(files.failed());
  }

  /** Stores one chunk; returns how many of its rows were refused. */
  int write(List<CsvRow> rows, List<WriteResult> outcome) throws IOException {
    int refused = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      List<String> cells = rows.get(i).cells();
      switch (outcome.get(i)) {
        case WriteResult.Written(String id, boolean created) ->
            successfulRows.line(line(id, Boolean.toString(created), cells));
        case WriteResult.Refused(List<RecordError> errors) -> {
          String id = withFailedIds ? columns.id(cells) : "";
          failedRows.line(line(id, RowErrors.text(errors), cells));
          refused++;
        }
      }
    }
    successfulRows.drainTo(successful);
    failedRows.drainTo(failed);
    return refused;
  }

  private static List<String> line(String first, String second, List<String> cells) {
    var line = new ArrayList<String>(cells.size() + 2);
    line.add(first);
    line.add(second);
    line.addAll(cells);
    return line;
  }

  @Override
  public void close() throws IOException {
    try (successful;
        failed) {
      // Both are closed, whatever becomes of the other.
    }
  }
}
