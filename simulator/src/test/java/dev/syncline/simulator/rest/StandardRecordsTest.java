package dev.syncline.simulator.rest;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StandardRecordsTest {
  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org = RunningOrg.with(Map.of("Account", 2L));
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  private static JsonNode read(String object, String id) {
    return org.get(DATA + "/sobjects/" + object + "/" + id).is(200).json();
  }

  private static Answer refused(String object, String json) {
    return org.post(DATA + "/sobjects/" + object, json).is(400);
  }

  private static String account() {
    return org.create("Account", "{\"Name\":\"Acme\"}");
  }

  private static String contact(String account) {
    return org.create(
        "Contact",
        "{\"LastName\":\"Ng\",\"FirstName\":\"Ann\",\"AccountId\":\"%s\",\"Phone\":\"1\"}"
            .formatted(account));
  }

  @Test
  void a_case_takes_account_and_phone_from_its_contact_and_is_closed_by_its_status() {
    String account = account();
    String id = org.create("Case", "{\"ContactId\":\"%s\"}".formatted(contact(account)));
    assertThat(id).startsWith("500");
    JsonNode made = read("Case", id);
    assertThat(made.path("AccountId").asString()).isEqualTo(account);
    assertThat(made.path("ContactPhone").asString()).isEqualTo("1");
    assertThat(made.path("Status").asString()).isEqualTo("New");
    assertThat(made.path("CaseNumber").asString()).matches("\\d{8}");
    assertThat(made.path("ClosedDate").isNull()).isTrue();
    org.patch(DATA + "/sobjects/Case/" + id, "{\"Status\":\"Closed\"}").is(204);
    JsonNode closed = read("Case", id);
    assertThat(closed.path("IsClosed").asBoolean()).isTrue();
    assertThat(closed.path("ClosedDate").asString()).startsWith("2026-11-20T10:00");
  }

  @Test
  void an_event_needs_a_start_and_an_end_or_a_length() {
    assertThat(refused("Event", "{\"Subject\":\"Call\"}").error())
        .startsWith("400 REQUIRED_FIELD_MISSING:");
    String id =
        org.create(
            "Event",
            "{\"ActivityDateTime\":\"2026-12-01T23:30:00Z\",\"DurationInMinutes\":60,"
                + "\"WhatId\":\"%s\"}".formatted(account()));
    JsonNode made = read("Event", id);
    assertThat(made.path("EndDateTime").asString()).isEqualTo("2026-12-02T00:30:00.000+0000");
    assertThat(made.path("ActivityDate").asString()).isEqualTo("2026-12-01");
    assertThat(made.path("AccountId").asString()).startsWith("001");
  }

  @Test
  void an_opportunity_product_gets_price_total_and_product_from_its_price_book_entry() {
    String product = org.create("Product2", "{\"Name\":\"Pump\",\"ProductCode\":\"P1\"}");
    String book = org.create("Pricebook2", "{\"Name\":\"Main\"}");
    String entry =
        org.create(
            "PricebookEntry",
            "{\"Product2Id\":\"%s\",\"Pricebook2Id\":\"%s\",\"UnitPrice\":12.5}"
                .formatted(product, book));
    String deal =
        org.create(
            "Opportunity",
            "{\"Name\":\"D\",\"StageName\":\"Prospecting\",\"CloseDate\":\"2026-12-01\","
                + "\"Pricebook2Id\":\"%s\"}".formatted(book));
    String line =
        org.create(
            "OpportunityLineItem",
            "{\"OpportunityId\":\"%s\",\"PricebookEntryId\":\"%s\",\"Quantity\":3}"
                .formatted(deal, entry));
    JsonNode made = read("OpportunityLineItem", line);
    assertThat(made.path("UnitPrice").asDouble()).isEqualTo(12.5);
    assertThat(made.path("TotalPrice").asDouble()).isEqualTo(37.5);
    assertThat(made.path("Product2Id").asString()).isEqualTo(product);
    assertThat(made.path("ProductCode").asString()).isEqualTo("P1");
    JsonNode lines =
        org.query(
                "SELECT Name, (SELECT Name FROM OpportunityLineItems) FROM Opportunity"
                    + " WHERE Pricebook2.Name = 'Main'")
            .is(200)
            .json();
    assertThat(lines.findPath("OpportunityLineItems").path("totalSize").asInt()).isEqualTo(1);
  }

  @Test
  void a_campaign_member_carries_the_name_of_its_person() {
    String campaign = org.create("Campaign", "{\"Name\":\"Fair\"}");
    String member =
        org.create(
            "CampaignMember",
            "{\"CampaignId\":\"%s\",\"ContactId\":\"%s\",\"Status\":\"Responded\"}"
                .formatted(campaign, contact(account())));
    JsonNode made = read("CampaignMember", member);
    assertThat(made.path("Name").asString()).isEqualTo("Ann Ng");
    assertThat(made.path("Type").asString()).isEqualTo("Contact");
    assertThat(made.path("HasResponded").asBoolean()).isTrue();
    assertThat(refused("CampaignMember", "{\"CampaignId\":\"%s\"}".formatted(campaign)).error())
        .startsWith("400 REQUIRED_FIELD_MISSING:");
  }

  @Test
  void events_of_a_converted_lead_go_to_its_contact_and_members_know_both() {
    String lead = org.create("Lead", "{\"LastName\":\"Ng\",\"Company\":\"Acme\"}");
    String campaign = org.create("Campaign", "{\"Name\":\"Fair\"}");
    String member =
        org.create(
            "CampaignMember",
            "{\"CampaignId\":\"%s\",\"LeadId\":\"%s\"}".formatted(campaign, lead));
    String event =
        org.create(
            "Event",
            "{\"StartDateTime\":\"2026-12-01T10:00:00Z\",\"DurationInMinutes\":30,"
                + "\"WhoId\":\"%s\"}".formatted(lead));
    org.post(
            "/__simulator/records",
            ("{\"writes\":[{\"op\":\"convert\",\"id\":\"%s\","
                    + "\"convertedStatus\":\"Closed - Converted\"}]}")
                .formatted(lead))
        .is(200);
    String contact = read("Event", event).path("WhoId").asString();
    assertThat(contact).startsWith("003");
    JsonNode both = read("CampaignMember", member);
    assertThat(both.path("LeadId").asString()).isEqualTo(lead);
    assertThat(both.path("ContactId").asString()).isEqualTo(contact);
  }

  @Test
  void an_asset_without_account_and_contact_is_refused() {
    assertThat(refused("Asset", "{\"Name\":\"A\"}").error())
        .startsWith("400 FIELD_INTEGRITY_EXCEPTION:");
  }

  @Test
  void a_contract_ends_with_its_term() {
    String id =
        org.create(
            "Contract",
            "{\"AccountId\":\"%s\",\"StartDate\":\"2026-01-31\",\"ContractTerm\":12}"
                .formatted(account()));
    JsonNode made = read("Contract", id);
    assertThat(made.path("EndDate").asString()).isEqualTo("2027-01-30");
    assertThat(made.path("StatusCode").asString()).isEqualTo("Draft");
  }

  @Test
  void there_are_none_of_them_unless_they_are_asked_for() {
    for (String object : new String[] {"Case", "Event", "Campaign", "Product2", "Individual"}) {
      assertThat(
              org.query(
                      "SELECT COUNT() FROM " + object + " WHERE CreatedDate < 2026-11-20T10:00:00Z")
                  .json()
                  .path("totalSize")
                  .asInt())
          .isZero();
    }
  }

  @Test
  void cases_merge_and_what_pointed_to_the_loser_points_to_the_master() {
    String master = org.create("Case", "{\"Subject\":\"one\"}");
    String loser = org.create("Case", "{\"Subject\":\"two\"}");
    String child = org.create("Case", "{\"ParentId\":\"%s\"}".formatted(loser));
    org.post(
            "/__simulator/records",
            "{\"writes\":[{\"op\":\"merge\",\"object\":\"Case\",\"id\":\"%s\",\"merge\":[\"%s\"]}]}"
                .formatted(master, loser))
        .is(200);
    assertThat(read("Case", child).path("ParentId").asString()).isEqualTo(master);
  }
}
