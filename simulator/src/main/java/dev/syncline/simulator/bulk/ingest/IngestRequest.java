package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.rows.RowOperation;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.ParentLookup;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.CsvFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an ingest job was asked for. Bulk API 2.0 Developer Guide, Create a Job; codes and wording
 * of the refusals are unverified.
 *
 * @param object the object's API name
 * @param key the field that an upsert goes by; {@code Id} for the other operations
 * @param columnDelimiter by name, such as {@code COMMA}
 * @param lineEnding by name, {@code LF} or {@code CRLF}
 * @param assignmentRuleId as given; null when none was
 */
record IngestRequest(
    String object,
    RowOperation operation,
    String key,
    String columnDelimiter,
    String lineEnding,
    CsvFormat format,
    @Nullable String assignmentRuleId) {
  /**
   * Reads the body of a request to create a job.
   *
   * @throws ApiException (400) if it asks for what there is not
   */
  static IngestRequest read(JsonNode body, Org org, Call call) {
    if (!body.isObject()) {
      throw ApiException.unreadable("A JSON object with object and operation is expected.");
    }
    String name = required(body, "object");
    ObjectDefinition object =
        org.schema(call)
            .object(name)
            .orElseThrow(
                () -> new ApiException(400, "INVALIDENTITY", "Unable to find object: " + name));
    String verb = required(body, "operation");
    RowOperation operation =
        RowOperation.named(verb).orElseThrow(() -> refused("Invalid value for operation: " + verb));
    if (operation == RowOperation.HARD_DELETE && !org.mayHardDelete(call, object)) {
      throw new ApiException(400, "FEATURENOTENABLED", RowOperation.HARD_DELETE_REFUSED);
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
    String rule = text(body, "assignmentRuleId", "");
    return new IngestRequest(
        object.name(),
        operation,
        operation == RowOperation.UPSERT ? key(body, object) : "Id",
        delimiter,
        ending,
        format,
        rule.isEmpty() ? null : rule);
  }

  private static String key(JsonNode body, ObjectDefinition object) {
    String name = required(body, "externalIdFieldName");
    return object
        .field(name)
        .filter(ParentLookup::isKey)
        .orElseThrow(
            () ->
                new ApiException(
                    400,
                    "INVALIDJOB",
                    "Field name provided, "
                        + name
                        + " does not match an External ID, Salesforce Id, or indexed field for "
                        + object.name()))
        .name();
  }

  private static String required(JsonNode body, String name) {
    String text = text(body, name, "");
    if (text.isBlank()) {
      throw refused("Required field missing: " + name);
    }
    return text;
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
