package dev.syncline.simulator.control;

import dev.syncline.simulator.data.DuplicateResult;
import dev.syncline.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What an ordered {@code DUPLICATES_DETECTED} says that it has found. */
final class ExampleDuplicate {
  private static final String RULE = "Standard_Account_Duplicate_Rule";
  private static final String ID = "001000000000001AAA";
  private static final String RESULT =
      """
      {"allowSave":true,"duplicateRule":"Standard_Account_Duplicate_Rule",
       "duplicateRuleEntityType":"Account","errorMessage":"Use one of these records?",
       "matchResults":[{"entityType":"Account","errors":[],"matchEngine":"FuzzyMatchEngine",
         "matchRecords":[{"additionalInformation":[],"fieldDiffs":[],"matchConfidence":100.0,
           "record":{"attributes":{"type":"Account",
             "url":"/services/data/v68.0/sobjects/Account/001000000000001AAA"},
             "Id":"001000000000001AAA"}}],
         "rule":"Standard_Account_Match_Rule_v1_0","size":1,"success":true}]}
      """;

  private ExampleDuplicate() {}

  /** For a call. REST API Developer Guide, error responses: duplicate rules. */
  static Map<String, Object> details() {
    return Map.of("duplicateResult", Json.read(RESULT.getBytes(StandardCharsets.UTF_8)));
  }

  /** For a record. */
  static DuplicateResult of(String object, String message) {
    return new DuplicateResult(true, RULE, object, message, List.of(ID));
  }
}
