package dev.syncline.simulator.bulk.ingest;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rules, rights and ordered faults as rows of Bulk API 2.0 meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowErrorsTest {
  private static final String INSERT = "\"object\":\"Ticket__c\",\"operation\":\"insert\"";

  private RunningOrg org;
  private IngestClient client;

  @BeforeAll
  void start() {
    org = RunningOrg.with(Map.of(), "rules.yaml");
    client = new IngestClient(org);
  }

  @AfterAll
  void close() {
    org.close();
  }

  @Test
  void rows_fail_one_by_one_with_code_text_and_fields() {
    String id =
        client.load(
            INSERT,
            """
            Key__c,Amount__c,Email__c,Status__c
            fine,1,a@rows.example,New
            negative,-1,,New
            alike,1,a@rows.example,New
            fine,1,,New
            odd,1,,Nope
            """);
    assertThat(client.rows(id, "successfulResults")).hasSize(1);
    assertThat(String.join("\n", client.rows(id, "failedResults")))
        .contains(
            "FIELD_CUSTOM_VALIDATION_EXCEPTION:The amount must not be negative.:Amount__c --",
            "DUPLICATES_DETECTED:Use one of these records?:--",
            "DUPLICATE_VALUE:duplicate value found: Key__c duplicates value on record with id: ",
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:");
  }

  @Test
  void rows_can_be_refused_on_order() {
    org.post(
            "/__simulator/faults",
            "{\"match\":{\"object\":\"Ticket__c\",\"field\":\"Key__c\",\"value\":\"busy\"},"
                + "\"times\":1,\"do\":{\"error\":\"UNABLE_TO_LOCK_ROW\"}}")
        .is(201);
    String id = client.load(INSERT, "Key__c\nbusy\nfree\n");
    assertThat(client.rows(id, "successfulResults")).hasSize(1);
    assertThat(client.rows(id, "failedResults")).hasSize(1);
    assertThat(client.rows(id, "failedResults").getFirst())
        .contains("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record");
    String again = client.load(INSERT, "Key__c\nbusy\n");
    assertThat(client.rows(again, "successfulResults")).hasSize(1);
  }

  @Test
  void bulk_queries_read_formulas_masks_and_nothing_that_is_hidden() {
    org.create(
        "Ticket__c",
        "{\"Key__c\":\"bulk\",\"Amount__c\":200,\"Discount__c\":10,"
            + "\"Card__c\":\"4111111111111111\"}");
    String jobs = DATA + "/jobs/query";
    String query = "SELECT Net__c, Is_Big__c, Card__c FROM Ticket__c WHERE Key__c = 'bulk'";
    String id =
        org.post(jobs, "{\"operation\":\"query\",\"query\":\"" + query + "\"}")
            .is(200)
            .json()
            .path("id")
            .asString();
    JsonNode info = org.get(jobs + "/" + id).json();
    for (int i = 0; i < 100_000 && !info.path("state").asString().equals("JobComplete"); i++) {
      Thread.onSpinWait();
      info = org.get(jobs + "/" + id).json();
    }
    assertThat(org.get(jobs + "/" + id + "/results").is(200).text())
        .contains("\"180.0\",\"true\",\"XXXXXXXXXXXX1111\"");
    String hidden = "SELECT Hidden__c FROM Ticket__c";
    assertThat(org.post(jobs, "{\"operation\":\"query\",\"query\":\"" + hidden + "\"}").status())
        .isEqualTo(400);
  }
}
