package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class QueryTest {
  private final RunningOrg org =
      RunningOrg.with(Map.of("Account", 300L, "Contact", 4_500L, "Invoice__c", 600L));

  @AfterAll
  void stop() {
    org.close();
  }

  private Answer query(String soql, int batchSize) {
    return org.send(
        org.request(RunningOrg.DATA + "/query?q=" + RunningOrg.encode(soql))
            .header("Sforce-Query-Options", "batchSize=" + batchSize));
  }

  private static List<String> ids(JsonNode result) {
    var ids = new ArrayList<String>();
    result.path("records").forEach(record -> ids.add(record.path("Id").asString()));
    return ids;
  }

  @Test
  void a_small_result_comes_whole() {
    Answer answer =
        org.query("SELECT Id, Name, Account.Name FROM Contact WHERE AccountId != null LIMIT 2");
    JsonNode body = answer.is(200).json();
    assertThat(body.propertyNames()).containsExactly("totalSize", "done", "records");
    JsonNode record = body.path("records").get(0);
    assertThat(record.propertyNames()).containsExactly("attributes", "Id", "Name", "Account");
    assertThat(record.path("attributes").path("url").asString())
        .isEqualTo("/services/data/v66.0/sobjects/Contact/" + record.path("Id").asString());
    assertThat(record.path("Account").propertyNames()).containsExactly("attributes", "Name");
    assertThat(record.path("Account").path("attributes").path("type").asString())
        .isEqualTo("Account");
  }

  @Test
  void a_large_result_comes_in_pages_of_two_thousand() {
    JsonNode first = org.query("SELECT Id FROM Contact").is(200).json();
    assertThat(first.path("totalSize").asInt()).isEqualTo(4_500);
    assertThat(first.path("done").asBoolean()).isFalse();
    assertThat(first.path("records").size()).isEqualTo(2_000);
    String next = first.path("nextRecordsUrl").asString();
    assertThat(next).matches("/services/data/v66.0/query/01g[0-9A-Za-z]{15}-2000");
    JsonNode second = org.get(next).is(200).json();
    assertThat(second.path("nextRecordsUrl").asString()).endsWith("-4000");
    JsonNode third = org.get(second.path("nextRecordsUrl").asString()).is(200).json();
    assertThat(third.path("done").asBoolean()).isTrue();
    assertThat(third.has("nextRecordsUrl")).isFalse();
    assertThat(third.path("totalSize").asInt()).isEqualTo(4_500);
    var all = new LinkedHashSet<String>(ids(first));
    all.addAll(ids(second));
    all.addAll(ids(third));
    assertThat(all).hasSize(4_500);
    assertThat(ids(org.get(next).json())).isEqualTo(ids(second));
  }

  @Test
  void the_batch_size_is_a_wish_within_bounds() {
    assertThat(query("SELECT Id FROM Contact", 300).json().path("records").size()).isEqualTo(300);
    assertThat(query("SELECT Id FROM Contact", 1).json().path("records").size()).isEqualTo(200);
    assertThat(query("SELECT Id FROM Contact", 9_999).json().path("records").size())
        .isEqualTo(2_000);
  }

  @Test
  void pages_do_not_change_while_records_do() {
    String soql = "SELECT Id, LastName FROM Contact WHERE LastName != 'Changed'";
    JsonNode first = query(soql, 200).json();
    String next = first.path("nextRecordsUrl").asString();
    JsonNode before = org.get(next).json();
    String changed = ids(before).get(5);
    String deleted = ids(before).get(7);
    org.patch(RunningOrg.DATA + "/sobjects/Contact/" + changed, "{\"LastName\":\"Changed\"}")
        .is(204);
    org.delete(RunningOrg.DATA + "/sobjects/Contact/" + deleted).is(204);
    assertThat(org.get(next).text()).isEqualTo(before.toString());
    assertThat(ids(query(soql, 2_000).json())).doesNotContain(changed, deleted);
  }

  @Test
  void a_locator_lives_two_days_and_belongs_to_its_user() {
    try (var own = RunningOrg.with(Map.of("Contact", 2_001L))) {
      String next = own.query("SELECT Id FROM Contact").json().path("nextRecordsUrl").asString();
      assertThat(own.get(next).status()).isEqualTo(200);
      assertThat(own.get(next.replace("01g", "01h")).error())
          .isEqualTo("400 INVALID_QUERY_LOCATOR: invalid query locator");
      assertThat(own.get(next + "9999").error()).startsWith("400 INVALID_QUERY_LOCATOR");
      own.advance("PT47H");
      assertThat(signedInAgain(own, next).status()).isEqualTo(200);
      own.advance("PT2H");
      assertThat(signedInAgain(own, next).error()).startsWith("400 INVALID_QUERY_LOCATOR");
    }
  }

  private static Answer signedInAgain(RunningOrg org, String path) {
    var client = org.ready().client();
    var form =
        "grant_type=client_credentials&client_id="
            + client.clientId()
            + "&client_secret="
            + client.clientSecret();
    String token =
        org.send(
                org.anonymous("/services/oauth2/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)))
            .json()
            .path("access_token")
            .asString();
    return org.send(org.anonymous(path).header("Authorization", "Bearer " + token));
  }

  @Test
  void a_count_has_no_records() {
    assertThat(org.query("SELECT COUNT() FROM Contact WHERE AccountId = null LIMIT 7").text())
        .isEqualTo("{\"totalSize\":7,\"done\":true,\"records\":[]}");
  }

  @Test
  void an_aggregate_has_no_address() {
    JsonNode record =
        org.query("SELECT COUNT(Id) total, MAX(Name) FROM Invoice__c")
            .json()
            .path("records")
            .get(0);
    assertThat(record.path("attributes").toString()).isEqualTo("{\"type\":\"AggregateResult\"}");
    assertThat(record.path("total").asInt()).isGreaterThanOrEqualTo(600);
    assertThat(record.has("expr0")).isTrue();
  }

  @Test
  void children_come_nested_or_as_null() {
    String parent = org.create("Account", "{\"Name\":\"Parent\"}");
    String soql =
        "SELECT Id, (SELECT Id, Amount__c FROM Invoices__r) FROM Account WHERE Id='" + parent + "'";
    assertThat(org.query(soql).json().path("records").get(0).path("Invoices__r").isNull()).isTrue();
    String child =
        org.create("Invoice__c", "{\"Account__c\":\"" + parent + "\",\"Amount__c\":12.50}");
    JsonNode children = org.query(soql).json().path("records").get(0).path("Invoices__r");
    assertThat(children.path("totalSize").asInt()).isEqualTo(1);
    assertThat(children.path("done").asBoolean()).isTrue();
    assertThat(children.path("records").get(0).path("Id").asString()).isEqualTo(child);
    assertThat(children.path("records").get(0).path("attributes").path("type").asString())
        .isEqualTo("Invoice__c");
  }

  @Test
  void query_all_shows_the_recycle_bin() {
    String id = org.create("Account", "{\"Name\":\"In the bin\"}");
    org.delete(RunningOrg.DATA + "/sobjects/Account/" + id).is(204);
    String soql = RunningOrg.encode("SELECT Id, IsDeleted FROM Account WHERE Name='In the bin'");
    assertThat(org.get(RunningOrg.DATA + "/query?q=" + soql).json().path("totalSize").asInt())
        .isZero();
    JsonNode all = org.get(RunningOrg.DATA + "/queryAll?q=" + soql).json();
    assertThat(all.path("totalSize").asInt()).isEqualTo(1);
    assertThat(all.path("records").get(0).path("IsDeleted").asBoolean()).isTrue();
  }

  @Test
  void a_wrong_statement_is_refused_with_its_code() {
    assertThat(org.query("SELECT Nope FROM Account").error()).startsWith("400 INVALID_FIELD: ");
    assertThat(org.query("SELECT Id FROM Nope").error()).startsWith("400 INVALID_TYPE: ");
    assertThat(org.query("SELECT Id FROM").error()).startsWith("400 MALFORMED_QUERY: ");
    assertThat(org.get(RunningOrg.DATA + "/query").error()).startsWith("400 MALFORMED_QUERY: ");
  }
}
