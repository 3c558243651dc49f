package dev.syncline.simulator.control;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrgControlTest {
  private final RunningOrg org = RunningOrg.with(Map.of("Account", 20L), "rules.yaml");

  @AfterEach
  void close() {
    org.close();
  }

  private RunningOrg.Answer change(String yaml) {
    return org.post("/__simulator/schema", yaml);
  }

  private List<String> fields(String object) {
    var names = new ArrayList<String>();
    JsonNode describe = org.get(DATA + "/sobjects/" + object + "/describe").json();
    describe.path("fields").forEach(field -> names.add(field.path("name").asString()));
    return names;
  }

  @Test
  void the_date_of_an_answer_is_the_day_of_the_org() {
    Instant before = date(org.get("/services/data"));

    org.post("/__simulator/clock", "{\"advance\":\"PT80H\"}").is(200);

    assertThat(date(org.get("/services/data")))
        .isBetween(before.plus(Duration.ofHours(80)), before.plus(Duration.ofHours(81)));
  }

  private static Instant date(RunningOrg.Answer answer) {
    return ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant();
  }

  @Test
  void a_field_that_is_added_is_empty_everywhere_and_can_be_written() {
    String id = org.create("Ticket__c", "{\"Key__c\":\"K\"}");
    change(
            "{\"objects\":{\"Ticket__c\":{\"extend\":true,"
                + "\"fields\":{\"New__c\":{\"type\":\"text\",\"length\":10}}}}}")
        .is(200);
    assertThat(fields("Ticket__c")).contains("New__c");
    String record = DATA + "/sobjects/Ticket__c/" + id;
    assertThat(org.get(record).json().path("New__c").isNull()).isTrue();
    org.patch(record, "{\"New__c\":\"set\"}").is(204);
    assertThat(org.value("SELECT New__c, Key__c FROM Ticket__c", "New__c").asString())
        .isEqualTo("set");
    assertThat(org.value("SELECT Key__c FROM Ticket__c WHERE Key__c='k'", "Key__c").asString())
        .isEqualTo("K");
  }

  @Test
  void a_field_that_is_dropped_is_gone_and_the_others_keep_their_values() {
    String id = org.create("Ticket__c", "{\"Key__c\":\"K\",\"Code__c\":\"C\",\"Amount__c\":3}");
    change("objects: {Ticket__c: {extend: true, drop: [Code__c]}}").is(200);
    assertThat(fields("Ticket__c")).doesNotContain("Code__c");
    JsonNode record = org.get(DATA + "/sobjects/Ticket__c/" + id).json();
    assertThat(record.has("Code__c")).isFalse();
    assertThat(record.path("Key__c").asString()).isEqualTo("K");
    assertThat(record.path("Amount__c").asInt()).isEqualTo(3);
    assertThat(org.query("SELECT Code__c FROM Ticket__c").error()).startsWith("400 INVALID_FIELD");
  }

  @Test
  void a_field_of_another_type_keeps_what_can_be_read_as_such() {
    String number = org.create("Ticket__c", "{\"Code__c\":\"12.5\"}");
    String word = org.create("Ticket__c", "{\"Code__c\":\"abc\"}");
    change("objects: {Ticket__c: {extend: true, replace: {Code__c: {type: number, scale: 1}}}}")
        .is(200);
    String path = DATA + "/sobjects/Ticket__c/";
    assertThat(org.get(path + number).json().path("Code__c").decimalValue())
        .isEqualByComparingTo("12.5");
    assertThat(org.get(path + word).json().path("Code__c").isNull()).isTrue();
  }

  @Test
  void a_shorter_field_another_picklist_and_a_right_taken_away_hold_from_now_on() {
    change(
            """
            objects:
              Ticket__c:
                extend: true
                replace:
                  Code__c: {type: text, length: 3}
                  Status__c: {type: picklist, restricted: true, values: [New, Other]}
                fieldAccess: {Audit__c: none}
            """)
        .is(200);
    assertThat(org.post(DATA + "/sobjects/Ticket__c", "{\"Code__c\":\"abcd\"}").error())
        .startsWith("400 STRING_TOO_LONG");
    assertThat(org.post(DATA + "/sobjects/Ticket__c", "{\"Status__c\":\"Open\"}").error())
        .startsWith("400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    assertThat(fields("Ticket__c")).doesNotContain("Audit__c");
  }

  @Test
  void describe_is_as_new_as_the_last_change() {
    String describe = DATA + "/sobjects/Account/describe";
    String modified = org.get(describe).header("Last-Modified");
    var unchanged = org.request(describe).header("If-Modified-Since", modified);
    assertThat(org.send(unchanged).status()).isEqualTo(304);
    org.advance("PT1M");
    change("objects: {Account: {extend: true, fields: {More__c: {type: checkbox}}}}").is(200);
    var again = org.request(describe).header("If-Modified-Since", modified);
    assertThat(org.send(again).is(200).text()).contains("More__c");
  }

  @Test
  void a_new_object_can_be_used_and_dropped() {
    change("objects: {Thing__c: {fields: {Size__c: {type: number}}}}").is(200);
    org.create("Thing__c", "{\"Size__c\":3}");
    change("objects: {Thing__c: {extend: true, drop: [\"true\"]}}").is(200);
    org.get(DATA + "/sobjects/Thing__c/describe").is(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objects: {Nope__c: {extend: true}}",
        "objects: {Account: {extend: true, drop: [Nope__c]}}",
        "objects: {Account: {extend: true, recordTypes: [{name: Late}]}}",
        "objects: {Account: {extend: true, fields: {F__c: {type: formula, returns: text, "
            + "formula: Nope__c}}}}",
        "nonsense"
      })
  void a_change_that_makes_no_sense_is_refused_and_changes_nothing(String yaml) {
    assertThat(change(yaml).error()).startsWith("400 INVALID_CONTROL_REQUEST");
    assertThat(org.get("/__simulator/schema").json().path("changes")).isEmpty();
    org.get(DATA + "/sobjects/Account/describe").is(200);
  }

  @Test
  void a_record_that_is_locked_cannot_be_written_until_it_is_let_go() {
    String account = org.create("Account", "{\"Name\":\"Locked\"}");
    String lock =
        org.post("/__simulator/locks", "{\"id\":\"" + account + "\"}")
            .is(201)
            .json()
            .path("lock")
            .asString();
    String path = DATA + "/sobjects/Account/" + account;
    assertThat(org.patch(path, "{\"Name\":\"X\"}").error())
        .isEqualTo(
            "400 UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record or 1"
                + " records: "
                + account.substring(0, 15));
    assertThat(
            org.post(
                    DATA + "/sobjects/Contact",
                    "{\"LastName\":\"C\",\"AccountId\":\"" + account + "\"}")
                .error())
        .startsWith("400 UNABLE_TO_LOCK_ROW");
    org.delete("/__simulator/locks/" + lock).is(204);
    org.patch(path, "{\"Name\":\"X\"}").is(204);
    org.delete("/__simulator/locks/" + lock).is(404);
  }

  @Test
  void an_org_with_another_id_knows_nobody_any_more() {
    String before = org.ready().orgId();
    String now =
        org.post("/__simulator/organization", "{\"newId\":true}")
            .is(200)
            .json()
            .path("id")
            .asString();
    assertThat(now).startsWith("00D").hasSize(18).isNotEqualTo(before);
    assertThat(org.query("SELECT Id FROM Organization").status()).isEqualTo(401);
    var token =
        org.send(
                org.anonymous("/services/oauth2/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        java.net.http.HttpRequest.BodyPublishers.ofString(
                            "grant_type=client_credentials&client_id="
                                + org.ready().client().clientId()
                                + "&client_secret="
                                + org.ready().client().clientSecret())))
            .is(200)
            .json();
    assertThat(token.path("id").asString()).contains("/id/" + now + "/");
    assertThat(token.path("access_token").asString()).startsWith(now.substring(0, 15) + "!");
  }

  @Test
  void single_records_of_a_list_can_be_refused_on_order() {
    org.post(
            "/__simulator/faults",
            "{\"match\":{\"object\":\"Contact\",\"operation\":\"insert\",\"field\":\"LastName\","
                + "\"value\":\"B\"},"
                + "\"do\":{\"error\":\"UNABLE_TO_LOCK_ROW\",\"message\":\"busy\"}}")
        .is(201);
    JsonNode results =
        org.post(
                DATA + "/composite/sobjects",
                "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"A\"},"
                    + "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"B\"}]}")
            .is(200)
            .json();
    assertThat(results.path(0).path("success").asBoolean()).isTrue();
    assertThat(results.path(1).path("errors").path(0).path("statusCode").asString())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
    assertThat(results.path(1).path("errors").path(0).path("message").asString()).isEqualTo("busy");
  }

  @Test
  void a_call_can_be_carried_out_twice() {
    org.post(
            "/__simulator/faults",
            "{\"match\":{\"method\":\"POST\",\"path\":\"**/sobjects/Ticket__c\"},\"nth\":1,"
                + "\"do\":{\"duplicate\":true}}")
        .is(201);
    org.create("Ticket__c", "{\"Amount__c\":1}");
    assertThat(org.query("SELECT COUNT() FROM Ticket__c").json().path("totalSize").asInt())
        .isEqualTo(2);
  }
}
