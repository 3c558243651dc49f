package dev.syncline.simulator.soap;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.MergeResult;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code merge}: up to three records become one; up to 200 such requests in a call. */
final class Merges {
  private static final int MAX_REQUESTS = 200;

  private final Org org;

  Merges(Org org) {
    this.org = org;
  }

  /** Carries out each request for itself, or all or none. */
  void merge(SoapCall call, XmlText out) {
    var requests = new ArrayList<XmlElement>(call.operation().all("request"));
    // What jsforce calls them.
    requests.addAll(call.operation().all("mergeRequests"));
    if (requests.size() > MAX_REQUESTS) {
      throw new SoapFault(
          "EXCEEDED_ID_LIMIT", "cannot submit more than " + MAX_REQUESTS + " merges in this call");
    }
    var results = new ArrayList<MergeResult>();
    try (Transaction transaction = org.data().begin(call.actor(), call.saveOptions())) {
      requests.forEach(request -> results.add(merge(transaction, request)));
      boolean refused = results.stream().anyMatch(MergeResult.Refused.class::isInstance);
      if (!call.allOrNone() || !refused) {
        transaction.commit();
      }
    }
    results.forEach(result -> write(out, result));
  }

  private MergeResult merge(Transaction transaction, XmlElement request) {
    XmlElement master =
        request
            .find("masterRecord")
            .orElseThrow(
                () -> new SoapFault("MISSING_ARGUMENT", "The argument masterRecord is required."));
    String type = master.textOf("type").orElse("");
    ObjectDefinition object =
        org.data()
            .schema()
            .object(type)
            .orElseThrow(
                () ->
                    new SoapFault("INVALID_TYPE", "sObject type '" + type + "' is not supported."));
    JsonNode fields = Json.read(Json.line(RecordXml.read(master)).getBytes(StandardCharsets.UTF_8));
    return switch (new RecordBody(object, transaction.view(), Set.of()).read(fields)) {
      case RecordBody.Read.Invalid(List<RecordError> errors) -> new MergeResult.Refused(errors);
      case RecordBody.Read.Values(FieldValues values) ->
          transaction.merge(
              object,
              master.textOf("Id").orElse(""),
              request.textsOf("recordToMergeIds"),
              values.without(object.requireField("Id")));
    };
  }

  private static void write(XmlText out, MergeResult result) {
    out.start("result");
    switch (result) {
      case MergeResult.Merged(String id, List<String> merged, List<String> related) -> {
        out.value("id", id);
        merged.forEach(other -> out.value("mergedRecordIds", other));
        out.value("success", true);
        related.forEach(other -> out.value("updatedRelatedIds", other));
      }
      case MergeResult.Refused(List<RecordError> errors) -> {
        errors.forEach(error -> Writes.error(out, error));
        out.value("id", null).value("success", false);
      }
    }
    out.end();
  }
}
