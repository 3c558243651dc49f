package dev.syncline.salesforce.rest;

import static dev.syncline.model.ErrorClass.ACCESS;
import static dev.syncline.model.ErrorClass.BUG;
import static dev.syncline.model.ErrorClass.DATA;
import static dev.syncline.model.ErrorClass.LIMIT;
import static dev.syncline.model.ErrorClass.MAPPING;
import static dev.syncline.model.ErrorClass.TRANSIENT;
import static dev.syncline.salesforce.rest.Repeat.ALWAYS;
import static dev.syncline.salesforce.rest.Repeat.IF_HARMLESS;
import static dev.syncline.salesforce.rest.Repeat.NEVER;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What each of the org's error codes means: who must act, what they can do, and whether the call
 * may be made again. The one place that knows.
 *
 * <p>Source: REST API Developer Guide, "Status Codes and Error Responses"; SOAP API Developer
 * Guide, StatusCode and ExceptionCode; Bulk API 2.0 Developer Guide, errors.
 */
public final class ErrorTable {
  /** What one code means to us. */
  public record Meaning(String code, ErrorClass errorClass, Repeat repeat, String action) {
    /** The problem with the org's words in it. */
    public Problem problem(String words) {
      return new Problem(code, errorClass, words, action);
    }
  }

  private static final int MAX_WORDS = 2_000;
  private static final String AGAIN = "Nothing: it is tried again.";
  private static final String OURS = "Please report it: Syncline should not have made this call.";
  private static final String SEE_FIELDS =
      "Compare the mapping with the object: a field or object was renamed, deleted, or is hidden"
          + " from the integration user.";

  private static final Map<String, Meaning> BY_CODE = new LinkedHashMap<>();

  static {
    access();
    limits();
    queries();
    rows();
    locks();
    bulk();
    protocol();
  }

  private ErrorTable() {}

  /** The meaning of an error by the org's code and, where that is unknown, by the HTTP status. */
  public static Meaning meaning(int status, String code, String message) {
    String key = code.toUpperCase(Locale.ROOT);
    if (message.contains("UNABLE_TO_LOCK_ROW")) {
      return known("UNABLE_TO_LOCK_ROW");
    }
    if (key.equals("REQUEST_LIMIT_EXCEEDED") && message.contains("Concurrent")) {
      return known("REQUEST_LIMIT_EXCEEDED_CONCURRENT");
    }
    if (status == 409 && key.equals("API_ERROR")) {
      // Bulk API 2.0 Developer Guide, "Get Results for a Query Job": the job is of another version.
      return known("CONFLICT");
    }
    Meaning byCode = BY_CODE.get(key);
    return byCode == null ? byStatus(status) : byCode;
  }

