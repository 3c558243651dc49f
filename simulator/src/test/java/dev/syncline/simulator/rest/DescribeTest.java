package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class DescribeTest {
  private final RunningOrg org = RunningOrg.with(Map.of("Account", 10L));

  @AfterAll
  void stop() {
    org.close();
  }

  private JsonNode describe(String object) {
    return org.get(RunningOrg.DATA + "/sobjects/" + object + "/describe").is(200).json();
  }

  private static JsonNode named(JsonNode list, String key, String name) {
    for (JsonNode entry : list) {
      if (entry.path(key).asString("").equals(name)) {
        return entry;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }

  @Test
  void describe_global_lists_every_object() {
    JsonNode body = org.get(RunningOrg.DATA + "/sobjects").is(200).json();
    assertThat(body.path("encoding").asString()).isEqualTo("UTF-8");
    assertThat(body.path("maxBatchSize").asInt()).isEqualTo(200);
    JsonNode account = named(body.path("sobjects"), "name", "Account");
    assertThat(account.path("keyPrefix").asString()).isEqualTo("001");
    assertThat(account.path("labelPlural").asString()).isEqualTo("Accounts");
    assertThat(account.path("urls").path("rowTemplate").asString())
        .isEqualTo("/services/data/v66.0/sobjects/Account/{ID}");
    assertThat(account.propertyNames())
        .contains(
            "activateable",
            "createable",
            "custom",
            "customSetting",
            "deepCloneable",
            "deletable",
            "deprecatedAndHidden",
            "feedEnabled",
            "hasSubtypes",
            "isInterface",
            "isSubtype",
            "layoutable",
            "mergeable",
            "mruEnabled",
            "queryable",
            "replicateable",
            "retrieveable",
            "searchable",
            "triggerable",
            "undeletable",
            "updateable");
    JsonNode invoice = named(body.path("sobjects"), "name", "Invoice__c");
    assertThat(invoice.path("custom").asBoolean()).isTrue();
  }

  @Test
  void a_field_is_described_with_every_attribute() {
    JsonNode field = named(describe("Account").path("fields"), "name", "Name");
    assertThat(field.propertyNames())
        .containsExactly(
            "aggregatable",
            "aiPredictionField",
            "autoNumber",
            "byteLength",
            "calculated",
            "calculatedFormula",
            "cascadeDelete",
            "caseSensitive",
            "compoundFieldName",
            "controllerName",
            "createable",
            "custom",
            "defaultValue",
            "defaultValueFormula",
            "defaultedOnCreate",
            "dependentPicklist",
            "deprecatedAndHidden",
            "digits",
            "displayLocationInDecimal",
            "encrypted",
            "externalId",
            "extraTypeInfo",
            "filterable",
            "filteredLookupInfo",
            "formulaTreatNullNumberAsZero",
            "groupable",
            "highScaleNumber",
            "htmlFormatted",
            "idLookup",
            "inlineHelpText",
            "label",
            "length",
            "mask",
            "maskType",
            "name",
            "nameField",
            "namePointing",
            "nillable",
            "permissionable",
            "picklistValues",
            "polymorphicForeignKey",
            "precision",
            "queryByDistance",
            "referenceTargetField",
            "referenceTo",
            "relationshipName",
            "relationshipOrder",
            "restrictedDelete",
            "restrictedPicklist",
            "scale",
            "searchPrefilterable",
            "soapType",
            "sortable",
            "type",
            "unique",
            "updateable",
            "writeRequiresMasterRead");
    assertThat(field.path("length").asInt()).isEqualTo(255);
    assertThat(field.path("byteLength").asInt()).isEqualTo(765);
    assertThat(field.path("nameField").asBoolean()).isTrue();
  }

  @Test
  void relationships_are_described_from_both_ends() {
    JsonNode reference = named(describe("Invoice__c").path("fields"), "name", "Account__c");
    assertThat(reference.path("referenceTo").toString()).isEqualTo("[\"Account\"]");
    assertThat(reference.path("relationshipName").asString()).isEqualTo("Account__r");
    assertThat(reference.path("soapType").asString()).isEqualTo("tns:ID");
    JsonNode child =
        named(describe("account").path("childRelationships"), "childSObject", "Invoice__c");
    assertThat(child.path("relationshipName").asString()).isEqualTo("Invoices__r");
    assertThat(child.path("field").asString()).isEqualTo("Account__c");
    assertThat(child.path("cascadeDelete").asBoolean()).isTrue();
  }

  @Test
  void record_types_are_described_with_the_master_last() {
    JsonNode types = describe("Invoice__c").path("recordTypeInfos");
    assertThat(types.findValuesAsString("developerName"))
        .containsExactly("Domestic", "Foreign", "Master");
    assertThat(types.get(0).path("defaultRecordTypeMapping").asBoolean()).isTrue();
    assertThat(types.get(1).path("name").asString()).isEqualTo("From abroad");
    String id = types.get(0).path("recordTypeId").asString();
    assertThat(
            org.value("SELECT DeveloperName FROM RecordType WHERE Id='" + id + "'", "DeveloperName")
                .asString())
        .isEqualTo("Domestic");
    assertThat(describe("Account").path("recordTypeInfos").findValuesAsString("recordTypeId"))
        .containsExactly("012000000000000AAA");
  }

  @Test
  void object_names_do_not_mind_their_case() {
    assertThat(describe("ACCOUNT").path("name").asString()).isEqualTo("Account");
    assertThat(org.get(RunningOrg.DATA + "/sobjects/Nothing/describe").error())
        .isEqualTo("404 NOT_FOUND: The requested resource does not exist");
  }

  @Test
  void object_info_carries_the_brief_describe_and_recent_items() {
    JsonNode body = org.get(RunningOrg.DATA + "/sobjects/Account").is(200).json();
    assertThat(body.path("objectDescribe").path("name").asString()).isEqualTo("Account");
    assertThat(body.path("recentItems").isArray()).isTrue();
  }

  @Test
  void what_has_not_changed_since_is_not_sent_again() {
    for (String path : new String[] {"/sobjects", "/sobjects/Account/describe"}) {
      var first = org.get(RunningOrg.DATA + path);
      String modified = first.header("Last-Modified");
      assertThat(modified).isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
      var again =
          org.send(org.request(RunningOrg.DATA + path).header("If-Modified-Since", modified));
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.text()).isEmpty();
      var earlier =
          org.send(
              org.request(RunningOrg.DATA + path)
                  .header("If-Modified-Since", "Thu, 19 Nov 2026 10:00:00 GMT"));
      assertThat(earlier.status()).isEqualTo(200);
    }
  }
}
