package dev.syncline.simulator.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the error array that REST answers with.
 *
 * @param fields the fields at fault; null where the entry has no {@code fields} at all
 */
public record ApiError(String errorCode, String message, @Nullable List<String> fields) {
  /** An error that is no field's. */
  public static ApiError of(String errorCode, String message) {
    return new ApiError(errorCode, message, null);
  }
}
