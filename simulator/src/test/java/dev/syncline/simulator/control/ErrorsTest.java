package dev.syncline.simulator.control;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every error that docs/simulator-errors.md lists, produced as it says there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {
  private static final String ACCOUNTS = DATA + "/sobjects/Account";
  private static final String TICKETS = DATA + "/sobjects/Ticket__c";

  private RunningOrg org;

  @BeforeAll
  void start() {
    org = RunningOrg.with(Map.of(), "rules.yaml");
  }

  @AfterEach
  void calm() {
    org.send(org.anonymous("/__simulator/faults").DELETE()).is(204);
    org.post("/__simulator/limits", "{\"DailyApiRequests\":100000}").is(200);
  }

  @AfterAll
  void close() {
    org.close();
  }

  /** One way to an error. */
  record Way(String error, Function<RunningOrg, Answer> call) {
    @Override
    public String toString() {
      return error;
    }
  }

  private static Way way(String error, Function<RunningOrg, Answer> call) {
    return new Way(error, call);
  }

  private static Answer account(RunningOrg org, String json) {
    return org.post(ACCOUNTS, json);
  }

  private static Answer ticket(RunningOrg org, String json) {
    return org.post(TICKETS, json);
  }

  private static Answer contact(RunningOrg org, String json) {
    return org.post(DATA + "/sobjects/Contact", json);
  }

  private static Answer control(RunningOrg org, String path, String json) {
    return org.send(org.anonymous("/__simulator" + path).POST(BodyPublishers.ofString(json)));
  }

  static Stream<Way> calls() {
    return Stream.of(
        way(
            "401 INVALID_SESSION_ID: Session expired or invalid",
            o -> o.send(o.anonymous(DATA + "/limits").header("Authorization", "Bearer x"))),
        way(
            "401 INVALID_AUTH_HEADER: INVALID_HEADER_TYPE",
            o -> o.send(o.anonymous(DATA + "/limits").header("Authorization", "Digest x"))),
        way(
            "403 REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.",
            o -> {
              control(o, "/limits", "{\"DailyApiRequests\":0}").is(200);
              return o.get(DATA + "/limits");
            }),
        way(
            "404 NOT_FOUND: The requested resource does not exist",
            o -> o.get(DATA + "/sobjects/Nope")),
        way("404 NOT_FOUND", o -> o.get(ACCOUNTS + "/001000000000000AAA")),
        way(
            "404 ENTITY_IS_DELETED: entity is deleted",
            o -> {
              String id = o.create("Account", "{\"Name\":\"Gone\"}");
              o.delete(ACCOUNTS + "/" + id).is(204);
              return o.get(ACCOUNTS + "/" + id);
            }),
        way("405 METHOD_NOT_ALLOWED", o -> o.delete(DATA + "/limits")),
        way("410 UNSUPPORTED_API_VERSION", o -> o.get("/services/data/v20.0/sobjects")),
        way("412 PRECONDITION_FAILED", ErrorsTest::changedMeanwhile),
        way("415 UNSUPPORTED_MEDIA_TYPE", ErrorsTest::wrongType));
  }

  private static Answer changedMeanwhile(RunningOrg org) {
    String id = org.create("Account", "{\"Name\":\"Changed\"}");
    return org.send(
        org.request(ACCOUNTS + "/" + id)
            .header("If-Unmodified-Since", "Thu, 01 Jan 2026 00:00:00 GMT")
            .method("PATCH", BodyPublishers.ofString("{\"Name\":\"Again\"}")));
  }

  private static Answer wrongType(RunningOrg org) {
    return org.send(
        org.request(ACCOUNTS)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofString("{\"Name\":\"X\"}")));
  }

  static Stream<Way> queries() {
    return Stream.of(
        way("400 MALFORMED_QUERY", o -> o.query("SELECT FROM Account")),
        way("400 INVALID_FIELD", o -> o.query("SELECT Nope FROM Account")),
        way("400 INVALID_TYPE", o -> o.query("SELECT Id FROM Nope")),
        way(
            "400 INVALID_QUERY_FILTER_OPERATOR",
            o -> o.query("SELECT Id FROM Account WHERE Id = 'x'")),
        way(
            "400 NUMBER_OUTSIDE_VALID_RANGE",
            o -> o.query("SELECT Id FROM Account LIMIT 1 OFFSET 2001")),
        way("400 INVALID_QUERY_LOCATOR", o -> o.get(DATA + "/query/01g000000000000AAA-2000")));
  }

  static Stream<Way> records() {
    return Stream.of(
        way("400 MALFORMED_ID", o -> o.get(ACCOUNTS + "/003000000000000AAA")),
        way("400 JSON_PARSER_ERROR", o -> account(o, "{\"Name\":")),
        way(
            "400 REQUIRED_FIELD_MISSING: Required fields are missing: [Name]",
            o -> account(o, "{}")),
        way(
            "400 FIELD_CUSTOM_VALIDATION_EXCEPTION: The amount must not be negative.",
            o -> ticket(o, "{\"Amount__c\":-1}")),
        way(
            "400 STRING_TOO_LONG: ",
            o -> ticket(o, "{\"Region__c\":\"%s\"}".formatted("x".repeat(11)))),
        way("400 NUMBER_OUTSIDE_VALID_RANGE", o -> ticket(o, "{\"Amount__c\":1e12}")),
        way(
            "400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            o -> ticket(o, "{\"Status__c\":\"Nope\"}")),
        way("400 INVALID_EMAIL_ADDRESS", o -> ticket(o, "{\"Email__c\":\"nope\"}")),
        way("400 FIELD_INTEGRITY_EXCEPTION", o -> ticket(o, "{\"Due__c\":\"4500-01-01\"}")),
        way(
            "400 INVALID_CROSS_REFERENCE_KEY: invalid cross reference id",
            o -> contact(o, "{\"LastName\":\"C\",\"AccountId\":\"001000000000000AAA\"}")),
        way("400 INVALID_FIELD: No such column 'Nope'", o -> account(o, "{\"Nope\":1}")),
        way(
            "400 INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: IsDeleted",
            o -> account(o, "{\"Name\":\"A\",\"IsDeleted\":true}")),
        way("400 DUPLICATE_VALUE: duplicate value found: Key__c", ErrorsTest::sameKey),
        way("300 ", ErrorsTest::severalMatches),
        way("400 DUPLICATES_DETECTED: Use one of these records?", ErrorsTest::lookAlike),
        way("400 UNABLE_TO_LOCK_ROW: unable to obtain exclusive access", ErrorsTest::locked),
        way("400 DELETE_FAILED", ErrorsTest::guarded),
        way(
            "403 INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id",
            ErrorsTest::notEditable));
  }

  private static Answer sameKey(RunningOrg org) {
    ticket(org, "{\"Key__c\":\"same\"}");
    return ticket(org, "{\"Key__c\":\"SAME\"}");
  }

  private static Answer severalMatches(RunningOrg org) {
    ticket(org, "{\"Code__c\":\"twice\"}").is(201);
    ticket(org, "{\"Code__c\":\"twice\"}").is(201);
    return org.patch(TICKETS + "/Code__c/twice", "{\"Amount__c\":1}");
  }

  private static Answer lookAlike(RunningOrg org) {
    ticket(org, "{\"Email__c\":\"same@x.example\"}").is(201);
    return ticket(org, "{\"Email__c\":\"same@x.example\"}");
  }

  private static Answer locked(RunningOrg org) {
    String id = org.create("Account", "{\"Name\":\"Locked\"}");
    control(org, "/locks", "{\"id\":\"" + id + "\"}").is(201);
    return org.patch(ACCOUNTS + "/" + id, "{\"Name\":\"X\"}");
  }

  private static Answer guarded(RunningOrg org) {
    String guard = org.create("Vault_Door__c", "{}");
    ticket(org, "{\"Guard__c\":\"" + guard + "\"}").is(201);
    return org.delete(DATA + "/sobjects/Vault_Door__c/" + guard);
  }

  private static Answer notEditable(RunningOrg org) {
    String id = org.create("Ticket__c", "{\"Region__c\":\"Locked\"}");
    return org.patch(TICKETS + "/" + id, "{\"Amount__c\":1}");
  }

  @ParameterizedTest
  @MethodSource({"calls", "queries", "records"})
  void an_error_comes_with_its_status_code_and_text(Way way) {
    Answer answer = way.call().apply(org);
    assertThat(answer.error()).as(answer.text()).startsWith(way.error());
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json().isArray()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(NamedError.class)
  void a_named_error_comes_with_its_status_and_shape(NamedError error) {
    control(org, "/faults", "{\"do\":{\"error\":\"" + error + "\",\"fields\":[\"Name\"]}}").is(201);
    Answer answer = org.get(DATA + "/limits");
    assertThat(answer.error()).isEqualTo(error.status() + " " + error + ": " + error.message());
    JsonNode body = answer.json();
    assertThat(body.size()).isEqualTo(1);
    assertThat(body.path(0).path("fields").path(0).asString()).isEqualTo("Name");
  }

  @Test
  void in_lists_the_innocent_are_told_that_they_were_rolled_back() {
    Answer answer =
        org.post(
            DATA + "/composite/sobjects",
            "{\"allOrNone\":true,\"records\":["
                + "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Fine\"},"
                + "{\"attributes\":{\"type\":\"Account\"}}]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("\"statusCode\":\"ALL_OR_NONE_OPERATION_ROLLED_BACK\"")
        .contains("\"statusCode\":\"REQUIRED_FIELD_MISSING\"");
  }

  @Test
  void in_composite_calls_the_others_are_halted() {
    Answer answer =
        org.post(
            DATA + "/composite",
            "{\"allOrNone\":true,\"compositeRequest\":["
                + "{\"method\":\"POST\",\"url\":\"/services/data/v66.0/sobjects/Account\","
                + "\"referenceId\":\"a\",\"body\":{\"Name\":\"Fine\"}},"
                + "{\"method\":\"POST\",\"url\":\"/services/data/v66.0/sobjects/Account\","
                + "\"referenceId\":\"b\",\"body\":{}}]}");
    assertThat(answer.is(200).text())
        .contains("\"errorCode\":\"PROCESSING_HALTED\"")
        .contains("\"errorCode\":\"REQUIRED_FIELD_MISSING\"");
  }

  @Test
  void a_gateway_answers_html() {
    control(org, "/faults", "{\"do\":{\"status\":503,\"body\":\"<html>busy</html>\"}}").is(201);
    Answer answer = org.get(DATA + "/limits");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
  }

  @Test
  void every_error_has_its_line_in_the_documentation() throws IOException {
    String page = Files.readString(Path.of("../docs/simulator-errors.md"));
    List<String> missing =
        Stream.of(NamedError.values())
            .filter(e -> !page.contains("| `" + e + "` | " + e.status() + " |"))
            .map(NamedError::name)
            .toList();
    assertThat(missing).isEmpty();
  }
}
