package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.DuplicateResult;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.http.ApiError;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import java.util.List;
import java.util.Map;

/** Turns what a transaction refused into the answer of a single-record resource. */
public final class Refusals {
  private Refusals() {}

  /** The refusal of one record as the refusal of the whole call. */
  static ApiException of(List<RecordError> errors, Org org, Call call) {
    int status = errors.isEmpty() ? 400 : status(errors.getFirst().statusCode());
    var found = new DuplicateJson(org, call);
    return new ApiException(status, errors.stream().map(error -> entry(error, found)).toList());
  }

  private static ApiError entry(RecordError error, DuplicateJson found) {
    DuplicateResult duplicates = error.duplicates();
    return duplicates == null
        ? new ApiError(error.statusCode(), error.message(), error.fields())
        : new ApiError(
            error.statusCode(),
            error.message(),
            null,
            Map.of("duplicateResult", found.of(duplicates)));
  }

  private static int status(String code) {
    return switch (code) {
      case "NOT_FOUND", "ENTITY_IS_DELETED" -> 404;
      case "INSUFFICIENT_ACCESS",
          "INSUFFICIENT_ACCESS_OR_READONLY",
          "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
          "STORAGE_LIMIT_EXCEEDED" ->
          403;
      default -> 400;
    };
  }
}
