package dev.syncline.simulator.rest;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rules that a schema file declares, as clients of REST meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {
  private static final String TICKETS = DATA + "/sobjects/Ticket__c";

  private RunningOrg org;

  @BeforeAll
  void start() {
    org = RunningOrg.with(Map.of(), "rules.yaml");
  }

  @AfterAll
  void close() {
    org.close();
  }

  private JsonNode ticket(String id) {
    return org.get(TICKETS + "/" + id).is(200).json();
  }

  @Test
  void a_validation_rule_refuses_with_the_text_of_the_admin_and_the_field() {
    var refused = org.post(TICKETS, "{\"Amount__c\":-1}");
    assertThat(refused.text())
        .isEqualTo(
            "[{\"message\":\"The amount must not be negative.\","
                + "\"errorCode\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\","
                + "\"fields\":[\"Amount__c\"]}]");
    assertThat(refused.status()).isEqualTo(400);
    String id = org.create("Ticket__c", "{\"Status__c\":\"Done\",\"Due__c\":\"2026-11-30\"}");
    assertThat(org.patch(TICKETS + "/" + id, "{\"Status__c\":\"Open\"}").error())
        .isEqualTo("400 FIELD_CUSTOM_VALIDATION_EXCEPTION: Done is done.");
  }

  @Test
  void automation_edits_the_record_and_its_parent_in_the_same_transaction() {
    String account = org.create("Account", "{\"Name\":\"Parent\"}");
    String modified =
        org.get(DATA + "/sobjects/Account/" + account).json().path("LastModifiedDate").asString();
    org.advance("PT1M");
    String id =
        org.create(
            "Ticket__c",
            "{\"Account__c\":\"%s\",\"Status__c\":\"Done\",\"Due__c\":\"2026-11-30\"}"
                .formatted(account));
    assertThat(ticket(id).path("Closed__c").asBoolean()).isTrue();
    assertThat(ticket(id).path("Audit__c").asString()).isEqualTo("set to Done");
    JsonNode parent = org.get(DATA + "/sobjects/Account/" + account).json();
    assertThat(parent.path("Site").asString()).isEqualTo("Ticket Done");
    assertThat(parent.path("LastModifiedDate").asString()).isEqualTo(modified);
    assertThat(parent.path("SystemModstamp").asString()).isGreaterThan(modified);
  }

  @Test
  void formulas_are_read_filtered_and_recomputed_without_touching_the_record() {
    String account = org.create("Account", "{\"Name\":\"Radium\"}");
    String id =
        org.create(
            "Ticket__c",
            "{\"Key__c\":\"formula\",\"Account__c\":\"%s\",\"Amount__c\":200,\"Discount__c\":12.5}"
                .formatted(account));
    JsonNode before = ticket(id);
    assertThat(before.path("Net__c").decimalValue()).isEqualByComparingTo("175");
    assertThat(before.path("Owner_Line__c").asString()).isEqualTo("Radium / New");
    assertThat(before.path("Is_Big__c").asBoolean()).isTrue();
    org.advance("PT1M");
    org.patch(DATA + "/sobjects/Account/" + account, "{\"Name\":\"Polonium\"}").is(204);
    JsonNode after = ticket(id);
    assertThat(after.path("Owner_Line__c").asString()).isEqualTo("Polonium / New");
    assertThat(after.path("SystemModstamp")).isEqualTo(before.path("SystemModstamp"));
    assertThat(
            org.value(
                    "SELECT Net__c FROM Ticket__c WHERE Is_Big__c = TRUE AND Net__c > 174"
                        + " AND Owner_Line__c LIKE 'Polonium%'",
                    "Net__c")
                .decimalValue())
        .isEqualByComparingTo("175");
    assertThat(org.patch(TICKETS + "/" + id, "{\"Net__c\":1}").error())
        .startsWith("400 INVALID_FIELD_FOR_INSERT_UPDATE");
  }

  @Test
  void a_duplicate_is_shown_and_saved_only_where_the_caller_allows_it() {
    String first = org.create("Ticket__c", "{\"Email__c\":\"a@b.example\"}");
    var refused = org.post(TICKETS, "{\"Email__c\":\"A@B.example\"}");
    assertThat(refused.error()).isEqualTo("400 DUPLICATES_DETECTED: Use one of these records?");
    JsonNode result = refused.json().path(0).path("duplicateResult");
    assertThat(result.path("allowSave").asBoolean()).isTrue();
    assertThat(result.path("duplicateRule").asString()).isEqualTo("Same_email");
    JsonNode match = result.path("matchResults").path(0);
    assertThat(match.path("size").asInt()).isEqualTo(1);
    assertThat(match.path("matchRecords").path(0).path("record").path("Id").asString())
        .isEqualTo(first);
    org.send(
            org.request(TICKETS)
                .header("Sforce-Duplicate-Rule-Header", "allowSave=true")
                .POST(BodyPublishers.ofString("{\"Email__c\":\"a@b.example\"}")))
        .is(201);
  }

  @Test
  void a_duplicate_is_shown_with_its_fields_where_the_caller_asks_and_in_his_version() {
    String first = org.create("Ticket__c", "{\"Email__c\":\"d@b.example\",\"Amount__c\":7}");
    var refused =
        org.send(
            org.request("/services/data/v60.0/sobjects/Ticket__c")
                .header("Sforce-Duplicate-Rule-Header", "includeRecordDetails=true")
                .POST(BodyPublishers.ofString("{\"Email__c\":\"d@b.example\"}")));
    JsonNode record = refused.json().findPath("matchRecords").path(0).path("record");
    assertThat(record.path("attributes").path("url").asString())
        .isEqualTo("/services/data/v60.0/sobjects/Ticket__c/" + first);
    assertThat(record.path("Amount__c").asInt()).isEqualTo(7);
    assertThat(record.has("Hidden__c")).isFalse();
  }

  @Test
  void what_the_integration_user_may_not_see_is_not_there() {
    assertThat(org.get(DATA + "/sobjects/Vault__c/describe").status()).isEqualTo(404);
    assertThat(org.query("SELECT Id FROM Vault__c").error()).startsWith("400 INVALID_TYPE");
    String describe = org.get(TICKETS + "/describe").is(200).text();
    assertThat(describe).doesNotContain("Hidden__c").contains("Fixed__c");
    assertThat(org.query("SELECT Hidden__c FROM Ticket__c").error())
        .startsWith("400 INVALID_FIELD: ");
    assertThat(org.post(TICKETS, "{\"Hidden__c\":\"x\"}").error())
        .isEqualTo("400 INVALID_FIELD: No such column 'Hidden__c' on sobject of type Ticket__c");
    assertThat(org.post(TICKETS, "{\"Fixed__c\":\"x\"}").error())
        .startsWith(
            "400 INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: Fixed__c");
    var refused =
        org.post(
            DATA + "/composite/sobjects",
            "{\"records\":[{\"attributes\":{\"type\":\"Shelf__c\"}}]}");
    assertThat(refused.text())
        .contains("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }

  @Test
  void rows_that_are_not_shared_cannot_be_read_or_changed() {
    String hidden = theirs("{\"Region__c\":\"Hidden\",\"Hidden__c\":\"x\"}");
    String locked = theirs("{\"Region__c\":\"Locked\"}");
    assertThat(org.get(TICKETS + "/" + hidden).status()).isEqualTo(404);
    assertThat(
            org.query("SELECT Id FROM Ticket__c WHERE Region__c = 'Hidden'")
                .json()
                .path("totalSize")
                .asInt())
        .isZero();
    assertThat(org.patch(TICKETS + "/" + locked, "{\"Amount__c\":1}").error())
        .startsWith("403 INSUFFICIENT_ACCESS_OR_READONLY");
    var collection =
        org.patch(
            DATA + "/composite/sobjects",
            "{\"records\":[{\"attributes\":{\"type\":\"Ticket__c\"},\"Id\":\"%s\"}]}"
                .formatted(hidden));
    assertThat(collection.text()).contains("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
  }

  private String theirs(String fields) {
    return org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"insert\",\"object\":\"Ticket__c\",\"fields\":%s}]}"
                .formatted(fields))
        .is(200)
        .json()
        .path("results")
        .path(0)
        .path("id")
        .asString();
  }

  @Test
  void an_encrypted_text_is_masked_and_kept() {
    String id = org.create("Ticket__c", "{\"Card__c\":\"4111111111111111\"}");
    assertThat(ticket(id).path("Card__c").asString()).isEqualTo("XXXXXXXXXXXX1111");
  }

  @Test
  void a_record_type_that_is_not_for_the_profile_is_refused() {
    JsonNode types = org.get(TICKETS + "/describe").json().path("recordTypeInfos");
    JsonNode secret = types.path(1);
    assertThat(secret.path("available").asBoolean()).isFalse();
    assertThat(types.path(0).path("available").asBoolean()).isTrue();
    assertThat(
            org.post(
                    TICKETS,
                    "{\"RecordTypeId\":\"" + secret.path("recordTypeId").asString() + "\"}")
                .error())
        .startsWith("400 INVALID_CROSS_REFERENCE_KEY: Record Type ID");
  }
}
