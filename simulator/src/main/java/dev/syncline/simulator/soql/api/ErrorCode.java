package dev.syncline.simulator.soql.api;

/** The {@code errorCode} of a refused statement, as REST answers it (always with status 400). */
public enum ErrorCode {
  EXCEEDED_ID_LIMIT,
  INVALID_FIELD,
  INVALID_QUERY_FILTER_OPERATOR,
  INVALID_QUERY_SCOPE,
  INVALID_TYPE,
  MALFORMED_QUERY,
  NUMBER_OUTSIDE_VALID_RANGE,
  QUERY_TIMEOUT,
  QUERY_TOO_COMPLICATED
}
