package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobStamp;
import dev.syncline.simulator.bulk.rows.RowOperation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** An ingest job as its resources tell of it. Bulk API 2.0 Developer Guide, Get Job Info. */
final class IngestJson {
  private IngestJson() {}

  /** The answer to whoever created it or moved it on. */
  static Map<String, Object> brief(IngestJob job) {
    Map<String, Object> body = head(job);
    tail(body, job);
    return body;
  }

  /** The answer to whoever asks how it stands. */
  static Map<String, Object> full(IngestJob job) {
    Map<String, Object> body = head(job);
    body.put("jobType", "V2Ingest");
    tail(body, job);
    long took = Math.max(0, job.processingTime().toMillis());
    body.put("retries", 0);
    body.put("totalProcessingTime", took);
    body.put("apiActiveProcessingTime", took);
    body.put("apexProcessingTime", 0);
    body.put("numberRecordsProcessed", job.progress().processed());
    body.put("numberRecordsFailed", job.progress().failed());
    String problem = job.problem();
    if (problem != null) {
      body.put("errorMessage", problem);
    }
    return body;
  }

  private static Map<String, Object> head(IngestJob job) {
    IngestJob.Identity identity = job.identity();
    IngestRequest request = identity.request();
    var body = new LinkedHashMap<String, Object>();
    body.put("id", identity.id());
    body.put("operation", request.operation().wireName());
    body.put("object", request.object());
    String rule = request.assignmentRuleId();
    if (rule != null) {
      body.put("assignmentRuleId", rule);
    }
    body.put("createdById", identity.actor().userId());
    body.put("createdDate", JobStamp.text(identity.created()));
    body.put("systemModstamp", JobStamp.text(job.changed()));
    body.put("state", job.state().wireName());
    if (request.operation() == RowOperation.UPSERT) {
      body.put("externalIdFieldName", request.key());
    }
    body.put("concurrencyMode", "Parallel");
    body.put("contentType", "CSV");
    body.put("apiVersion", new BigDecimal(identity.version().text()));
    return body;
  }

  private static void tail(Map<String, Object> body, IngestJob job) {
    String jobs = job.identity().version().path().substring(1) + "/jobs/ingest/";
    body.put("contentUrl", jobs + job.id() + "/batches");
    body.put("lineEnding", job.identity().request().table().lineEnding());
    body.put("columnDelimiter", job.identity().request().table().columnDelimiter());
  }
}
