package dev.syncline.simulator.bulk.classic;

/** A refused call. Bulk API Developer Guide, Errors. */
final class ClassicException extends RuntimeException {
  private final String code;

  /**
   * @param code such as {@code InvalidJob}
   */
  ClassicException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
