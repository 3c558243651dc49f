package dev.syncline.simulator.rest;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditFieldsTest {
  private static final String LEADS = DATA + "/sobjects/Lead";
  private static final String CONTACTS = DATA + "/sobjects/Contact";
  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org = RunningOrg.with(Map.of("Account", 1L));
    org.post(
            "/__simulator/schema",
            "objects: {Contact: {extend: true, access: {setAuditFields: true}}}")
        .is(200);
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  private static String contact(String audit) {
    return "{\"LastName\":\"A\"," + audit + "}";
  }

  @Test
  void a_create_says_when_the_record_was_made_and_the_stamp_stays_the_orgs() {
    String user = org.value("SELECT Id FROM User ORDER BY Id DESC LIMIT 1", "Id").asString();
    String id =
        org.create(
            "Contact",
            contact(
                "\"CreatedDate\":\"2001-02-03T04:05:06Z\",\"CreatedById\":\"%s\",".formatted(user)
                    + "\"LastModifiedDate\":\"2002-02-03T04:05:06Z\""));
    JsonNode made = org.get(CONTACTS + "/" + id).json();
    assertThat(made.path("CreatedDate").asString()).isEqualTo("2001-02-03T04:05:06.000+0000");
    assertThat(made.path("CreatedById").asString()).isEqualTo(user);
    assertThat(made.path("LastModifiedDate").asString()).startsWith("2002-02-03");
    assertThat(made.path("SystemModstamp").asString()).startsWith("2026-11-20T10");
    org.patch(CONTACTS + "/" + id, "{\"LastName\":\"B\"}").is(204);
    JsonNode changed = org.get(CONTACTS + "/" + id).json();
    assertThat(changed.path("LastModifiedDate").asString()).startsWith("2026-11-20T10");
    assertThat(changed.path("CreatedDate").asString()).startsWith("2001-02-03");
  }

  @Test
  void an_update_does_not_and_without_the_permission_no_write_does() {
    String id = org.create("Contact", "{\"LastName\":\"A\"}");
    String date = "\"CreatedDate\":\"2001-02-03T04:05:06Z\"";
    assertThat(org.patch(CONTACTS + "/" + id, "{" + date + "}").error())
        .startsWith("400 INVALID_FIELD_FOR_INSERT_UPDATE");
    assertThat(org.post(LEADS, "{\"LastName\":\"A\",\"Company\":\"B\"," + date + "}").error())
        .startsWith("400 INVALID_FIELD_FOR_INSERT_UPDATE");
    JsonNode fields = org.get(CONTACTS + "/describe").json().path("fields");
    assertThat(
            fields
                .valueStream()
                .filter(field -> field.path("name").asString().equals("CreatedDate"))
                .map(field -> field.path("createable").asBoolean()))
        .containsExactly(true);
  }

  @Test
  void dates_before_1970_and_changes_before_the_making_are_refused() {
    assertThat(org.post(CONTACTS, contact("\"CreatedDate\":\"1969-12-31T23:59:59Z\"")).error())
        .startsWith("400 INVALID_FIELD:");
    assertThat(org.post(CONTACTS, contact("\"LastModifiedDate\":\"2002-01-01T00:00:00Z\"")).error())
        .startsWith("400 FIELD_INTEGRITY_EXCEPTION");
  }
}
