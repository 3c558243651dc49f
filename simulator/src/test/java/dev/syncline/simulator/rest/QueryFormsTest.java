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
class QueryFormsTest {
  private final RunningOrg org = RunningOrg.with(Map.of("Account", 300L, "Contact", 10L));

  @AfterAll
  void stop() {
    org.close();
  }

  private JsonNode columns(String soql) {
    String path = RunningOrg.DATA + "/query?columns=true&q=" + RunningOrg.encode(soql);
    return org.get(path).is(200).json();
  }

  @Test
  void the_columns_of_a_statement_are_told_in_the_place_of_its_rows() {
    JsonNode answer =
        columns(
            "SELECT id, Parent.Owner.Name, NumberOfEmployees, (SELECT Name FROM Invoices__r)"
                + " FROM Account");
    assertThat(answer.path("entityName").asString()).isEqualTo("Account");
    assertThat(answer.path("keyPrefix").asString()).isEqualTo("001");
    assertThat(answer.path("idSelected").asBoolean()).isTrue();
    JsonNode columns = answer.path("columnMetadata");
    assertThat(columns.get(0).path("columnName").asString()).isEqualTo("Id");
    assertThat(columns.get(1).path("columnName").asString()).isEqualTo("Parent");
    JsonNode owner = columns.get(1).path("joinColumns").get(0);
    assertThat(owner.path("joinColumns").get(0).path("columnName").asString()).isEqualTo("Name");
    assertThat(columns.get(2).path("apexType").asString()).isEqualTo("Integer");
    assertThat(columns.get(3).path("aggregate").asBoolean()).isTrue();
    assertThat(columns.get(3).path("joinColumns").size()).isEqualTo(1);
  }

  @Test
  void groups_and_aggregates_are_columns_too() {
    JsonNode answer = columns("SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry");
    assertThat(answer.path("groupBy").asBoolean()).isTrue();
    assertThat(answer.path("columnMetadata").findValuesAsString("columnName"))
        .containsExactly("Industry", "expr0");
    assertThat(answer.path("columnMetadata").findValuesAsString("aggregate"))
        .containsExactly("false", "true");
    assertThat(answer.path("columnMetadata").findValuesAsString("displayName"))
        .containsExactly("Industry", "count(Id)");
  }

  @Test
  void a_plan_is_told_without_carrying_it_out() {
    String soql = "SELECT Id FROM Account WHERE Key__c = 'x'";
    JsonNode answer =
        org.get(RunningOrg.DATA + "/query/?explain=" + RunningOrg.encode(soql)).is(200).json();
    JsonNode plan = answer.path("plans").get(0);
    assertThat(plan.path("leadingOperationType").asString()).isEqualTo("Index");
    assertThat(plan.path("fields").get(0).asString()).isEqualTo("Key__c");
    assertThat(plan.path("sobjectType").asString()).isEqualTo("Account");
    assertThat(plan.path("sobjectCardinality").asLong()).isBetween(300L, 301L);
    assertThat(answer.path("sourceQuery").asString()).isEqualTo(soql);
    assertThat(org.get(RunningOrg.DATA + "/query?explain=nonsense").error())
        .startsWith("400 MALFORMED_QUERY");
  }

  @Test
  void the_way_from_a_record_leads_to_its_parent_and_its_children() {
    String account = org.create("Account", "{\"Name\":\"Parent\"}");
    String contact =
        org.create("Contact", "{\"LastName\":\"Child\",\"AccountId\":\"" + account + "\"}");
    String orphan = org.create("Contact", "{\"LastName\":\"Orphan\"}");
    String objects = RunningOrg.DATA + "/sobjects/";
    JsonNode parent =
        org.get(objects + "Contact/" + contact + "/account?fields=Name").is(200).json();
    assertThat(parent.path("Name").asString()).isEqualTo("Parent");
    JsonNode children = org.get(objects + "Account/" + account + "/Contacts").is(200).json();
    assertThat(children.path("totalSize").asInt()).isEqualTo(1);
    assertThat(children.path("records").get(0).path("LastName").asString()).isEqualTo("Child");
    assertThat(org.get(objects + "Contact/" + orphan + "/Account").status()).isEqualTo(404);
    assertThat(org.get(objects + "Contact/" + contact + "/Nothing").status()).isEqualTo(404);
  }
}
