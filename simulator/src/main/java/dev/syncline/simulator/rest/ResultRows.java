package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.soql.api.ResultRow;
import tools.jackson.core.JsonGenerator;

/** Rows of a statement as REST shows them, where they do not stand in the result of a query. */
public final class ResultRows {
  private ResultRows() {}

  /**
   * Writes one row.
   *
   * @throws ApiException (400) if it has more children than come with a record
   */
  public static void write(JsonGenerator json, ResultRow row, ApiVersion version) {
    var rows =
        new QueryJson(
            version.path(),
            false,
            _ -> {
              throw new ApiException(400, "MALFORMED_SEARCH", "too many children of one record");
            });
    rows.row(json, row);
  }
}
