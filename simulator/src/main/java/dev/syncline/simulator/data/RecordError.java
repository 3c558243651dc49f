package dev.syncline.simulator.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was refused, as collections and Bulk results word it.
 *
 * @param statusCode the API's code, such as {@code REQUIRED_FIELD_MISSING}
 * @param message the text for people
 * @param fields the API names of the fields at fault; may be empty
 * @param duplicates the records that a duplicate rule found; null for other errors
 */
public record RecordError(
    String statusCode, String message, List<String> fields, @Nullable DuplicateResult duplicates) {
  public RecordError {
    fields = List.copyOf(fields);
  }

  public RecordError(String statusCode, String message, List<String> fields) {
    this(statusCode, message, fields, null);
  }

  /** An error that names these fields. */
  public static RecordError of(String statusCode, String message, String... fields) {
    return new RecordError(statusCode, message, List.of(fields));
  }
}
