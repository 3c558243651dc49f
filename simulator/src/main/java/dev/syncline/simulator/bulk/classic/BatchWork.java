package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.rows.BadRowsException;
import dev.syncline.simulator.bulk.rows.RowSave;
import dev.syncline.simulator.data.SaveOptions;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.rest.BoundQuery;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.SoqlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a batch. */
final class BatchWork {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

  private final Org org;
  private final ClassicJobs jobs;
  private final BatchFiles files;
  private final Stats stats;

  BatchWork(Org org, ClassicJobs jobs, BatchFiles files, Stats stats) {
    this.org = org;
    this.jobs = jobs;
    this.files = files;
    this.stats = stats;
  }

  /** Works on a batch unless its job was aborted. */
  void run(ClassicJob.Identity job, ClassicBatch.Identity batch) {
    work(job, batch, job.request().chunking());
  }

  /**
   * Works on a batch.
   *
   * @param chunking how its statement is split; null when it is not
   */
  private void work(
      ClassicJob.Identity job, ClassicBatch.Identity batch, @Nullable PkChunking chunking) {
    boolean aborted =
        jobs.find(job.id()).filter(found -> found.state() != ClassicJob.State.Aborted).isEmpty();
    if (aborted) {
      jobs.change(batch, queued -> queued.in(ClassicBatch.State.NotProcessed, now()));
      return;
    }
    jobs.change(batch, queued -> queued.in(ClassicBatch.State.InProgress, now()));
    try {
      if (job.request().rows().isPresent()) {
        write(job, batch);
      } else {
        read(job, batch, chunking);
      }
    } catch (BadRowsException e) {
      fail(batch, e.told());
    } catch (SoqlException e) {
      fail(batch, "InvalidBatch : Failed to process query: " + e.errorCode() + ": " + e.message());
    } catch (IOException | RuntimeException e) {
      LOG.error("batch {} failed; its client sees state Failed", batch.id(), e);
      fail(batch, "InternalServerError : " + e.getClass().getSimpleName());
    }
  }

  private void fail(ClassicBatch.Identity batch, String reason) {
    jobs.change(batch, running -> running.failed(reason, now()));
  }

  private Instant now() {
    return org.clock().instant();
  }

  private void read(
      ClassicJob.Identity job, ClassicBatch.Identity batch, @Nullable PkChunking chunking)
      throws IOException {
    String statement = Files.readString(batch.request());
    Snapshot seen = org.view(job.caller());
    boolean all = job.request().verb().equals("queryAll");
    QueryPlan plan = Soql.prepare(statement, seen.schema(), org.querySettings(job.caller(), all));
    if (plan.kind() != QueryPlan.Kind.RECORDS || plan.cells().isEmpty()) {
      throw new BadRowsException(
          "InvalidBatch",
          "Failed to process query: FUNCTIONALITY_NOT_ENABLED: not in a bulk query");
    }
    List<String> chunks =
        chunking == null ? List.of() : chunking.split(statement, plan.object(), seen);
    if (!chunks.isEmpty()) {
      split(job, batch, chunks);
      return;
    }
    var query = new BoundQuery(plan, seen);
    long found = query.run().totalSize();
    jobs.change(batch, running -> running.answered(query, found, now()));
  }

  /**
   * Makes a batch of each statement. The one that they came from is not processed then; when not
   * all can be made it fails, and those made are worked on. Bulk API Developer Guide, PK Chunking.
   */
  private void split(
      ClassicJob.Identity job, ClassicBatch.Identity original, List<String> statements)
      throws IOException {
    for (String statement : statements) {
      if (!org.limits().use(Limit.DAILY_BULK_API_BATCHES, 1)) {
        throw new BadRowsException("ExceededQuota", "ApiBatchItems Limit exceeded.");
      }
      var request = new ByteArrayInputStream(statement.getBytes(StandardCharsets.UTF_8));
      var chunk = ClassicBatch.queued(files.store(job.id(), request));
      jobs.change(job.id(), before -> before.with(chunk));
      jobs.enqueue(() -> work(job, chunk.identity(), null));
    }
    jobs.change(original, running -> running.in(ClassicBatch.State.NotProcessed, now()));
  }

  private void write(ClassicJob.Identity job, ClassicBatch.Identity batch) throws IOException {
    Schema schema = org.schema(job.caller());
    ObjectDefinition object = schema.object(job.request().object()).orElseThrow();
    var save =
        new RowSave(
            object, job.request().rows().orElseThrow(), object.requireField(job.request().key()));
    long done = 0;
    long refused = 0;
    try (BatchRows rows = BatchRows.open(job.request(), batch, object, schema);
        ResultWriter results = ResultWriter.open(job.request().format(), batch)) {
      List<BatchRows.Row> chunk = rows.take(RowSave.CHUNK_ROWS);
      while (!chunk.isEmpty()) {
        List<WriteResult> outcome = write(job, save, chunk);
        refused += results.write(outcome);
        done += chunk.size();
        chunk = rows.take(RowSave.CHUNK_ROWS);
      }
    }
    stats.add("bulkRecordsLoaded", done);
    long processed = done;
    long failed = refused;
    jobs.change(batch, running -> running.completed(processed, failed, now()));
  }

  private List<WriteResult> write(
      ClassicJob.Identity job, RowSave save, List<BatchRows.Row> chunk) {
    SaveOptions options =
        switch (job.request().format()) {
          case CSV -> SaveOptions.UNTRIMMED;
          case XML, JSON -> SaveOptions.USUAL;
        };
    try (Transaction transaction = org.data().begin(job.actor(), options)) {
      List<RecordBody.Read> reads =
          chunk.stream().map(row -> row.read(transaction.view())).toList();
      List<WriteResult> outcome = save.write(transaction, reads);
      transaction.commit();
      return outcome;
    }
  }
}
