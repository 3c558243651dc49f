package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobState;
import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.bulk.rows.BadRowsException;
import dev.syncline.simulator.bulk.rows.CsvRow;
import dev.syncline.simulator.bulk.rows.CsvTable;
import dev.syncline.simulator.bulk.rows.RowColumns;
import dev.syncline.simulator.bulk.rows.RowSave;
import dev.syncline.simulator.data.SaveOptions;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out a job: batch by batch, chunk by chunk, holding one chunk at a time. Bulk API 2.0
 * Developer Guide: a batch has 10,000 rows, and one that fails leaves the others alone.
 */
final class IngestWork {
  /** How many rows a batch has; each uses one of the daily batches. */
  static final int BATCH_ROWS = 10_000;

  private final Org org;
  private final Jobs<IngestJob> jobs;
  private final Stats stats;

  IngestWork(Org org, Jobs<IngestJob> jobs, Stats stats) {
    this.org = org;
    this.jobs = jobs;
    this.stats = stats;
  }

  /** Works on a job until it ends, or its client has no more use for it. */
  void run(IngestJob job) {
    try {
      UploadCheck check = UploadCheck.of(job);
      List<String> header = check.header();
      Schema schema = org.data().snapshot(job.identity().actor().userId()).schema();
      ObjectDefinition object = schema.object(job.identity().request().object()).orElseThrow();
      if (!header.isEmpty()) {
        var columns = RowColumns.of(header, object, job.identity().request().operation(), schema);
        load(job, new Table(object, columns, check));
      } else {
        end(job, "");
      }
    } catch (BadRowsException e) {
      end(job, e.told());
    } catch (IOException e) {
      throw new UncheckedIOException("a job's rows could not be read or stored", e);
    }
  }

  private record Table(ObjectDefinition object, RowColumns columns, UploadCheck check) {}

  private void end(IngestJob job, String problem) {
    Instant now = org.clock().instant();
    jobs.move(
        job.id(),
        running ->
            problem.isEmpty()
                ? running.in(JobState.JOB_COMPLETE, now)
                : running.failed(problem, now));
  }

  private void load(IngestJob job, Table table) throws IOException {
    IngestRequest request = job.identity().request();
    var save =
        new RowSave(
            table.object(), request.operation(), table.object().requireField(request.key()));
    IngestJob.Progress progress = IngestJob.Progress.NONE;
    try (CsvTable rows = open(job);
        var results = new ResultRows(job, table.columns())) {
      for (long batch = 0; batch * BATCH_ROWS < table.check().rows(); batch++) {
        long size = Math.min(BATCH_ROWS, table.check().rows() - batch * BATCH_ROWS);
        if (table.check().isBad(batch)) {
          skip(rows, size);
          progress = progress.without(batch, size);
          advance(job, progress);
          continue;
        }
        if (!org.limits().use(Limit.DAILY_BULK_API_BATCHES, 1)) {
          end(job, exhausted());
          return;
        }
        for (long done = 0; done < size; done += RowSave.CHUNK_ROWS) {
          List<CsvRow> chunk = take(rows, Math.min(RowSave.CHUNK_ROWS, size - done));
          int refused = write(job, chunk, table.columns(), save, results);
          progress = progress.plus(chunk.size(), refused);
          if (!advance(job, progress)) {
            return;
          }
        }
      }
    }
    end(job, table.check().problem());
  }

  /** Notes how far a job has come; false when nobody waits for more of it. */
  private boolean advance(IngestJob job, IngestJob.Progress progress) {
    return jobs.change(job.id(), before -> before.at(progress))
        .filter(left -> !left.state().isTerminal())
        .isPresent();
  }

  private static CsvTable open(IngestJob job) throws IOException {
    return CsvTable.open(
        Files.newInputStream(job.identity().files().upload()),
        job.identity().request().table().format(),
        CsvTable.Care.LENIENT);
  }

  private String exhausted() {
    long maximum = org.limits().state(Limit.DAILY_BULK_API_BATCHES).maximum();
    return "ExceededQuota : ApiBatchItems Limit exceeded: " + maximum + " batches per 24 hours";
  }

  private static void skip(CsvTable rows, long count) {
    for (long i = 0; i < count; i++) {
      rows.next();
    }
  }

  private static List<CsvRow> take(CsvTable rows, long count) {
    var chunk = new ArrayList<CsvRow>((int) count);
    for (long i = 0; i < count; i++) {
      chunk.add(rows.next());
    }
    return chunk;
  }

  /** Writes one chunk; returns how many of its rows were refused. */
  private int write(
      IngestJob job, List<CsvRow> chunk, RowColumns columns, RowSave save, ResultRows results)
      throws IOException {
    List<WriteResult> outcome;
    try (Transaction transaction =
        org.data().begin(job.identity().actor(), SaveOptions.UNTRIMMED)) {
      List<RecordBody.Read> rows =
          chunk.stream().map(row -> columns.read(transaction.view(), row)).toList();
      outcome = save.write(transaction, rows);
      transaction.commit();
    }
    stats.add("bulkRecordsLoaded", chunk.size());
    return results.write(chunk, outcome);
  }
}
