package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.DuplicateResult;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.CaughtJson;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a duplicate rule found, as REST shows it (REST API Developer Guide, duplicate rules). */
final class DuplicateJson {
  private final Org org;
  private final Call call;

  DuplicateJson(Org org, Call call) {
    this.org = org;
    this.call = call;
  }

  Map<String, Object> of(DuplicateResult result) {
    var body = new LinkedHashMap<String, Object>();
    body.put("allowSave", result.allowSave());
    body.put("duplicateRule", result.rule());
    body.put("duplicateRuleEntityType", result.entityType());
    body.put("errorMessage", result.errorMessage());
    var match = new LinkedHashMap<String, Object>();
    match.put("entityType", result.entityType());
    match.put("errors", List.of());
    match.put("matchEngine", "ExactMatchEngine");
    match.put("matchRecords", result.matchIds().stream().map(id -> match(result, id)).toList());
    match.put("rule", result.rule() + "_Match");
    match.put("size", result.matchIds().size());
    match.put("success", true);
    body.put("matchResults", List.of(match));
    return body;
  }

  private Map<String, Object> match(DuplicateResult result, String id) {
    var match = new LinkedHashMap<String, Object>();
    match.put("additionalInformation", List.of());
    match.put("fieldDiffs", List.of());
    match.put("matchConfidence", new BigDecimal("100.0"));
    match.put("record", record(result.entityType(), id));
    return match;
  }

  /** The record's id, or every field that the caller sees if he asks for details. */
  private Object record(String type, String id) {
    boolean details =
        call.headers()
            .option("Sforce-Duplicate-Rule-Header", "includeRecordDetails")
            .filter("true"::equalsIgnoreCase)
            .isPresent();
    Snapshot view = org.view(call);
    Optional<ObjectDefinition> object = view.schema().object(type);
    Optional<Row> row = object.flatMap(found -> view.find(found, id));
    if (details && object.isPresent() && row.isPresent()) {
      return details(object.get(), row.get());
    }
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("type", type);
    attributes.put("url", call.version().path() + "/sobjects/" + type + "/" + id);
    var record = new LinkedHashMap<String, Object>();
    record.put("attributes", attributes);
    record.put("Id", id);
    return record;
  }

  private JsonNode details(ObjectDefinition object, Row row) {
    try {
      return CaughtJson.of(
          json -> RecordJson.write(json, row, object, object.fields(), call.version()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
