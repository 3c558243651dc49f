package dev.syncline.simulator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class CompositeTest {
  private static final String COMPOSITE = RunningOrg.DATA + "/composite";
  private static final String OBJECTS = RunningOrg.DATA + "/sobjects/";
  private static final String TAKEN_BACK =
      "[{\"errorCode\":\"PROCESSING_HALTED\",\"message\":\"The transaction was rolled back since"
          + " another operation in the same transaction failed.\"}]";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 20L, "Contact", 20L));

  @AfterAll
  void stop() {
    org.close();
  }

  private static String part(String id, String method, String url, String body) {
    return "{\"referenceId\":\"%s\",\"method\":\"%s\",\"url\":\"%s\"%s}"
        .formatted(id, method, url, body.isEmpty() ? "" : ",\"body\":" + body);
  }

  private static String body(boolean allOrNone, String... parts) {
    return "{\"allOrNone\":%s,\"compositeRequest\":[%s]}"
        .formatted(allOrNone, String.join(",", parts));
  }

  private List<JsonNode> composite(boolean allOrNone, String... parts) {
    Answer answer = org.post(COMPOSITE, body(allOrNone, parts));
    return answer.is(200).json().path("compositeResponse").valueStream().toList();
  }

  private static List<Integer> statuses(List<JsonNode> replies) {
    return replies.stream().map(reply -> reply.path("httpStatusCode").asInt()).toList();
  }

  private long count(String from) {
    return org.query("SELECT COUNT() FROM " + from).json().path("totalSize").asLong();
  }

  @Test
  void later_calls_use_what_earlier_ones_were_answered() {
    List<JsonNode> replies =
        composite(
            true,
            part("acc", "POST", OBJECTS + "Account", "{\"Name\":\"Ref & Co\"}"),
            part("read", "GET", OBJECTS + "Account/@{acc.id}?fields=Name,Industry", ""),
            part(
                "con",
                "POST",
                OBJECTS + "Contact",
                "{\"LastName\":\"of @{read.Name}\",\"AccountId\":\"@{acc.id}\"}"),
            part(
                "list",
                "GET",
                RunningOrg.DATA
                    + "/query?q=SELECT Id, Account.Name FROM Contact"
                    + " WHERE Account.Name='@{read.Name}'",
                ""),
            part("last", "PATCH", OBJECTS + "Contact/@{list.records[0].Id}", "{\"Title\":\"T\"}"));
    assertThat(statuses(replies)).containsExactly(201, 200, 201, 200, 204);
    JsonNode created = replies.getFirst();
    String id = created.path("body").path("id").asString();
    assertThat(created.path("httpHeaders").path("Location").asString())
        .isEqualTo(OBJECTS + "Account/" + id);
    assertThat(created.path("referenceId").asString()).isEqualTo("acc");
    assertThat(replies.getLast().path("body").isNull()).isTrue();
    assertThat(org.value("SELECT LastName FROM Contact WHERE Title = 'T'", "LastName").asString())
        .isEqualTo("of Ref & Co");
  }

  @Test
  void one_refusal_takes_everything_back() {
    List<JsonNode> replies =
        composite(
            true,
            part("a", "POST", OBJECTS + "Account", "{\"Name\":\"Whole\"}"),
            part("b", "POST", OBJECTS + "Contact", "{\"AccountId\":\"@{a.id}\"}"),
            part("c", "POST", OBJECTS + "Account", "{\"Name\":\"Whole\"}"));
    assertThat(statuses(replies)).containsExactly(400, 400, 400);
    assertThat(replies.get(0).path("body").toString()).isEqualTo(TAKEN_BACK);
    assertThat(replies.get(1).path("body").get(0).path("errorCode").asString())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(replies.get(2).path("body").toString()).isEqualTo(TAKEN_BACK);
    assertThat(count("Account WHERE Name = 'Whole'")).isZero();
  }

  @Test
  void without_all_or_none_a_refusal_takes_those_with_it_that_refer_to_it() {
    List<JsonNode> replies =
        composite(
            false,
            part("a", "POST", OBJECTS + "Account", "{}"),
            part("b", "POST", OBJECTS + "Contact", "{\"LastName\":\"@{a.id}\"}"),
            part("c", "POST", OBJECTS + "Account", "{\"Name\":\"Apart\"}"),
            part("d", "PATCH", OBJECTS + "Account/@{c.Id}", "{\"Name\":\"Case counts\"}"));
    assertThat(statuses(replies)).containsExactly(400, 400, 201, 400);
    assertThat(replies.get(1).path("body").toString())
        .isEqualTo(
            "[{\"errorCode\":\"PROCESSING_HALTED\",\"message\":\"Invalid reference specified. No"
                + " value for a.id found in a\"}]");
    assertThat(replies.get(3).path("body").get(0).path("message").asString())
        .isEqualTo("Invalid reference specified. No value for c.Id found in c");
    assertThat(count("Account WHERE Name = 'Apart'")).isEqualTo(1);
  }

  @Test
  void values_keep_their_type_and_lists_are_joined() {
    List<JsonNode> replies =
        composite(
            false,
            part(
                "a",
                "POST",
                OBJECTS + "Account",
                "{\"Name\":\"Typed\",\"NumberOfEmployees\":7,\"AnnualRevenue\":100.50}"),
            part("r", "GET", OBJECTS + "Account/@{a.id}", ""),
            part(
                "b",
                "POST",
                OBJECTS + "Account",
                "{\"Name\":\"Typed\",\"NumberOfEmployees\":\"@{r.NumberOfEmployees}\","
                    + "\"AnnualRevenue\":\"@{r.AnnualRevenue}\"}"),
            part(
                "q",
                "GET",
                RunningOrg.DATA + "/query/?q=SELECT+Id+FROM+Account+WHERE+Name='Typed'",
                ""),
            part(
                "del",
                "DELETE",
                COMPOSITE + "/sobjects?ids=@{q.records[*].Id}&allOrNone=true",
                ""));
    assertThat(statuses(replies)).containsExactly(201, 200, 201, 200, 200);
    assertThat(replies.get(1).path("body").toString()).contains("\"AnnualRevenue\":101.0,");
    assertThat(replies.getLast().path("body").findValuesAsString("success"))
        .containsExactly("true", "true");
    assertThat(count("Account WHERE Name = 'Typed'")).isZero();
  }

  @Test
  void the_outer_all_or_none_decides_over_that_of_a_collection() {
    String records =
        "{\"allOrNone\":false,\"records\":["
            + "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Inner\"},"
            + "{\"attributes\":{\"type\":\"Account\"}}]}";
    List<JsonNode> replies =
        composite(
            true,
            part("a", "POST", OBJECTS + "Account", "{\"Name\":\"Inner\"}"),
            part("list", "POST", COMPOSITE + "/sobjects", records));
    assertThat(replies.getFirst().path("body").toString()).isEqualTo(TAKEN_BACK);
    assertThat(replies.getLast().path("httpStatusCode").asInt()).isEqualTo(200);
    assertThat(replies.getLast().path("body").findValuesAsString("success"))
        .containsExactly("true", "false");
    assertThat(count("Account WHERE Name = 'Inner'")).isZero();
  }

  @Test
  void subrequests_have_headers_of_their_own_and_the_options_of_the_whole() {
    String id = org.create("Account", "{\"Name\":\"Conditional\"}");
    String conditional =
        "{\"referenceId\":\"a\",\"method\":\"get\",\"url\":\"%sAccount/%s\",".formatted(OBJECTS, id)
            + "\"httpHeaders\":{\"If-Modified-Since\":\"Sat, 21 Nov 2026 10:00:00 GMT\"}}";
    List<JsonNode> replies =
        org.send(
                org.request(COMPOSITE)
                    .header("Sforce-Query-Options", "batchSize=200")
                    .POST(
                        java.net.http.HttpRequest.BodyPublishers.ofString(
                            body(
                                false,
                                conditional,
                                part(
                                    "q",
                                    "GET",
                                    RunningOrg.DATA + "/query?q=SELECT Id FROM Account",
                                    "")))))
            .is(200)
            .json()
            .path("compositeResponse")
            .valueStream()
            .toList();
    assertThat(statuses(replies)).containsExactly(304, 200);
    assertThat(replies.getLast().path("body").path("done").asBoolean()).isTrue();
  }

  @Test
  void other_versions_and_unknown_addresses_are_answered_as_alone() {
    List<JsonNode> replies =
        composite(
            false,
            part("a", "GET", "/services/data/v58.0/sobjects/Account/describe", ""),
            part("b", "GET", "/services/data/v12.0/sobjects", ""),
            part("c", "GET", RunningOrg.DATA + "/nowhere", ""),
            part("d", "DELETE", OBJECTS + "Account", ""),
            part("e", "GET", RunningOrg.DATA + "/query?q=SELECT Nope FROM Account", ""),
            part("f", "POST", COMPOSITE, "{\"compositeRequest\":[]}"));
    assertThat(statuses(replies)).containsExactly(200, 410, 404, 405, 400, 404);
  }

  @Test
  void it_costs_one_call() {
    long before = remaining();
    composite(
        false,
        part("a", "GET", OBJECTS + "Account/describe", ""),
        part("b", "GET", OBJECTS + "Contact/describe", ""));
    assertThat(before - remaining()).isEqualTo(2);
  }

  private long remaining() {
    JsonNode limits = org.get(RunningOrg.DATA + "/limits").json();
    return limits.path("DailyApiRequests").path("Remaining").asLong();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 400 JSON_PARSER_ERROR",
        "{\"compositeRequest\":[]} | 400 INVALID_INPUT",
        "{\"compositeRequest\":[{\"url\":\"/x\",\"referenceId\":\"a\"}]} | 400 INVALID_INPUT",
        "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"a\"}]} | 400 INVALID_INPUT",
        "{\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/x\"}]} | 400 INVALID_INPUT",
        "{\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/x\",\"referenceId\":\"a\","
            + "\"httpHeaders\":{\"Authorization\":\"x\"}}]} | 400 INVALID_INPUT"
      })
  void a_body_that_is_none_is_refused_as_a_whole(String body, String error) {
    assertThat(org.post(COMPOSITE, body).error()).startsWith(error);
  }

  @Test
  void too_many_or_unnamed_subrequests_are_refused_as_a_whole() {
    String get = part("#", "GET", OBJECTS + "Account/describe", "");
    assertThat(org.post(COMPOSITE, body(false, repeated(get, 25))).status()).isEqualTo(200);
    assertThat(org.post(COMPOSITE, body(false, repeated(get, 26))).error())
        .startsWith("400 LIMIT_EXCEEDED");
    assertThat(
            org.post(COMPOSITE, body(false, get.replace("#", "a"), get.replace("#", "a"))).error())
        .isEqualTo("400 INVALID_INPUT: Duplicate reference ID: a");
    String query = part("#", "GET", RunningOrg.DATA + "/query?q=SELECT Id FROM Account", "");
    assertThat(org.post(COMPOSITE, body(false, repeated(query, 5))).status()).isEqualTo(200);
    assertThat(org.post(COMPOSITE, body(false, repeated(query, 6))).error())
        .startsWith("400 LIMIT_EXCEEDED");
  }

  private static String[] repeated(String part, int count) {
    String[] parts = Collections.nCopies(count, part).toArray(String[]::new);
    Arrays.setAll(parts, i -> parts[i].replace("#", "n" + i));
    return parts;
  }

  @Test
  void what_lies_below_is_listed() {
    assertThat(org.get(COMPOSITE).is(200).json().path("graph").asString())
        .isEqualTo(COMPOSITE + "/graph");
  }
}
