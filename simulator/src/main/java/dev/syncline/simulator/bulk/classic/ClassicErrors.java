package dev.syncline.simulator.bulk.classic;

/** How this API names errors that REST knows too. Bulk API Developer Guide, Errors. */
final class ClassicErrors {
  private ClassicErrors() {}

  /** The exception code of an error; one that this API does not know keeps its name. */
  static String code(String error) {
    return switch (error) {
      case "INVALID_SESSION_ID", "INVALID_AUTH_HEADER" -> "InvalidSessionId";
      case "REQUEST_LIMIT_EXCEEDED", "EXCEEDED_QUOTA" -> "ExceededQuota";
      case "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "FUNCTIONALITY_NOT_ENABLED" ->
          "FeatureNotEnabled";
      case "UNSUPPORTED_API_VERSION" -> "InvalidVersion";
      case "NOT_FOUND" -> "InvalidUrl";
      case "UNABLE_TO_LOCK_ROW" -> "TooManyLockFailure";
      case "QUERY_TIMEOUT", "REQUEST_RUNNING_TOO_LONG" -> "Timeout";
      case "UNKNOWN_EXCEPTION" -> "Unknown";
      default -> error;
    };
  }
}
