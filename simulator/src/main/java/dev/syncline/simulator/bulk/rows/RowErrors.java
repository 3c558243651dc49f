package dev.syncline.simulator.bulk.rows;

import dev.syncline.simulator.data.RecordError;
import java.util.List;
import java.util.stream.Collectors;

/** Refusals in one cell of a table of results. */
public final class RowErrors {
  private RowErrors() {}

  /**
   * The refusals as one text, such as {@code REQUIRED_FIELD_MISSING:Required fields are missing:
   * [Name]:Name --} (observed; how several are joined is unverified).
   */
  public static String text(List<RecordError> errors) {
    return errors.stream()
        .map(
            error ->
                error.statusCode()
                    + ":"
                    + error.message()
                    + ":"
                    + (error.fields().isEmpty() ? "" : String.join(",", error.fields()) + " ")
                    + "--")
        .collect(Collectors.joining(" "));
  }
}
