package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.wire.CsvFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What the body of a request to create a job says. Bulk API 2.0 Developer Guide, Create a Job;
 * codes and wording of the refusals are unverified.
 */
public record JobOptions(JsonNode body) {
  /**
   * How a job writes and reads tables.
   *
   * @param columnDelimiter by name, such as {@code COMMA}
   * @param lineEnding by name, {@code LF} or {@code CRLF}
   */
  public record Table(String columnDelimiter, String lineEnding, CsvFormat format) {}

  /**
   * @throws ApiException (400) if the body is no object
   */
  public JobOptions {
    if (!body.isObject()) {
      throw ApiException.unreadable("A JSON object with what the job is to do is expected.");
    }
  }

  /**
   * A text that must be there.
   *
   * @throws ApiException (400) if it is not
   */
  public String required(String name) {
    String text = text(name, "");
    if (text.isBlank()) {
      throw refused("Required field missing: " + name);
    }
    return text;
  }

  /**
   * A text that may be left out.
   *
   * @throws ApiException (400) if it is none
   */
  public String text(String name, String otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.isString()) {
      throw refused("Value does not match expected type: " + name);
    }
    return node.asString();
  }

  /**
   * How the job's tables are written.
   *
   * @throws ApiException (400) if in a way that there is not
   */
  public Table table() {
    if (!text("contentType", "CSV").equalsIgnoreCase("CSV")) {
      throw refused("Invalid contentType: only CSV is supported.");
    }
    String delimiter = text("columnDelimiter", "COMMA").toUpperCase(Locale.ROOT);
    String ending = text("lineEnding", "LF").toUpperCase(Locale.ROOT);
    var format =
        new CsvFormat(
            CsvFormat.delimiterNamed(delimiter)
                .orElseThrow(() -> refused("Invalid columnDelimiter: " + delimiter)),
            CsvFormat.lineEndingNamed(ending)
                .orElseThrow(() -> refused("Invalid lineEnding: " + ending)));
    return new Table(delimiter, ending, format);
  }

  /** A request that asks for what there is not. */
  public static ApiException refused(String message) {
    return new ApiException(400, "API_ERROR", message);
  }
}
