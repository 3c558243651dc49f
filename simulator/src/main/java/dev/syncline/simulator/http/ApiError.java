package dev.syncline.simulator.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the error array that REST answers with.
 *
 * @param details what the entry says beyond the three, by property
 * @param fields the fields at fault; null where the entry has no {@code fields} at all
 */
public record ApiError(
    String errorCode, String message, @Nullable List<String> fields, Map<String, Object> details) {
  public ApiError(String errorCode, String message, @Nullable List<String> fields) {
    this(errorCode, message, fields, Map.of());
  }

  /** An error that is no field's. */
  public static ApiError of(String errorCode, String message) {
    return new ApiError(errorCode, message, null);
  }
}
