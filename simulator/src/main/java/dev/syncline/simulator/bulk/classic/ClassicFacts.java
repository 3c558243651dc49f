package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.JobStamp;
import dev.syncline.simulator.bulk.rows.RowOperation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Jobs and batches as their resources tell of them. */
final class ClassicFacts {
  private static final List<String> LISTED =
      List.of(
          "id",
          "operation",
          "object",
          "createdById",
          "createdDate",
          "systemModstamp",
          "state",
          "externalIdFieldName",
          "concurrencyMode",
          "contentType",
          "apiVersion");

  private ClassicFacts() {}

  static Map<String, Object> of(ClassicJob job) {
    ClassicJob.Identity identity = job.identity();
    ClassicRequest request = identity.request();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("id", identity.id());
    facts.put("operation", request.verb());
    facts.put("object", request.object());
    facts.put("createdById", identity.actor().userId());
    facts.put("createdDate", moment(identity.created()));
    facts.put("systemModstamp", moment(job.changed()));
    facts.put("state", job.state().name());
    if (request.rows().filter(RowOperation.UPSERT::equals).isPresent()) {
      facts.put("externalIdFieldName", request.key());
    }
    facts.put("concurrencyMode", request.concurrencyMode());
    facts.put("contentType", request.format().name());
    for (ClassicBatch.State state :
        new ClassicBatch.State[] {
          ClassicBatch.State.Queued,
          ClassicBatch.State.InProgress,
          ClassicBatch.State.Completed,
          ClassicBatch.State.Failed
        }) {
      facts.put("numberBatches" + state, sum(job, batch -> batch.state() == state ? 1 : 0));
    }
    facts.put("numberBatchesTotal", job.batches().size());
    facts.put("numberRecordsProcessed", sum(job, ClassicBatch::processed));
    facts.put("numberRetries", 0);
    facts.put("apiVersion", new BigDecimal(identity.caller().version().text()));
    facts.put("numberRecordsFailed", sum(job, ClassicBatch::failed));
    times(facts, sum(job, batch -> batch.processingTime().toMillis()));
    return facts;
  }

  /** As the lists of Bulk API 2.0 tell of it. Bulk API 2.0 Developer Guide, Get All Jobs. */
  static Map<String, Object> listed(ClassicJob job) {
    Map<String, Object> all = of(job);
    var facts = new LinkedHashMap<String, Object>();
    for (String name : LISTED) {
      Object fact = all.get(name);
      if (fact != null) {
        facts.put(name, fact instanceof Notation.Moment moment ? moment.json() : fact);
      }
    }
    facts.put("jobType", "Classic");
    return facts;
  }

  private static long sum(ClassicJob job, ToLongFunction<ClassicBatch> count) {
    return job.batches().values().stream().mapToLong(count).sum();
  }

  static Map<String, Object> of(ClassicBatch batch) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("id", batch.id());
    facts.put("jobId", batch.identity().jobId());
    facts.put("state", batch.state().name());
    String problem = batch.problem();
    if (problem != null) {
      facts.put("stateMessage", problem);
    }
    facts.put("createdDate", moment(batch.identity().created()));
    facts.put("systemModstamp", moment(batch.changed()));
    facts.put("numberRecordsProcessed", batch.processed());
    facts.put("numberRecordsFailed", batch.failed());
    times(facts, batch.processingTime().toMillis());
    return facts;
  }

  private static void times(Map<String, Object> facts, long milliseconds) {
    facts.put("totalProcessingTime", Math.max(0, milliseconds));
    facts.put("apiActiveProcessingTime", Math.max(0, milliseconds));
    facts.put("apexProcessingTime", 0);
  }

  private static Notation.Moment moment(Instant instant) {
    return new Notation.Moment(JobStamp.text(instant));
  }
}
