package dev.syncline.simulator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class CollectionsTest {
  private static final String COLLECTIONS = RunningOrg.DATA + "/composite/sobjects";
  private static final String ROLLED_BACK =
      "{\"statusCode\":\"ALL_OR_NONE_OPERATION_ROLLED_BACK\",\"message\":\"Record rolled back"
          + " because not all records were valid and the request was using AllOrNone"
          + " header\",\"fields\":[]}";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 20L, "Contact", 20L));

  @AfterAll
  void stop() {
    org.close();
  }

  private static String record(String type, String fields) {
    return "{\"attributes\":{\"type\":\""
        + type
        + "\"}"
        + (fields.isEmpty() ? "" : ",")
        + fields
        + "}";
  }

  private static String body(boolean allOrNone, String... records) {
    return "{\"allOrNone\":" + allOrNone + ",\"records\":[" + String.join(",", records) + "]}";
  }

  private static String body(boolean allOrNone, List<String> records) {
    return body(allOrNone, records.toArray(String[]::new));
  }

  private long accounts(String where) {
    return org.query("SELECT COUNT() FROM Account WHERE " + where)
        .json()
        .path("totalSize")
        .asLong();
  }

  @Test
  void valid_records_are_created_in_their_order_and_invalid_ones_told_why() {
    Answer answer =
        org.post(
            COLLECTIONS,
            body(
                false,
                record("Account", "\"Name\":\"Coll 1\""),
                record("Account", ""),
                record("contact", "\"LastName\":\"Coll 3\""),
                record("Account", "\"Name\":\"Coll 4\",\"Nope\":1")));
    assertThat(answer.status()).isEqualTo(200);
    JsonNode results = answer.json();
    assertThat(answer.text())
        .isEqualTo(
            "[{\"id\":\"%s\",\"success\":true,\"errors\":[]},".formatted(id(results, 0))
                + "{\"success\":false,\"errors\":[{\"statusCode\":\"REQUIRED_FIELD_MISSING\","
                + "\"message\":\"Required fields are missing: [Name]\",\"fields\":[\"Name\"]}]},"
                + "{\"id\":\"%s\",\"success\":true,\"errors\":[]},".formatted(id(results, 2))
                + "{\"success\":false,\"errors\":[{\"statusCode\":\"INVALID_FIELD\","
                + "\"message\":\"No such column 'Nope' on sobject of type Account\","
                + "\"fields\":[]}]}]");
    assertThat(id(results, 0)).startsWith("001");
    assertThat(id(results, 2)).startsWith("003");
    assertThat(accounts("Name LIKE 'Coll %'")).isEqualTo(1);
  }

  private static String id(JsonNode results, int index) {
    return results.path(index).path("id").asString();
  }

  @Test
  void all_or_none_takes_the_innocent_records_back() {
    Answer answer =
        org.post(
            COLLECTIONS,
            body(
                true,
                record("Account", "\"Name\":\"All 1\""),
                record("Account", "\"Name\":\"" + "x".repeat(256) + "\""),
                record("Account", "\"Name\":\"All 3\"")));
    assertThat(answer.status()).isEqualTo(200);
    JsonNode results = answer.json();
    assertThat(results.get(0).path("errors").toString()).isEqualTo("[" + ROLLED_BACK + "]");
    assertThat(results.get(0).path("success").asBoolean()).isFalse();
    assertThat(results.get(1).path("errors").get(0).path("statusCode").asString())
        .isEqualTo("STRING_TOO_LONG");
    assertThat(results.get(2).path("errors").toString()).isEqualTo("[" + ROLLED_BACK + "]");
    assertThat(accounts("Name LIKE 'All %'")).isZero();
  }

  @Test
  void all_or_none_keeps_everything_when_nothing_is_refused() {
    JsonNode results =
        org.post(
                COLLECTIONS,
                body(
                    true,
                    record("Account", "\"Name\":\"Whole 1\""),
                    record("Account", "\"Name\":\"Whole 2\"")))
            .is(200)
            .json();
    assertThat(results.findValuesAsString("success")).containsExactly("true", "true");
    assertThat(accounts("Name LIKE 'Whole %'")).isEqualTo(2);
  }

  @Test
  void records_are_updated_by_the_id_in_their_body() {
    String account = org.create("Account", "{\"Name\":\"U\"}");
    String contact = org.create("Contact", "{\"LastName\":\"U\"}");
    Answer answer =
        org.patch(
            COLLECTIONS,
            body(
                false,
                record("Account", "\"id\":\"" + account.substring(0, 15) + "\",\"Name\":\"U2\""),
                record("Contact", "\"Id\":\"" + account + "\",\"LastName\":\"U2\""),
                record("Contact", "\"LastName\":\"U2\""),
                record("Contact", "\"Id\":\"" + contact + "\",\"LastName\":null"),
                record("Contact", "\"Id\":\"003zzzzzzzzzzzz\",\"LastName\":\"U2\"")));
    assertThat(answer.is(200).json().get(0).path("id").asString()).isEqualTo(account);
    assertThat(codes(answer))
        .containsExactly(
            "",
            "MALFORMED_ID Contact ID: id value of incorrect type: " + account,
            "MISSING_ARGUMENT Id not specified in an update call",
            "REQUIRED_FIELD_MISSING Required fields are missing: [LastName]",
            "INVALID_CROSS_REFERENCE_KEY invalid cross reference id");
    assertThat(
            org.value("SELECT Name FROM Account WHERE Id = '" + account + "'", "Name").asString())
        .isEqualTo("U2");
  }

  private static List<String> codes(Answer answer) {
    var codes = new ArrayList<String>();
    for (JsonNode result : answer.json()) {
      JsonNode error = result.path("errors").path(0);
      assertThat(result.path("success").asBoolean()).isEqualTo(error.isMissingNode());
      codes.add(
          error.isMissingNode()
              ? ""
              : error.path("statusCode").asString() + " " + error.path("message").asString());
    }
    return codes;
  }

  @Test
  void an_upsert_says_of_each_record_whether_it_was_created() {
    String there = org.create("Account", "{\"Name\":\"Up\",\"Key__c\":\"up-1\"}");
    Answer answer =
        org.patch(
            COLLECTIONS + "/Account/Key__c",
            body(
                false,
                record("Account", "\"Name\":\"Up 1\",\"Key__c\":\"UP-1\""),
                record("Account", "\"Name\":\"Up 2\",\"Key__c\":\"up-2\""),
                record("Account", "\"Name\":\"Up 3\""),
                record("Account", "\"Name\":\"Up 4\",\"key__c\":\"twice\""),
                record("Account", "\"Name\":\"Up 5\",\"Key__c\":\"TWICE\"")));
    JsonNode results = answer.is(200).json();
    assertThat(results.findValuesAsString("created"))
        .containsExactly("false", "true", "false", "false", "false");
    assertThat(id(results, 0)).isEqualTo(there);
    assertThat(codes(answer))
        .containsExactly(
            "",
            "",
            "MISSING_ARGUMENT Key__c not specified",
            "DUPLICATE_VALUE Duplicate external id specified: twice",
            "DUPLICATE_VALUE Duplicate external id specified: twice");
    assertThat(accounts("Name LIKE 'Up %'")).isEqualTo(2);
  }

  @Test
  void a_rolled_back_upsert_still_says_that_the_record_had_been_created() {
    Answer answer =
        org.patch(
            COLLECTIONS + "/Account/Key__c",
            body(
                true,
                record("Account", "\"Name\":\"Back\",\"Key__c\":\"back-1\""),
                record("Account", "\"Key__c\":\"back-2\"")));
    JsonNode first = answer.is(200).json().get(0);
    assertThat(first.path("created").asBoolean()).isTrue();
    assertThat(first.path("success").asBoolean()).isFalse();
    assertThat(accounts("Key__c LIKE 'back%'")).isZero();
  }

  @Test
  void several_matches_refuse_the_record() {
    org.create("Account", "{\"Name\":\"C\",\"Code__c\":\"same\"}");
    org.create("Account", "{\"Name\":\"C\",\"Code__c\":\"same\"}");
    Answer answer =
        org.patch(
            COLLECTIONS + "/Account/Code__c",
            body(false, record("Account", "\"Code__c\":\"same\",\"Name\":\"D\"")));
    assertThat(codes(answer).getFirst())
        .startsWith(
            "DUPLICATE_EXTERNAL_ID Code__c: more than one record found for external id field:"
                + " [001");
  }

  @Test
  void an_upsert_by_id_creates_what_has_none() {
    String there = org.create("Account", "{\"Name\":\"By id\"}");
    Answer answer =
        org.patch(
            COLLECTIONS + "/Account/Id",
            body(
                false,
                record("Account", "\"Id\":\"" + there + "\",\"Name\":\"By id 2\""),
                record("Account", "\"Name\":\"By id 3\"")));
    assertThat(answer.is(200).json().findValuesAsString("created"))
        .containsExactly("false", "true");
  }

  @Test
  void upserting_collections_came_with_version_46() {
    String path = "/services/data/v45.0/composite/sobjects/Account/Key__c";
    assertThat(org.patch(path, body(false)).error()).startsWith("404 NOT_FOUND");
    assertThat(org.patch(COLLECTIONS + "/Account/Industry", body(false)).error())
        .startsWith("404 NOT_FOUND: Provided external ID field does not exist");
  }

  @Test
  void records_are_deleted_by_their_ids() {
    String account = org.create("Account", "{\"Name\":\"D\"}");
    String contact = org.create("Contact", "{\"LastName\":\"D\"}");
    Answer answer = org.delete(COLLECTIONS + "?ids=" + account + ",nonsense," + contact);
    assertThat(codes(answer.is(200))).containsExactly("", "MALFORMED_ID malformed id nonsense", "");
    assertThat(codes(org.delete(COLLECTIONS + "?ids=" + account)))
        .containsExactly("ENTITY_IS_DELETED entity is deleted");
    assertThat(org.delete(COLLECTIONS).error()).startsWith("400 MISSING_ARGUMENT");
  }

  @Test
  void all_or_none_deletes_come_back() {
    String account = org.create("Account", "{\"Name\":\"Stays\"}");
    Answer answer = org.delete(COLLECTIONS + "?ids=" + account + ",001zzzzzzzzzzzz&allOrNone=true");
    assertThat(codes(answer.is(200)).getFirst()).startsWith("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    assertThat(org.get(RunningOrg.DATA + "/sobjects/Account/" + account).status()).isEqualTo(200);
  }

  @Test
  void records_are_retrieved_in_the_order_asked_for_and_null_where_there_is_none() {
    String one = org.create("Account", "{\"Name\":\"R1\"}");
    String two = org.create("Account", "{\"Name\":\"R2\"}");
    String gone = org.create("Account", "{\"Name\":\"R3\"}");
    org.delete(RunningOrg.DATA + "/sobjects/Account/" + gone).is(204);
    String ids = String.join(",", two, gone, "001zzzzzzzzzzzz", one);
    Answer got = org.get(COLLECTIONS + "/Account?fields=id,NAME&ids=" + ids);
    assertThat(got.is(200).text())
        .isEqualTo("[" + shown(two, "R2") + ",null,null," + shown(one, "R1") + "]");
    String array =
        List.of(ids.split(",")).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    Answer posted =
        org.post(COLLECTIONS + "/Account", "{\"ids\":" + array + ",\"fields\":[\"Id\",\"Name\"]}");
    assertThat(posted.is(200).text()).isEqualTo(got.text());
  }

  private static String shown(String id, String name) {
    return "{\"attributes\":{\"type\":\"Account\",\"url\":\"%s/sobjects/Account/%s\"},"
            .formatted(RunningOrg.DATA, id)
        + "\"Id\":\"%s\",\"Name\":\"%s\"}".formatted(id, name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Account?ids=001zzzzzzzzzzzz&fields=Nope | 400 INVALID_FIELD",
        "/Account?ids=001zzzzzzzzzzzz | 400 MISSING_ARGUMENT",
        "/Account?fields=Id | 400 MISSING_ARGUMENT",
        "/Account?ids=003zzzzzzzzzzzz&fields=Id | 400 MALFORMED_ID",
        "/Nope?ids=001zzzzzzzzzzzz&fields=Id | 404 NOT_FOUND"
      })
  void a_retrieval_that_makes_no_sense_is_refused(String path, String error) {
    assertThat(org.get(COLLECTIONS + path).error()).startsWith(error);
  }

  @Test
  void the_limits_of_one_call_are_enforced() {
    List<String> many =
        IntStream.rangeClosed(1, 201)
            .mapToObj(i -> record("Account", "\"Name\":\"Many\""))
            .toList();
    assertThat(org.post(COLLECTIONS, body(false, many)).error())
        .isEqualTo(
            "400 EXCEEDED_ID_LIMIT: record limit reached. cannot submit more than 200 records into"
                + " this call");
    List<String> mixed =
        IntStream.range(0, 11)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? record("Account", "\"Name\":\"Mixed\"")
                        : record("Contact", "\"LastName\":\"Mixed\""))
            .toList();
    assertThat(org.post(COLLECTIONS, body(false, mixed)).error())
        .startsWith("400 LIMIT_EXCEEDED: Cannot have more than 10 chunks in a single operation.");
    assertThat(org.post(COLLECTIONS, body(false, mixed.subList(0, 10))).status()).isEqualTo(200);
    assertThat(org.post(COLLECTIONS, body(false, many.subList(0, 200))).json().size())
        .isEqualTo(200);
    String ids = String.join("\",\"", java.util.Collections.nCopies(2_001, "001zzzzzzzzzzzz"));
    assertThat(
            org.post(COLLECTIONS + "/Account", "{\"ids\":[\"" + ids + "\"],\"fields\":[\"Id\"]}")
                .error())
        .startsWith("400 EXCEEDED_ID_LIMIT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"records\":[{\"Name\":\"A\"}]} | 400 INVALID_TYPE",
        "{\"records\":[{\"attributes\":{\"type\":\"Nope\"}}]} | 400 INVALID_TYPE",
        "{\"records\":{}} | 400 JSON_PARSER_ERROR",
        "[] | 400 JSON_PARSER_ERROR",
        "{ | 400 JSON_PARSER_ERROR"
      })
  void a_body_that_is_no_collection_is_refused_as_a_whole(String body, String error) {
    assertThat(org.post(COLLECTIONS, body).error()).startsWith(error);
  }

  @Test
  void a_call_costs_one_request_and_is_one_transaction() {
    org.send(org.anonymous("/__simulator/stats").DELETE()).is(204);
    long before = remaining();
    org.post(
            COLLECTIONS,
            body(
                false,
                record("Account", "\"Name\":\"T\",\"Key__c\":\"t-1\""),
                record("Contact", "\"LastName\":\"T\",\"Account\":{\"Key__c\":\"t-1\"}")))
        .is(200);
    assertThat(before - remaining()).isEqualTo(2);
    assertThat(
            org.value("SELECT Account.Key__c FROM Contact WHERE LastName = 'T'", "Account")
                .path("Key__c")
                .asString())
        .isEqualTo("t-1");
  }

  private long remaining() {
    return org.get(RunningOrg.DATA + "/limits")
        .json()
        .path("DailyApiRequests")
        .path("Remaining")
        .asLong();
  }
}
