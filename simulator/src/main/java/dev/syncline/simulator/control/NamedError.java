package dev.syncline.simulator.control;

import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.http.ApiError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The errors that a fault can answer with by name, with their status and usual text. REST API
 * Developer Guide, status codes and error responses; the texts are from observed answers.
 */
enum NamedError {
  INVALID_SESSION_ID(401, false, "Session expired or invalid"),
  INVALID_AUTH_HEADER(401, false, "INVALID_HEADER_TYPE"),
  REQUEST_LIMIT_EXCEEDED(403, false, "TotalRequests Limit exceeded."),
  API_DISABLED_FOR_ORG(403, false, "API is not enabled for this Organization or Partner"),
  API_CURRENTLY_DISABLED(403, false, "API is currently disabled for this user"),
  INSUFFICIENT_ACCESS(403, false, "insufficient access rights"),
  FUNCTIONALITY_NOT_ENABLED(403, false, "This feature is not currently enabled for this user."),
  NOT_FOUND(404, false, "The requested resource does not exist"),
  ENTITY_IS_DELETED(404, true, "entity is deleted"),
  METHOD_NOT_ALLOWED(405, false, "HTTP Method not allowed"),
  CONFLICT(409, false, "The request could not be completed due to a conflict"),
  UNSUPPORTED_API_VERSION(410, false, "API version not supported"),
  PRECONDITION_FAILED(412, false, "Resource has been modified since"),
  URI_TOO_LONG(414, false, "The URI is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, false, "Content-Type not supported"),
  PRECONDITION_REQUIRED(428, false, "The request must be conditional"),
  REQUEST_HEADER_FIELDS_TOO_LARGE(431, false, "The request line and headers are too long"),
  MALFORMED_QUERY(400, false, "unexpected token: FROM"),
  INVALID_FIELD(400, false, "No such column 'X' on entity 'Account'."),
  INVALID_TYPE(400, false, "sObject type 'X' is not supported."),
  MALFORMED_ID(400, true, "malformed id X"),
  JSON_PARSER_ERROR(400, false, "Unexpected character"),
  INVALID_QUERY_FILTER_OPERATOR(400, false, "invalid operator"),
  QUERY_TOO_COMPLICATED(400, false, "Query is either selecting too many fields or too complex."),
  INVALID_QUERY_LOCATOR(400, false, "invalid query locator"),
  REQUIRED_FIELD_MISSING(400, true, "Required fields are missing: [Name]"),
  FIELD_CUSTOM_VALIDATION_EXCEPTION(400, true, "The record is not valid."),
  STRING_TOO_LONG(400, true, "data value too large (max length=255)"),
  NUMBER_OUTSIDE_VALID_RANGE(400, true, "value outside of valid range on numeric field"),
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST(400, true, "bad value for restricted picklist field: X"),
  INVALID_EMAIL_ADDRESS(400, true, "Email: invalid email address: X"),
  FIELD_INTEGRITY_EXCEPTION(400, true, "field integrity exception"),
  FIELD_FILTER_VALIDATION_EXCEPTION(
      400, true, "Value does not exist or does not match filter criteria."),
  INVALID_CROSS_REFERENCE_KEY(400, true, "invalid cross reference id"),
  INVALID_FIELD_FOR_INSERT_UPDATE(400, true, "Unable to create/update fields: X."),
  DUPLICATE_VALUE(400, true, "duplicate value found: X duplicates value on record with id: X"),
  DUPLICATE_EXTERNAL_ID(400, true, "more than one record found for external id field"),
  DUPLICATES_DETECTED(400, true, "Use one of these records?"),
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY(
      400, true, "AccountTrigger: execution of BeforeInsert caused by: System.DmlException"),
  CANNOT_EXECUTE_FLOW_TRIGGER(
      400,
      true,
      "We can't save this record because a process failed. Give your admin the details."),
  UNABLE_TO_LOCK_ROW(400, true, "unable to obtain exclusive access to this record or 1 records: X"),
  REQUEST_RUNNING_TOO_LONG(
      400, false, "Your request was running for too long, and has been stopped."),
  QUERY_TIMEOUT(400, false, "Your query request was running for too long."),
  TOO_MANY_APEX_REQUESTS(
      400, true, "Unable to process request: concurrent Apex requests limit exceeded."),
  STORAGE_LIMIT_EXCEEDED(403, true, "storage limit exceeded"),
  EXCEEDED_QUOTA(400, false, "Quota exceeded"),
  ENTITY_IS_LOCKED(400, true, "the entity is locked for editing"),
  DELETE_FAILED(400, true, "delete failed"),
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY(
      403, true, "insufficient access rights on cross-reference id"),
  INSUFFICIENT_ACCESS_OR_READONLY(403, true, "insufficient access rights on object id"),
  ALL_OR_NONE_OPERATION_ROLLED_BACK(
      400,
      true,
      "Record rolled back because not all records were valid and the request was using AllOrNone"
          + " header"),
  PROCESSING_HALTED(
      400,
      false,
      "The transaction was rolled back since another operation in the same transaction failed."),
  UNKNOWN_EXCEPTION(
      500,
      false,
      "An unexpected error occurred. Please include this ErrorId if you contact support: 1-1 (1)"),
  SERVER_UNAVAILABLE(503, false, "Server is too busy");

  private final int status;
  private final boolean ofRecord;
  private final String message;

  NamedError(int status, boolean ofRecord, String message) {
    this.status = status;
    this.ofRecord = ofRecord;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }

  static Optional<NamedError> named(String name) {
    return Stream.of(values()).filter(error -> error.name().equals(name)).findFirst();
  }

  /** The entry of the error array; errors of records name fields, be it none. */
  ApiError entry(String text, List<String> fields) {
    List<String> shown = ofRecord || !fields.isEmpty() ? fields : null;
    return this == DUPLICATES_DETECTED
        ? new ApiError(name(), text, shown, ExampleDuplicate.details())
        : new ApiError(name(), text, shown);
  }

  /** The error of one record of the object. */
  RecordError ofRecord(String object, String text, List<String> fields) {
    return this == DUPLICATES_DETECTED
        ? new RecordError(name(), text, fields, ExampleDuplicate.of(object, text))
        : new RecordError(name(), text, fields);
  }
}
