package dev.syncline.benchmarks.connector;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes by one way each; what a bulk job cannot say goes by single calls, as it does in use. */
final class RouteWriting {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final long DEADLINE_NANOS = Duration.ofMinutes(5).toNanos();

  private final RecordWriter writer;
  private final ObjectDescription object;
  private final FieldName key;
  private long keptFromBulk;

  RouteWriting(RecordWriter writer, ObjectDescription object, FieldName key) {
    this.writer = writer;
    this.object = object;
    this.key = key;
  }

  /** How many writes a bulk job could not say. */
  long keptFromBulk() {
    return keptFromBulk;
  }

  /** Writes of one kind; fails unless each is done, and told so once. */
  void write(Way way, List<RecordWrite> writes) throws InterruptedException {
    Map<String, RecordResult> results = new HashMap<>();
    switch (way) {
      case SINGLE -> batches(WriteRoute.SINGLE, RecordWriter.MAX_COLLECTION, writes, results);
      case COLLECTIONS ->
          batches(WriteRoute.COLLECTIONS, RecordWriter.MAX_COLLECTION, writes, results);
      case COMPOSITE -> batches(WriteRoute.COMPOSITE, RecordWriter.MAX_COMPOSITE, writes, results);
      case BULK -> bulk(writes, results);
    }
    Set<String> rows = new HashSet<>();
    writes.forEach(write -> rows.add(write.row().value()));
    if (!results.keySet().equals(rows)) {
      throw new IllegalStateException(way + " answered " + results.size() + " of " + rows.size());
    }
  }

  private void batches(
      WriteRoute route, int size, List<RecordWrite> writes, Map<String, RecordResult> results) {
    for (int at = 0; at < writes.size(); at += size) {
      List<RecordWrite> some = writes.subList(at, Math.min(writes.size(), at + size));
      writer.write(new WriteBatch(object, route, some)).forEach(result -> note(result, results));
    }
  }

  private void bulk(List<RecordWrite> writes, Map<String, RecordResult> results)
      throws InterruptedException {
    List<RecordWrite> fit = new ArrayList<>();
    List<RecordWrite> others = new ArrayList<>();
    writes.forEach(write -> (BulkWriting.fits(write) ? fit : others).add(write));
    keptFromBulk += others.size();
    BulkWriting job = writer.startBulk(operation(writes.getFirst()));
    job.upload(fit);
    BulkWriting.State state = job.state();
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (state instanceof BulkWriting.State.Working && System.nanoTime() < deadline) {
      Thread.sleep(LOOK);
      state = job.state();
    }
    if (!(state instanceof BulkWriting.State.Complete)) {
      throw new IllegalStateException("The job did not complete: " + state);
    }
    job.results(fit, result -> note(result, results));
    job.release();
    batches(WriteRoute.SINGLE, RecordWriter.MAX_COLLECTION, others, results);
  }

  private BulkOperation operation(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create _ ->
          new BulkOperation(object, BulkOperation.Kind.CREATE, Optional.empty());
      case RecordWrite.Upsert _ ->
          new BulkOperation(object, BulkOperation.Kind.UPSERT, Optional.of(key));
      case RecordWrite.Update _ ->
          new BulkOperation(object, BulkOperation.Kind.UPDATE, Optional.empty());
      case RecordWrite.Delete _ ->
          new BulkOperation(object, BulkOperation.Kind.DELETE, Optional.empty());
    };
  }

  private static void note(RecordResult result, Map<String, RecordResult> results) {
    if (!(result instanceof RecordResult.Done)) {
      throw new IllegalStateException("Not done: " + result);
    }
    if (results.put(result.row().value(), result) != null) {
      throw new IllegalStateException("Told twice: " + result);
    }
  }
}
