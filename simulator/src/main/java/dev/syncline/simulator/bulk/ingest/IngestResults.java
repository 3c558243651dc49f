package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.bulk.rows.CsvTable;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.wire.CsvRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The results of a job that has ended: its rows by what became of them. */
final class IngestResults {
  private static final String CSV = "text/csv;charset=UTF-8";

  /** How many bytes are collected before they are handed on. */
  private static final int DRAIN_AT = 60_000;

  private final Jobs<IngestJob> jobs;

  IngestResults(Jobs<IngestJob> jobs) {
    this.jobs = jobs;
  }

  /** {@code GET /jobs/ingest/ID/successfulResults}. */
  Reply successful(Call call) {
    IngestJob job = ended(call);
    return results(job, List.of("sf__Id", "sf__Created"), job.identity().files().successful());
  }

  /** {@code GET /jobs/ingest/ID/failedResults}. */
  Reply failed(Call call) {
    IngestJob job = ended(call);
    return results(job, List.of("sf__Id", "sf__Error"), job.identity().files().failed());
  }

  /** {@code GET /jobs/ingest/ID/unprocessedrecords}. */
  Reply unprocessed(Call call) {
    IngestJob job = ended(call);
    return Reply.stream(200, CSV, out -> unprocessed(job, out));
  }

  private IngestJob ended(Call call) {
    IngestJob job = jobs.require(call);
    if (!job.state().isTerminal()) {
      throw new ApiException(
          400, "INVALIDJOBSTATE", "Job is not in a completed state: " + job.state().wireName());
    }
    jobs.awaitRest(job.id());
    return jobs.require(call);
  }

  private static Reply results(IngestJob job, List<String> first, Path rows) {
    return Reply.stream(
        200,
        CSV,
        out -> {
          var header = new ArrayList<String>(first);
          if (job.progress().reached() > 0) {
            try (CsvTable table = upload(job)) {
              header.addAll(table.header());
            }
          }
          var line = new CsvRows(job.identity().request().table().format());
          line.header(header);
          line.drainTo(out);
          if (Files.exists(rows)) {
            Files.copy(rows, out);
          }
        });
  }

  private static void unprocessed(IngestJob job, OutputStream out) throws IOException {
    if (job.bytes() <= 0) {
      return;
    }
    if (job.progress().reached() == 0) {
      Files.copy(job.identity().files().upload(), out);
      return;
    }
    var lines = new CsvRows(job.identity().request().table().format());
    // What can not be read ends the answer: a job never gets past it either.
    try (CsvTable table = upload(job)) {
      lines.header(table.header());
      for (long row = 0; table.hasNext(); row++) {
        List<String> cells = table.next().cells();
        if (job.progress().leftOut(row)) {
          lines.line(cells);
        }
        if (lines.size() >= DRAIN_AT) {
          lines.drainTo(out);
        }
      }
    }
    lines.drainTo(out);
  }

  private static CsvTable upload(IngestJob job) throws IOException {
    return CsvTable.open(
        Files.newInputStream(job.identity().files().upload()),
        job.identity().request().table().format(),
        CsvTable.Care.LENIENT);
  }
}
