package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobOptions;
import dev.syncline.simulator.bulk.rows.RowOperation;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.ParentLookup;
import dev.syncline.simulator.schema.ObjectDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an ingest job was asked for. Bulk API 2.0 Developer Guide, Create a Job; codes and wording
 * of the refusals are unverified.
 *
 * @param object the object's API name
 * @param key the field that an upsert goes by; {@code Id} for the other operations
 * @param table how the rows are written
 * @param assignmentRuleId as given; null when none was
 */
record IngestRequest(
    String object,
    RowOperation operation,
    String key,
    JobOptions.Table table,
    @Nullable String assignmentRuleId) {
  /**
   * Reads the body of a request to create a job.
   *
   * @throws ApiException (400) if it asks for what there is not
   */
  static IngestRequest read(JsonNode body, Org org, Call call) {
    var options = new JobOptions(body);
    String name = options.required("object");
    ObjectDefinition object =
        org.schema(call)
            .object(name)
            .orElseThrow(
                () -> new ApiException(400, "INVALIDENTITY", "Unable to find object: " + name));
    String verb = options.required("operation");
    RowOperation operation =
        RowOperation.named(verb)
            .orElseThrow(() -> JobOptions.refused("Invalid value for operation: " + verb));
    if (operation == RowOperation.HARD_DELETE && !org.mayHardDelete(call, object)) {
      throw new ApiException(400, "FEATURENOTENABLED", RowOperation.HARD_DELETE_REFUSED);
    }
    String rule = options.text("assignmentRuleId", "");
    return new IngestRequest(
        object.name(),
        operation,
        operation == RowOperation.UPSERT ? key(options, object) : "Id",
        options.table(),
        rule.isEmpty() ? null : rule);
  }

  private static String key(JobOptions options, ObjectDefinition object) {
    String name = options.required("externalIdFieldName");
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
}
