package dev.syncline.simulator.http;

import java.util.List;

/** A refused call: the status and the error array that it is answered with. */
public final class ApiException extends RuntimeException {
  private final int status;
  private final List<ApiError> errors;

  public ApiException(int status, List<ApiError> errors) {
    super(errors.isEmpty() ? "status " + status : errors.getFirst().message(), null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  public ApiException(int status, String errorCode, String message) {
    this(status, List.of(ApiError.of(errorCode, message)));
  }

  /** What REST answers to a path that leads nowhere. */
  public static ApiException notFound() {
    return new ApiException(404, "NOT_FOUND", "The requested resource does not exist");
  }

  /** What REST answers to a body that cannot be read. */
  public static ApiException unreadable(String message) {
    return new ApiException(400, "JSON_PARSER_ERROR", message);
  }

  public int status() {
    return status;
  }

  public List<ApiError> errors() {
    return errors;
  }

  /** The refusal as an answer. */
  public Reply reply() {
    return Reply.errors(status, errors);
  }
}
