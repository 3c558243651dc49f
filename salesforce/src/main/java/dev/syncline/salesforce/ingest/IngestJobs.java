package dev.syncline.salesforce.ingest;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting.State;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.ErrorTable;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Ingest jobs of Bulk API 2.0: made, closed, looked at, stopped, deleted.
 *
 * <p>Source: Bulk API 2.0 Developer Guide, "Ingest" and "Job States".
 */
final class IngestJobs {
  private static final Pattern JOB_ID = Pattern.compile("750[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");
  private static final Set<String> GONE = Set.of("ROW-NOT-FOUND", "BULK-JOB", "ROW-DELETED");

  /** A failed job says why in words, such as {@code InvalidBatch : Field name not found : X}. */
  private static final Pattern FIRST_WORD = Pattern.compile("([A-Za-z_]{3,60})\\s*:.*");

  private static final int MAX_WORDS = 2_000;

  private final SalesforceApi api;

  IngestJobs(SalesforceApi api) {
    this.api = api;
  }

  static boolean isJobId(String text) {
    return JOB_ID.matcher(text).matches();
  }

  static String path(String version, String jobId) {
    return OrgVersion.path(version, "/jobs/ingest/" + jobId);
  }

  /** Makes a job. Harmless to repeat: a job too many has no data and does nothing. */
  String create(String version, BulkOperation operation) {
    Map<String, String> job = new LinkedHashMap<>();
    job.put("object", operation.object().name().value());
    job.put("operation", word(operation.kind()));
    if (operation.kind() == BulkOperation.Kind.UPSERT) {
      job.put("externalIdFieldName", IngestTable.keyField(operation).value());
    }
    job.put("contentType", "CSV");
    job.put("columnDelimiter", "COMMA");
    job.put("lineEnding", "LF");
    JsonNode made = api.json(ApiCall.post(OrgVersion.path(version, "/jobs/ingest"), job, true));
    return Json.text(made, "id")
        .filter(IngestJobs::isJobId)
        .orElseThrow(() -> new OrgException(transientProblem("The org made a job without an id")));
  }

  /** Lets the org begin. Where the answer was lost, the second attempt may find it begun. */
  void close(String version, String jobId) {
    try {
      api.json(ApiCall.patch(path(version, jobId), Map.of("state", "UploadComplete")));
    } catch (OrgException e) {
      switch (state(version, jobId)) {
        case State.Working _, State.Complete _, State.Failed _ -> {
          // It has begun.
        }
        case State.Open _, State.Gone _ -> throw e;
      }
    }
  }

  State state(String version, String jobId) {
    JsonNode job;
    try {
      job = api.json(ApiCall.get(path(version, jobId)));
    } catch (OrgException e) {
      if (GONE.contains(e.problem().code())) {
        return new State.Gone();
      }
      throw e;
    }
    return switch (Json.text(job, "state").orElse("")) {
      case "Open" -> new State.Open();
      case "JobComplete" -> new State.Complete();
      case "Failed" -> new State.Failed(failed(Json.text(job, "errorMessage").orElse("")));
      case "Aborted" ->
          new State.Failed(
              new Problem(
                  "BULK-ABORTED",
                  ErrorClass.TRANSIENT,
                  "Somebody aborted job " + jobId + " in the org",
                  "Nothing: what it left undone is sent again."));
      default -> new State.Working();
    };
  }

  /** Stops a job; one that has ended stays as it is. */
  void abort(String version, String jobId) {
    try {
      api.json(ApiCall.patch(path(version, jobId), Map.of("state", "Aborted")));
    } catch (OrgException e) {
      switch (state(version, jobId)) {
        case State.Complete _, State.Failed _, State.Gone _ -> {
          // There is nothing to stop.
        }
        case State.Open _, State.Working _ -> throw e;
      }
    }
  }

  /** Deletes a job, and stops it first if need be. Failures are ignored. */
  void release(String version, String jobId) {
    String path = path(version, jobId);
    if (!tries(ApiCall.delete(path))) {
      tries(ApiCall.patch(path, Map.of("state", "Aborted")));
      tries(ApiCall.delete(path));
    }
  }

  private boolean tries(ApiCall call) {
    try {
      return api.call(call, reply -> true);
    } catch (OrgException e) {
      return GONE.contains(e.problem().code());
    }
  }

  private static String word(BulkOperation.Kind kind) {
    return switch (kind) {
      case CREATE -> "insert";
      case UPSERT -> "upsert";
      case UPDATE -> "update";
      case DELETE -> "delete";
    };
  }

  private static Problem failed(String message) {
    String words = message.length() > MAX_WORDS ? message.substring(0, MAX_WORDS) + "…" : message;
    Matcher first = FIRST_WORD.matcher(words);
    String code = first.lookingAt() ? first.group(1).toUpperCase(Locale.ROOT) : "";
    return ErrorTable.meaning(500, code, words)
        .problem("The org ended the job early: " + (words.isBlank() ? "no words" : words));
  }

  private static Problem transientProblem(String words) {
    return new Problem("BULK-API", ErrorClass.TRANSIENT, words, "Nothing: it is tried again.");
  }
}
