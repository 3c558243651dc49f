package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.wire.CsvFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a query job was asked for.
 *
 * @param columnDelimiter by name, such as {@code COMMA}
 * @param lineEnding by name, {@code LF} or {@code CRLF}
 */
record QueryRequest(
    String operation, String query, String columnDelimiter, String lineEnding, CsvFormat format) {
  /**
   * Reads the body of a request to create a job.
   *
   * @throws ApiException (400) if it asks for what there is not
   */
  static QueryRequest read(JsonNode body) {
    if (!body.isObject()) {
      throw ApiException.unreadable("A JSON object with operation and query is expected.");
    }
    String operation = text(body, "operation", "");
    String known =
        switch (operation.toLowerCase(Locale.ROOT)) {
          case "query" -> "query";
          case "queryall" -> "queryAll";
          default ->
              throw refused(
                  "Invalid value for operation: " + operation + ". Use query or queryAll.");
        };
    String query = text(body, "query", "");
    if (query.isBlank()) {
      throw refused("Required field missing: query");
    }
    if (!text(body, "contentType", "CSV").equalsIgnoreCase("CSV")) {
      throw refused("Invalid contentType: only CSV is supported.");
    }
    String delimiter = text(body, "columnDelimiter", "COMMA").toUpperCase(Locale.ROOT);
    String ending = text(body, "lineEnding", "LF").toUpperCase(Locale.ROOT);
    var format =
        new CsvFormat(
            CsvFormat.delimiterNamed(delimiter)
                .orElseThrow(() -> refused("Invalid columnDelimiter: " + delimiter)),
            CsvFormat.lineEndingNamed(ending)
                .orElseThrow(() -> refused("Invalid lineEnding: " + ending)));
    return new QueryRequest(known, query, delimiter, ending, format);
  }

  boolean includesDeleted() {
    return operation.equals("queryAll");
  }

  private static String text(JsonNode body, String name, String otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.isString()) {
      throw refused("Value does not match expected type: " + name);
    }
    return node.asString();
  }

  private static ApiException refused(String message) {
    return new ApiException(400, "API_ERROR", message);
  }
}
