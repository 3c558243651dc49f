package dev.syncline.simulator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class TreeTest {
  private static final String TREE = RunningOrg.DATA + "/composite/tree/Account";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L));

  @AfterAll
  void stop() {
    org.close();
  }

  private static String record(String type, String id, String fields) {
    return "{\"attributes\":{\"type\":\"%s\",\"referenceId\":\"%s\"}%s}"
        .formatted(type, id, fields.isEmpty() ? "" : "," + fields);
  }

  private static String records(String... records) {
    return "{\"records\":[" + String.join(",", records) + "]}";
  }

  private static String account(String id, String name, String children) {
    return record("Account", id, "\"Name\":\"" + name + "\"" + children);
  }

  private long count(String from) {
    return org.query("SELECT COUNT() FROM " + from).json().path("totalSize").asLong();
  }

  @Test
  void records_come_with_their_children_roots_first() {
    String reports = ",\"ChildAccounts\":" + records(account("below", "Tree below", ""));
    String contacts = ",\"contacts\":" + records(record("Contact", "con", "\"LastName\":\"Tree\""));
    Answer answer =
        org.post(
            TREE,
            records(account("one", "Tree 1", contacts + reports), account("two", "Tree 2", "")));
    JsonNode body = answer.is(201).json();
    assertThat(body.path("hasErrors").asBoolean()).isFalse();
    assertThat(body.path("results").findValuesAsString("referenceId"))
        .containsExactly("one", "two", "con", "below");
    String one = body.path("results").get(0).path("id").asString();
    assertThat(
            org.value("SELECT AccountId FROM Contact WHERE LastName = 'Tree'", "AccountId")
                .asString())
        .isEqualTo(one);
    assertThat(
            org.value("SELECT ParentId FROM Account WHERE Name = 'Tree below'", "ParentId")
                .asString())
        .isEqualTo(one);
  }

  @Test
  void a_refused_record_takes_all_back_and_alone_is_listed() {
    String child = ",\"Contacts\":" + records(record("Contact", "con", ""));
    JsonNode body =
        org.post(
                TREE,
                records(account("one", "Taken back", child), account("two", "Taken back", "")))
            .is(400)
            .json();
    assertThat(body.toString())
        .isEqualTo(
            "{\"hasErrors\":true,\"results\":[{\"referenceId\":\"con\",\"errors\":[{\"statusCode\":"
                + "\"REQUIRED_FIELD_MISSING\",\"message\":\"Required fields are missing:"
                + " [LastName]\",\"fields\":[\"LastName\"]}]}]}");
    assertThat(count("Account WHERE Name = 'Taken back'")).isZero();
  }

  @Test
  void records_need_reference_ids_of_their_own() {
    JsonNode twice =
        org.post(TREE, records(account("a", "A", ""), account("a", "A", ""))).is(400).json();
    assertThat(twice.path("results").get(0).toString())
        .isEqualTo(
            "{\"referenceId\":\"a\",\"errors\":[{\"statusCode\":\"INVALID_INPUT\",\"message\":"
                + "\"Duplicate ReferenceId provided in the request.\",\"fields\":[]}]}");
    assertThat(org.post(TREE, records(account("", "A", ""))).is(400).text())
        .contains("Include a reference ID for each record in the request.");
    assertThat(org.post(TREE, records(record("Contact", "a", ""))).status()).isEqualTo(400);
  }

  @Test
  void the_bounds_of_a_call_are_enforced() {
    String many =
        IntStream.range(0, 201)
            .mapToObj(i -> account("a" + i, "A", ""))
            .collect(Collectors.joining(","));
    assertThat(org.post(TREE, records(many)).is(400).text()).contains("more than 200 records");
    String deep = "";
    for (int i = 6; i >= 1; i--) {
      deep = account("d" + i, "Deep", deep.isEmpty() ? "" : ",\"ChildAccounts\":" + records(deep));
    }
    assertThat(org.post(TREE, records(deep)).is(400).text()).contains("more than 5 levels");
    assertThat(org.post(TREE, "{}").error()).startsWith("400 JSON_PARSER_ERROR");
    assertThat(org.post(RunningOrg.DATA + "/composite/tree/Nope", records()).status())
        .isEqualTo(404);
    assertThat(count("Account WHERE Name = 'Deep'")).isZero();
  }
}
