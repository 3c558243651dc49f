package dev.syncline.simulator.bulk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rules of the org bind those who load many records, and who come by SOAP, as all others. */
@TestInstance(Lifecycle.PER_CLASS)
class RulesInBulkTest {
  private static final String TICKETS = "\"object\":\"Ticket__c\",\"operation\":\"insert\"";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 2L), "rules.yaml");
  private final IngestClient client = new IngestClient(org);

  @AfterAll
  void stop() {
    org.close();
  }

  private String create(String header, String fields) {
    String envelope =
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns=\"urn:partner.soap.sforce.com\"><e:Header><SessionHeader><sessionId>"
            + org.ready().accessToken()
            + "</sessionId></SessionHeader>"
            + header
            + "</e:Header><e:Body><create><sObjects><type>Ticket__c</type>"
            + fields
            + "</sObjects></create></e:Body></e:Envelope>";
    return org.send(
            org.anonymous("/services/Soap/u/65.0")
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(envelope)))
        .is(200)
        .text();
  }

  @Test
  void validation_rules_and_automations_work_on_rows() {
    String id =
        client.load(
            TICKETS,
            "Name,Amount__c,Status__c,Due__c,Code__c\nBad,-1,New,,b1\nDone,1,Done,2026-01-01,b2\n");
    assertThat(client.rows(id, "failedResults"))
        .singleElement()
        .asString()
        .contains(
            "FIELD_CUSTOM_VALIDATION_EXCEPTION:The amount must not be negative.:Amount__c --");
    assertThat(
            org.value("SELECT Closed__c FROM Ticket__c WHERE Code__c='b2'", "Closed__c")
                .asBoolean())
        .isTrue();
  }

  @Test
  void a_column_that_the_user_must_not_see_is_not_found() {
    String id = client.load(TICKETS, "Name,Hidden__c\nA,x\n");
    assertThat(client.info(id).path("errorMessage").asString())
        .isEqualTo("InvalidBatch : Field name not found : Hidden__c");
    assertThat(
            org.post(IngestClient.JOBS, "{\"object\":\"Vault__c\",\"operation\":\"insert\"}")
                .error())
        .isEqualTo("400 INVALIDENTITY: Unable to find object: Vault__c");
  }

  @Test
  void a_field_that_the_user_must_not_write_refuses_its_row() {
    String id = client.load(TICKETS, "Name,Fixed__c\nA,x\n");
    List<String> failed = client.rows(id, "failedResults");
    assertThat(failed).singleElement().asString().contains("INVALID_FIELD_FOR_INSERT_UPDATE");
  }

  @Test
  void deleting_for_good_needs_its_permission() {
    String refusal =
        "hardDelete operation requires special user profile permission, please contact your system"
            + " administrator";
    assertThat(
            org.post(IngestClient.JOBS, "{\"object\":\"Shelf__c\",\"operation\":\"hardDelete\"}")
                .error())
        .isEqualTo("400 FEATURENOTENABLED: " + refusal);
    assertThat(
            org.send(
                    org.request("/services/async/65.0/job")
                        .header("Content-Type", "application/json")
                        .POST(
                            BodyPublishers.ofString(
                                "{\"object\":\"Shelf__c\",\"operation\":\"hardDelete\"}")))
                .text())
        .isEqualTo(
            "{\"exceptionCode\":\"FeatureNotEnabled\",\"exceptionMessage\":\"" + refusal + "\"}");
    org.post(IngestClient.JOBS, "{\"object\":\"Ticket__c\",\"operation\":\"hardDelete\"}").is(200);
    org.post(IngestClient.JOBS, "{\"object\":\"Shelf__c\",\"operation\":\"delete\"}").is(200);
  }

  @Test
  void duplicates_are_refused_by_SOAP_unless_the_caller_wants_them() {
    String email = "<Name>Twin</Name><Email__c>twin@example.com</Email__c>";
    assertThat(create("", email)).contains("<success>true</success>");
    String refused = create("", email);
    assertThat(refused)
        .contains(
            "<errors xsi:type=\"DuplicateError\">",
            "<statusCode>DUPLICATES_DETECTED</statusCode><duplicateResult>"
                + "<allowSave>true</allowSave><duplicateRule>Same_email</duplicateRule>"
                + "<duplicateRuleEntityType>Ticket__c</duplicateRuleEntityType>",
            "<matchConfidence>100.0</matchConfidence><record xsi:type=\"sf:sObject\">"
                + "<sf:type>Ticket__c</sf:type><sf:Id>",
            "<size>1</size><success>true</success></matchResults></duplicateResult></errors>");
    assertThat(
            create("<DuplicateRuleHeader><allowSave>true</allowSave></DuplicateRuleHeader>", email))
        .contains("<success>true</success>");
  }
}