  /** The problem behind an error, with the org's own words. */
  public static Problem problem(int status, String code, String message) {
    String words = code + ": " + message;
    return meaning(status, code, message)
        .problem(words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) + "…" : words);
  }

  static boolean knows(String code) {
    return BY_CODE.containsKey(code);
  }

  private static Meaning known(String code) {
    Meaning meaning = BY_CODE.get(code);
    if (meaning == null) {
      throw new IllegalStateException(code + " is not in the table");
    }
    return meaning;
  }

  private static Meaning byStatus(int status) {
    return switch (status) {
      case 300 -> known("DUPLICATE_EXTERNAL_ID");
      case 401 -> known("INVALID_SESSION_ID");
      case 403 -> known("INSUFFICIENT_ACCESS");
      case 404 -> known("NOT_FOUND");
      case 405 -> known("METHOD_NOT_ALLOWED");
      case 409 -> known("CONFLICT");
      case 410 -> known("GONE");
      case 412 -> known("PRECONDITION_FAILED");
      case 414, 431 -> known("URI_TOO_LONG");
      case 415, 428 -> known("UNSUPPORTED_MEDIA_TYPE");
      case 420, 429, 503 -> known("SERVER_UNAVAILABLE");
      default -> known(status >= 500 ? "UNKNOWN_EXCEPTION" : "REFUSED");
    };
  }

  private static void access() {
    String signIn = "It is signed in anew. If it stays, check the app and the integration user.";
    add("INVALID_SESSION_ID", "AUTH-SESSION", ACCESS, ALWAYS, signIn);
    add("INVALID_AUTH_HEADER", "AUTH-SESSION", ACCESS, ALWAYS, signIn);
    String api = "Give the integration user 'API Enabled'; the org's edition must include the API.";
    add("API_DISABLED_FOR_ORG", "AUTH-API-DISABLED", ACCESS, NEVER, api);
    add("API_CURRENTLY_DISABLED", "AUTH-API-DISABLED", ACCESS, NEVER, api);
    String grant = "Give the integration user's permission set access to this.";
    add("INSUFFICIENT_ACCESS", "AUTH-ACCESS", ACCESS, NEVER, grant);
    add("INSUFFICIENT_ACCESS_OR_READONLY", "AUTH-ACCESS", ACCESS, NEVER, grant);
    add(
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "AUTH-PARENT-ACCESS",
        ACCESS,
        NEVER,
        "Give the integration user access to the record that this one refers to.");
    String feature = "Switch the feature on in the org, or leave it out of the mapping.";
    add("FUNCTIONALITY_NOT_ENABLED", "ORG-FEATURE-OFF", ACCESS, NEVER, feature);
    add("FEATURENOTENABLED", "ORG-FEATURE-OFF", ACCESS, NEVER, feature);
  }

  private static void limits() {
    add(
        "REQUEST_LIMIT_EXCEEDED",
        "LIMIT-DAILY-CALLS",
        LIMIT,
        NEVER,
        "Nothing: work goes on when the 24-hour window frees calls. Buy more, or make other"
            + " integrations call less.");
    add(
        "REQUEST_LIMIT_EXCEEDED_CONCURRENT",
        "LIMIT-CONCURRENT",
        LIMIT,
        ALWAYS,
        "Nothing: it is tried again when other long requests of the org have ended.");
    add("TOO_MANY_APEX_REQUESTS", "LIMIT-CONCURRENT", LIMIT, ALWAYS, AGAIN);
    String storage = "Free storage in the org or buy more; work goes on by itself then.";
    add("STORAGE_LIMIT_EXCEEDED", "LIMIT-STORAGE", LIMIT, NEVER, storage);
    String quota = "Nothing: work goes on when the limit's window has passed.";
    add("EXCEEDED_QUOTA", "LIMIT-QUOTA", LIMIT, NEVER, quota);
    add("EXCEEDEDQUOTA", "LIMIT-QUOTA", LIMIT, NEVER, quota);
    add("REQUEST_RUNNING_TOO_LONG", "LIMIT-TOO-LONG", TRANSIENT, IF_HARMLESS, AGAIN);
    add("QUERY_TIMEOUT", "LIMIT-TOO-LONG", TRANSIENT, IF_HARMLESS, AGAIN);
    add("TIMEOUT", "LIMIT-TOO-LONG", TRANSIENT, IF_HARMLESS, AGAIN);
  }

  private static void queries() {
    String where = "Correct 'where' in the mapping; the words say what is wrong with it.";
    add("MALFORMED_QUERY", "ORG-QUERY", MAPPING, NEVER, where);
    add("INVALID_QUERY_FILTER_OPERATOR", "ORG-QUERY", MAPPING, NEVER, where);
    add(
        "QUERY_TOO_COMPLICATED",
        "ORG-QUERY",
        MAPPING,
        NEVER,
        "Map fewer formula fields, or split the mapping in two.");
    add("INVALID_FIELD", "FIELD-UNKNOWN", MAPPING, NEVER, SEE_FIELDS);
    add("INVALIDFIELD", "FIELD-UNKNOWN", MAPPING, NEVER, SEE_FIELDS);
    add("INVALID_TYPE", "ORG-NO-OBJECT", MAPPING, NEVER, SEE_FIELDS);
    add("INVALIDENTITY", "ORG-NO-OBJECT", MAPPING, NEVER, "Read this object by REST.");
    add(
        "EXCEEDED_ID_LIMIT",
        "POLL-WINDOW-FULL",
        LIMIT,
        NEVER,
        "Nothing: a shorter window is asked for.");
    add(
        "INVALID_REPLICATION_DATE",
        "POLL-WINDOW-OLD",
        TRANSIENT,
        NEVER,
        "Nothing: the object is compared as a whole. The org forgets deletions after 15 days,"
            + " changes after 30.");
    add(
        "INVALID_TYPE_FOR_OPERATION",
        "POLL-NO-OBJECT",
        MAPPING,
        NEVER,
        "The org keeps no list of this object's changes: poll it by a date field.");
    add(
        "INVALID_QUERY_LOCATOR",
        "READING-GONE",
        TRANSIENT,
        NEVER,
        "Nothing: the reading is started anew. A cursor lives for two days.");
  }

  private static void rows() {
    add("MALFORMED_ID", "ROW-BAD-ID", MAPPING, NEVER, "Correct the id, or unmap its column.");
    add("NOT_FOUND", "ROW-NOT-FOUND", DATA, NEVER, "The record is gone, or is not visible.");
    add("ENTITY_IS_DELETED", "ROW-DELETED", DATA, NEVER, "The record was deleted in the org.");
    add("REQUIRED_FIELD_MISSING", "ROW-REQUIRED", DATA, NEVER, "Fill the fields it names.");
    String rule = "Change the row so that the org's rule lets it pass, or the rule.";
    add("FIELD_CUSTOM_VALIDATION_EXCEPTION", "ROW-RULE", DATA, NEVER, rule);
    add("FIELD_FILTER_VALIDATION_EXCEPTION", "ROW-LOOKUP-FILTER", DATA, NEVER, rule);
    add("STRING_TOO_LONG", "ROW-TOO-LONG", DATA, NEVER, "Shorten the text or the field grows.");
    add("NUMBER_OUTSIDE_VALID_RANGE", "ROW-NUMBER", DATA, NEVER, "Correct the number.");
    add(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        "ROW-PICKLIST",
        DATA,
        NEVER,
        "Use a value of the pick-list, or add this one to it.");
    add("INVALID_EMAIL_ADDRESS", "ROW-EMAIL", DATA, NEVER, "Correct the e-mail address.");
    add("FIELD_INTEGRITY_EXCEPTION", "ROW-INTEGRITY", DATA, NEVER, rule);
    add(
        "INVALID_CROSS_REFERENCE_KEY",
        "ROW-NO-PARENT",
        DATA,
        NEVER,
        "Bring the record it refers to first, or correct the reference.");
    add(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "FIELD-READ-ONLY",
        MAPPING,
        NEVER,
        "Let the mapping not write this field, or make it editable for the integration user.");
    add("DUPLICATE_VALUE", "ROW-DUPLICATE", DATA, NEVER, "Another record has this value.");
    add(
        "DUPLICATE_EXTERNAL_ID",
        "ROW-KEY-NOT-UNIQUE",
        DATA,
        NEVER,
        "Several records have this external id: merge them and make the field unique.");
    add(
        "DUPLICATES_DETECTED",
        "ROW-DUPLICATE-RULE",
        DATA,
        NEVER,
        "Merge with the record it found, or let the duplicate rule allow saving.");
    String automation =
        "The org's own automation refused: its words say what; change the row or it.";
    add("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "ROW-AUTOMATION", DATA, NEVER, automation);
    add("CANNOT_EXECUTE_FLOW_TRIGGER", "ROW-AUTOMATION", DATA, NEVER, automation);
    add("APEX_ERROR", "ROW-AUTOMATION", DATA, NEVER, automation);
    add("DELETE_FAILED", "ROW-DELETE-REFUSED", DATA, NEVER, "Free the record from what needs it.");
    String rolledBack =
        "Nothing: the rows that are not at fault are sent again without the guilty.";
    add("ALL_OR_NONE_OPERATION_ROLLED_BACK", "ROW-ROLLED-BACK", TRANSIENT, NEVER, rolledBack);
    add("PROCESSING_HALTED", "ROW-ROLLED-BACK", TRANSIENT, NEVER, rolledBack);
    add("BATCH_PROCESSING_HALTED", "ROW-ROLLED-BACK", TRANSIENT, NEVER, rolledBack);
  }

  private static void locks() {
    add("UNABLE_TO_LOCK_ROW", "LOCK-ROW", TRANSIENT, ALWAYS, AGAIN);
    add("TOOMANYLOCKFAILURE", "LOCK-ROW", TRANSIENT, ALWAYS, AGAIN);
    add(
        "ENTITY_IS_LOCKED",
        "LOCK-APPROVAL",
        DATA,
        NEVER,
        "An approval holds the record: try the row again when it has ended.");
  }

  private static void bulk() {
    add("INVALIDJOB", "BULK-JOB", TRANSIENT, NEVER, "Nothing: a new job is made.");
    add("INVALIDJOBSTATE", "BULK-JOB-STATE", TRANSIENT, IF_HARMLESS, AGAIN);
    add("INVALIDBATCH", "BULK-BATCH", MAPPING, NEVER, SEE_FIELDS);
    add("CLIENTINPUTERROR", "BULK-INPUT", BUG, NEVER, OURS);
    add("API_ERROR", "BULK-API", MAPPING, NEVER, "The words say what the job cannot do.");
    add("INVALIDVERSION", "ORG-VERSION", MAPPING, NEVER, "Set apiVersion to one the org serves.");
  }

  private static void protocol() {
    add("JSON_PARSER_ERROR", "ORG-PROTOCOL", BUG, NEVER, OURS);
    add("METHOD_NOT_ALLOWED", "ORG-PROTOCOL", BUG, NEVER, OURS);
    add("UNSUPPORTED_MEDIA_TYPE", "ORG-PROTOCOL", BUG, NEVER, OURS);
    add(
        "CONFLICT",
        "BULK-VERSION",
        TRANSIENT,
        NEVER,
        "Nothing: the reading is started anew with the API version of now.");
    String version = "Remove apiVersion from the configuration, or set one that the org serves.";
    add("GONE", "ORG-VERSION", MAPPING, NEVER, version);
    add("UNSUPPORTED_API_VERSION", "ORG-VERSION", MAPPING, NEVER, version);
    add(
        "PRECONDITION_FAILED",
        "ROW-CHANGED-MEANWHILE",
        TRANSIENT,
        NEVER,
        "Nothing: the record is read again first.");
    add(
        "URI_TOO_LONG",
        "ORG-QUERY-TOO-LONG",
        MAPPING,
        NEVER,
        "Map fewer fields, or read the object by bulk.");
    add("UNKNOWN_EXCEPTION", "ORG-INTERNAL", TRANSIENT, IF_HARMLESS, AGAIN);
    add("SERVER_UNAVAILABLE", "ORG-UNAVAILABLE", TRANSIENT, IF_HARMLESS, AGAIN);
    add("REFUSED", "ORG-REFUSED", MAPPING, NEVER, "The org's words say what it did not take.");
  }

  private static void add(
      String orgCode, String code, ErrorClass errorClass, Repeat repeat, String action) {
    BY_CODE.put(orgCode, new Meaning(code, errorClass, repeat, action));
  }
}
