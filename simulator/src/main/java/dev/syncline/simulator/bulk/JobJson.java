package dev.syncline.simulator.bulk;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** A query job as its resources tell of it. */
final class JobJson {
  private JobJson() {}

  /** The answer to the request that created it. */
  static Map<String, Object> created(QueryJob job) {
    QueryJob.Identity identity = job.identity();
    var body = new LinkedHashMap<String, Object>();
    body.put("id", identity.id());
    body.put("operation", identity.request().operation());
    body.put("object", job.query().plan().object().name());
    body.put("createdById", identity.userId());
    body.put("createdDate", JobStamp.text(identity.created()));
    body.put("systemModstamp", JobStamp.text(job.changed()));
    body.put("state", job.state().wireName());
    body.put("concurrencyMode", "Parallel");
    body.put("contentType", "CSV");
    body.put("apiVersion", new BigDecimal(identity.version().text()));
    body.put("jobType", "V2Query");
    body.put("lineEnding", identity.request().table().lineEnding());
    body.put("columnDelimiter", identity.request().table().columnDelimiter());
    return body;
  }

  /** The answer to whoever asks how it stands. */
  static Map<String, Object> full(QueryJob job) {
    Map<String, Object> body = created(job);
    body.put("numberRecordsProcessed", job.records());
    body.put("retries", 0);
    body.put("totalProcessingTime", Math.max(0, job.processingTime().toMillis()));
    body.put("isPkChunkingSupported", true);
    String problem = job.problem();
    if (problem != null) {
      body.put("errorMessage", problem);
    }
    return body;
  }
}
