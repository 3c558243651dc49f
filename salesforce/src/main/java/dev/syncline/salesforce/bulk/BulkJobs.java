package dev.syncline.salesforce.bulk;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.ErrorTable;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Query jobs of Bulk API 2.0: made, looked at, deleted.
 *
 * <p>Source: Bulk API 2.0 Developer Guide, "Query".
 */
final class BulkJobs {
  private static final Pattern JOB_ID = Pattern.compile("750[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");
  private static final Pattern ERROR_CODE = Pattern.compile("\\b[A-Z]+(_[A-Z]+)+\\b");
  private static final Set<String> GONE = Set.of("ROW-NOT-FOUND", "BULK-JOB", "ROW-DELETED");
  private static final String OTHER_VERSION = "BULK-VERSION";
  private static final int MAX_WORDS = 2_000;

  private final SalesforceApi api;

  BulkJobs(SalesforceApi api) {
    this.api = api;
  }

  static boolean isJobId(String text) {
    return JOB_ID.matcher(text).matches();
  }

  static boolean isGone(OrgException failure) {
    return GONE.contains(failure.problem().code());
  }

  /** Whether the result cannot be had any more: gone, or kept for another API version only. */
  static boolean isLost(OrgException failure) {
    return isGone(failure) || failure.problem().code().equals(OTHER_VERSION);
  }

  static Problem gone(String words) {
    return new Problem(
        "READING-GONE",
        ErrorClass.TRANSIENT,
        "The org no longer gives the result: " + words,
        "Nothing: the reading is started anew. The org keeps results for seven days.");
  }

  static String path(String version, String jobId) {
    return OrgVersion.path(version, "/jobs/query/" + jobId);
  }

  /**
   * Makes a job. Harmless to repeat: a job too many reads nothing into anything, costs one of the
   * day's 10,000, and is forgotten by the org after a week.
   */
  String create(String version, String soql) {
    Map<String, String> job =
        Map.of(
            "operation", "query",
            "query", soql,
            "contentType", "CSV",
            "columnDelimiter", "COMMA",
            "lineEnding", "LF");
    JsonNode made = api.json(ApiCall.post(OrgVersion.path(version, "/jobs/query"), job, true));
    return Json.text(made, "id")
        .filter(BulkJobs::isJobId)
        .orElseThrow(
            () ->
                new OrgException(
                    new Problem(
                        "BULK-API",
                        ErrorClass.TRANSIENT,
                        "The org made a query job without an id",
                        "Nothing: it is tried again.")));
  }

  ReadingState state(String version, String jobId) {
    JsonNode job;
    try {
      job = api.json(ApiCall.get(path(version, jobId)));
    } catch (OrgException e) {
      if (isLost(e)) {
        return new ReadingState.Failed(gone(e.problem().message()));
      }
      throw e;
    }
    long records = Json.number(job, "numberRecordsProcessed", 0);
    String state = Json.text(job, "state").orElse("");
    return switch (state) {
      case "JobComplete" -> new ReadingState.Ready(total(job));
      case "Failed" -> new ReadingState.Failed(failed(Json.text(job, "errorMessage").orElse("")));
      case "Aborted" ->
          new ReadingState.Failed(
              new Problem(
                  "BULK-ABORTED",
                  ErrorClass.TRANSIENT,
                  "Somebody aborted query job " + jobId + " in the org",
                  "Start the refresh again when the org has room for it."));
      default -> new ReadingState.Preparing(records);
    };
  }

  /** Frees the result, and stops the job first if it still runs. Failures are ignored. */
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
      return isGone(e);
    }
  }

  private static OptionalLong total(JsonNode job) {
    long records = Json.number(job, "numberRecordsProcessed", -1);
    return records < 0 ? OptionalLong.empty() : OptionalLong.of(records);
  }

  /** A failed job says why in words, such as {@code InvalidBatch : … MALFORMED_QUERY: …}. */
  private static Problem failed(String message) {
    String words = message.length() > MAX_WORDS ? message.substring(0, MAX_WORDS) + "…" : message;
    Matcher code = ERROR_CODE.matcher(words);
    String found = code.find() ? code.group() : "UNKNOWN_EXCEPTION";
    return ErrorTable.meaning(400, found, words)
        .problem("The org could not run the query job: " + (words.isBlank() ? "no words" : words));
  }
}
