package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.DuplicateResult;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a duplicate rule found, as REST shows it (REST API Developer Guide, duplicate rules). */
final class DuplicateJson {
  private DuplicateJson() {}

  static Map<String, Object> of(DuplicateResult result) {
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

  private static Map<String, Object> match(DuplicateResult result, String id) {
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("type", result.entityType());
    attributes.put("url", "/services/data/v68.0/sobjects/" + result.entityType() + "/" + id);
    var record = new LinkedHashMap<String, Object>();
    record.put("attributes", attributes);
    record.put("Id", id);
    var match = new LinkedHashMap<String, Object>();
    match.put("additionalInformation", List.of());
    match.put("fieldDiffs", List.of());
    match.put("matchConfidence", new BigDecimal("100.0"));
    match.put("record", record);
    return match;
  }
}
