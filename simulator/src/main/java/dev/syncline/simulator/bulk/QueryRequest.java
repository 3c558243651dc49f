package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a query job was asked for. */
record QueryRequest(String operation, String query, JobOptions.Table table) {
  /**
   * Reads the body of a request to create a job.
   *
   * @throws ApiException (400) if it asks for what there is not
   */
  static QueryRequest read(JsonNode body) {
    var options = new JobOptions(body);
    String operation = options.text("operation", "");
    String known =
        switch (operation.toLowerCase(Locale.ROOT)) {
          case "query" -> "query";
          case "queryall" -> "queryAll";
          default ->
              throw JobOptions.refused(
                  "Invalid value for operation: " + operation + ". Use query or queryAll.");
        };
    return new QueryRequest(known, options.required("query"), options.table());
  }

  boolean includesDeleted() {
    return operation.equals("queryAll");
  }
}
