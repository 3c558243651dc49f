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
class RecordTest {
  private static final String SOBJECTS = RunningOrg.DATA + "/sobjects/";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 50L, "Contact", 100L));

  @AfterAll
  void stop() {
    org.close();
  }

  @Test
  void a_created_record_can_be_read_changed_and_deleted() {
    var created = org.post(SOBJECTS + "Account", "{\"Name\":\"Grün & Söhne\"}");
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().path("id").asString();
    assertThat(created.text()).isEqualTo("{\"id\":\"" + id + "\",\"success\":true,\"errors\":[]}");
    assertThat(created.header("Location")).isEqualTo(SOBJECTS + "Account/" + id);

    var read = org.get(SOBJECTS + "Account/" + id);
    assertThat(read.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    assertThat(read.text())
        .startsWith(
            "{\"attributes\":{\"type\":\"Account\",\"url\":\""
                + SOBJECTS
                + "Account/"
                + id
                + "\"},\"Id\":\""
                + id
                + "\"");
    assertThat(read.json().path("Name").asString()).isEqualTo("Grün & Söhne");
    assertThat(read.json().path("SystemModstamp").asString())
        .isEqualTo("2026-11-20T10:00:00.000+0000");

    assertThat(org.patch(SOBJECTS + "Account/" + id, "{\"Industry\":null,\"NAME\":\"x\"}").status())
        .isEqualTo(204);
    assertThat(org.get(SOBJECTS + "account/" + id.substring(0, 15)).json().path("Name").asString())
        .isEqualTo("x");

    assertThat(org.delete(SOBJECTS + "Account/" + id).status()).isEqualTo(204);
    var gone = org.get(SOBJECTS + "Account/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.text())
        .isEqualTo(
            "[{\"message\":\"entity is"
                + " deleted\",\"errorCode\":\"ENTITY_IS_DELETED\",\"fields\":[]}]");
    assertThat(org.delete(SOBJECTS + "Account/" + id).error()).startsWith("404 ENTITY_IS_DELETED");
    assertThat(org.patch(SOBJECTS + "Account/" + id, "{}").error())
        .startsWith("404 ENTITY_IS_DELETED");
  }

  @Test
  void every_field_of_a_record_is_shown_in_the_order_of_its_describe() {
    JsonNode describe = org.get(SOBJECTS + "Contact/describe").json().path("fields");
    String id =
        org.query("SELECT Id FROM Contact LIMIT 1")
            .json()
            .path("records")
            .get(0)
            .path("Id")
            .asString();
    JsonNode record = org.get(SOBJECTS + "Contact/" + id).json();
    assertThat(record.propertyNames().stream().skip(1).toList())
        .isEqualTo(
            describe.findValuesAsString("name").stream().filter(n -> record.has(n)).toList());
    assertThat(record.size()).isEqualTo(describe.size() + 1);
    assertThat(record.path("MailingAddress").isObject() || record.path("MailingAddress").isNull())
        .isTrue();
  }

  @Test
  void fields_may_be_chosen_and_the_id_comes_along() {
    String id = org.create("Account", "{\"Name\":\"A\",\"Phone\":\"1\"}");
    JsonNode record = org.get(SOBJECTS + "Account/" + id + "?fields=phone,Name").json();
    assertThat(record.propertyNames()).containsExactly("attributes", "Phone", "Name", "Id");
    assertThat(org.get(SOBJECTS + "Account/" + id + "?fields=Nope").error())
        .startsWith("400 INVALID_FIELD: No such column 'Nope' on entity 'Account'");
  }

  @Test
  void a_write_is_refused_with_the_error_of_its_cause() {
    assertThat(org.post(SOBJECTS + "Account", "{}").text())
        .isEqualTo(
            "[{\"message\":\"Required fields are missing: [Name]\","
                + "\"errorCode\":\"REQUIRED_FIELD_MISSING\",\"fields\":[\"Name\"]}]");
    assertThat(org.post(SOBJECTS + "Account", "{\"Name\":\"" + "x".repeat(256) + "\"}").error())
        .startsWith("400 STRING_TOO_LONG: ")
        .endsWith("(max length=255)");
    assertThat(org.post(SOBJECTS + "Account", "{\"Name\":\"a\",\"Nope\":1}").error())
        .isEqualTo("400 INVALID_FIELD: No such column 'Nope' on sobject of type Account");
    assertThat(org.post(SOBJECTS + "Account", "{\"Name\":\"a\",\"Id\":\"001\"}").error())
        .isEqualTo("400 INVALID_FIELD: The Id field should not be specified in the sobject data.");
    assertThat(org.post(SOBJECTS + "Account", "{\"Name\":").error())
        .startsWith("400 JSON_PARSER_ERROR: ");
    assertThat(org.post(SOBJECTS + "Account", "[]").error()).startsWith("400 JSON_PARSER_ERROR: ");
    assertThat(org.post(SOBJECTS + "Account", "").error()).startsWith("400 JSON_PARSER_ERROR: ");
    assertThat(org.post(SOBJECTS + "Account", "{\"Name\":\"a\",\"CreatedDate\":null}").error())
        .startsWith("400 INVALID_FIELD_FOR_INSERT_UPDATE");
  }

  @Test
  void a_refused_write_leaves_nothing_behind() {
    long before = org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong();
    org.post(SOBJECTS + "Account", "{\"Name\":\"a\",\"Nope\":1}").is(400);
    assertThat(org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong())
        .isEqualTo(before);
  }

  @Test
  void an_id_of_another_object_or_none_is_malformed_and_an_unknown_one_not_found() {
    String account = org.create("Account", "{\"Name\":\"A\"}");
    assertThat(org.get(SOBJECTS + "Contact/" + account).error())
        .isEqualTo("400 MALFORMED_ID: Contact ID: id value of incorrect type: " + account);
    assertThat(org.get(SOBJECTS + "Account/001").error()).startsWith("400 MALFORMED_ID");
    String wrongCase = account.substring(0, 17) + (account.endsWith("A") ? "B" : "A");
    assertThat(org.get(SOBJECTS + "Account/" + wrongCase).error()).startsWith("400 MALFORMED_ID");
    assertThat(org.get(SOBJECTS + "Account/001zzzzzzzzzzzz").error())
        .isEqualTo("404 NOT_FOUND: The requested resource does not exist");
  }

  @Test
  void parents_may_be_named_by_external_id() {
    String account = org.create("Account", "{\"Name\":\"A\",\"Key__c\":\"parent-1\"}");
    String contact =
        org.create("Contact", "{\"LastName\":\"L\",\"Account\":{\"Key__c\":\"PARENT-1\"}}");
    assertThat(org.get(SOBJECTS + "Contact/" + contact).json().path("AccountId").asString())
        .isEqualTo(account);
    org.patch(SOBJECTS + "Contact/" + contact, "{\"Account\":null}").is(204);
    assertThat(org.get(SOBJECTS + "Contact/" + contact).json().path("AccountId").isNull()).isTrue();
    assertThat(
            org.post(
                    SOBJECTS + "Contact",
                    "{\"LastName\":\"L\",\"Account\":{\"Key__c\":\"nobody\"}}")
                .error())
        .isEqualTo(
            "400 INVALID_FIELD: Foreign key external ID: nobody not found for field Key__c in"
                + " entity Account");
  }

  @Test
  void a_polymorphic_parent_is_named_with_its_type() {
    String contact = org.create("Contact", "{\"LastName\":\"L\",\"Key__c\":\"who\"}");
    String task =
        org.create(
            "Task",
            "{\"Subject\":\"S\",\"Who\":{\"attributes\":{\"type\":\"Contact\"},"
                + "\"Key__c\":\"who\"}}");
    assertThat(org.get(SOBJECTS + "Task/" + task).json().path("WhoId").asString())
        .isEqualTo(contact);
    assertThat(
            org.post(SOBJECTS + "Task", "{\"Subject\":\"S\",\"Who\":{\"Key__c\":\"who\"}}").error())
        .startsWith("400 INVALID_FIELD");
  }

  @Test
  void head_shows_that_a_record_is_there() {
    String id = org.create("Account", "{\"Name\":\"A\"}");
    assertThat(org.send(org.request(SOBJECTS + "Account/" + id).HEAD()).status()).isEqualTo(200);
    assertThat(org.send(org.request(SOBJECTS + "Account/001zzzzzzzzzzzz").HEAD()).status())
        .isEqualTo(404);
  }

  @Test
  void a_post_with_the_method_in_the_query_updates() {
    String id = org.create("Account", "{\"Name\":\"A\"}");
    org.post(SOBJECTS + "Account/" + id + "?_HttpMethod=PATCH", "{\"Name\":\"B\"}").is(204);
    assertThat(org.get(SOBJECTS + "Account/" + id).json().path("Name").asString()).isEqualTo("B");
  }

  @Test
  void records_are_recent_only_when_the_call_says_so() {
    String id = org.create("Account", "{\"Name\":\"Recent one\"}");
    assertThat(org.get(RunningOrg.DATA + "/recent").text()).doesNotContain(id);
    org.send(org.request(SOBJECTS + "Account/" + id).header("Sforce-Mru", "updateMru=true"));
    JsonNode recent = org.get(RunningOrg.DATA + "/recent").json().get(0);
    assertThat(recent.path("Id").asString()).isEqualTo(id);
    assertThat(recent.path("Name").asString()).isEqualTo("Recent one");
    assertThat(
            org.get(SOBJECTS + "Account").json().path("recentItems").get(0).path("Id").asString())
        .isEqualTo(id);
  }
}
