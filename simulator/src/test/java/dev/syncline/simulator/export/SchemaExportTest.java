package dev.syncline.simulator.export;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaExportTest {
  private static JsonNode describe(RunningOrg org, String object) {
    return org.get(DATA + "/sobjects/" + object + "/describe").is(200).json();
  }

  private static Map<String, String> byName(JsonNode describe, String list, String key) {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode item : describe.path(list)) {
      found.put(item.path(key).asString(""), item.toString());
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules.yaml | Account,Contact,Lead,Ticket__c,Vault_Door__c,Shelf__c",
        "invoices.yaml | Account,Contact,Invoice__c",
        "../../../../../examples/schema/every-field-type.yaml | Account,Contact,Invoice__c,"
            + "Invoice_Line__c"
      })
  void an_org_made_from_an_export_describes_its_objects_alike(
      String file, String objects, @TempDir Path folder) throws IOException {
    try (RunningOrg org = RunningOrg.with(Map.of(), file)) {
      List<JsonNode> describes = new ArrayList<>();
      for (String object : objects.split(",")) {
        describes.add(describe(org, object));
      }
      Path exported = folder.resolve("exported.yaml");
      Files.writeString(exported, SchemaExport.yaml(describes));
      try (RunningOrg copy = RunningOrg.with(Map.of(), exported.toAbsolutePath().toString())) {
        for (JsonNode original : describes) {
          JsonNode copied = describe(copy, original.path("name").asString());
          assertThat(byName(copied, "fields", "name"))
              .containsExactlyInAnyOrderEntriesOf(byName(original, "fields", "name"));
          for (String fact : List.of("label", "labelPlural", "keyPrefix", "createable")) {
            assertThat(copied.path(fact)).as(fact).isEqualTo(original.path(fact));
          }
          assertThat(byName(copied, "recordTypeInfos", "developerName").keySet())
              .isEqualTo(byName(original, "recordTypeInfos", "developerName").keySet());
        }
      }
    }
  }

  @Test
  void what_the_simulated_org_cannot_hold_is_named_and_left_out() {
    JsonNode describe =
        JsonMapper.shared()
            .readTree(
                """
                {"name":"Solution","label":"Solution","fields":[]}
                """);
    JsonNode account =
        JsonMapper.shared()
            .readTree(
                """
                {"name":"Account","label":"Account","fields":[
                  {"name":"ns__Odd__c","type":"string","custom":true,"length":5},
                  {"name":"Any__c","type":"anyType","custom":true},
                  {"name":"Rollup__c","label":"Rollup","type":"double","custom":true,
                   "calculated":true,"calculatedFormula":"VLOOKUP(1)","precision":18,"scale":0}]}
                """);
    assertThat(SchemaExport.yaml(List.of(describe, account)))
        .contains("#   Solution\n", "#   Account.ns__Odd__c\n", "#   Account.Any__c\n")
        .contains("Rollup__c: {\"type\":\"number\"")
        .contains("\"is\":[\"calculated\"]")
        .contains("fieldAccess:");
  }
}
