package dev.syncline.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ExternalIdTest {
  private static final String ACCOUNT = RunningOrg.DATA + "/sobjects/Account/";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 20L));

  @AfterAll
  void stop() {
    org.close();
  }

  @Test
  void an_upsert_creates_first_and_updates_then() {
    var created = org.patch(ACCOUNT + "Key__c/k%2F1%20%C3%A9", "{\"Name\":\"A\"}");
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().path("id").asString();
    assertThat(created.text())
        .isEqualTo("{\"id\":\"" + id + "\",\"success\":true,\"errors\":[],\"created\":true}");
    assertThat(created.header("Location")).isEqualTo(ACCOUNT + id);
    assertThat(org.get(ACCOUNT + id).json().path("Key__c").asString()).isEqualTo("k/1 é");

    var updated = org.patch(ACCOUNT + "key__C/K%2F1%20%C3%A9", "{\"Name\":\"B\"}");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.text())
        .isEqualTo("{\"id\":\"" + id + "\",\"success\":true,\"errors\":[],\"created\":false}");
    assertThat(org.get(ACCOUNT + "Key__c/k%2F1%20%C3%A9").json().path("Name").asString())
        .isEqualTo("B");
  }

  @Test
  void up_to_version_45_an_update_by_upsert_has_no_body() {
    String v45 = "/services/data/v45.0/sobjects/Account/Key__c/old";
    assertThat(org.patch(v45, "{\"Name\":\"A\"}").status()).isEqualTo(201);
    var updated = org.patch(v45, "{\"Name\":\"B\"}");
    assertThat(updated.status()).isEqualTo(204);
    assertThat(updated.text()).isEmpty();
  }

  @Test
  void several_matches_are_listed_and_nothing_is_written() {
    String first = org.create("Account", "{\"Name\":\"A\",\"Code__c\":\"twice\"}");
    String second = org.create("Account", "{\"Name\":\"B\",\"Code__c\":\"twice\"}");
    for (var answer :
        new RunningOrg.Answer[] {
          org.patch(ACCOUNT + "Code__c/twice", "{\"Name\":\"C\"}"),
          org.get(ACCOUNT + "Code__c/twice"),
          org.delete(ACCOUNT + "Code__c/twice")
        }) {
      assertThat(answer.status()).isEqualTo(300);
      assertThat(answer.json().valueStream().map(node -> node.asString()))
          .containsExactlyInAnyOrder(ACCOUNT + first, ACCOUNT + second);
    }
  }

  @Test
  void update_only_creates_nothing() {
    assertThat(org.patch(ACCOUNT + "Key__c/absent?updateOnly=true", "{\"Name\":\"A\"}").error())
        .startsWith("404 NOT_FOUND");
    assertThat(org.get(ACCOUNT + "Key__c/absent").error()).startsWith("404 NOT_FOUND");
  }

  @Test
  void only_external_ids_and_id_lookups_are_keys() {
    assertThat(org.patch(ACCOUNT + "Description/x", "{\"Name\":\"A\"}").error())
        .isEqualTo(
            "404 NOT_FOUND: Provided external ID field does not exist or is not accessible:"
                + " Description");
    assertThat(org.get(ACCOUNT + "Nope__c/x").error()).startsWith("404 NOT_FOUND");
  }

  @Test
  void the_key_and_the_id_do_not_belong_into_the_body() {
    assertThat(org.patch(ACCOUNT + "Key__c/k2", "{\"Name\":\"A\",\"Key__c\":\"k2\"}").error())
        .startsWith("400 INVALID_FIELD: The Key__c field should not be specified");
    assertThat(org.patch(ACCOUNT + "Key__c/k2", "{\"Name\":\"A\",\"Id\":null}").error())
        .startsWith("400 INVALID_FIELD: The Id field should not be specified");
  }

  @Test
  void a_number_can_be_a_key() {
    String id =
        org.patch(ACCOUNT + "Number__c/12345", "{\"Name\":\"A\"}")
            .is(201)
            .json()
            .path("id")
            .asString();
    assertThat(org.patch(ACCOUNT + "Number__c/12345", "{\"Name\":\"B\"}").status()).isEqualTo(200);
    assertThat(org.get(ACCOUNT + id).json().path("Number__c").decimalValue())
        .isEqualByComparingTo("12345");
  }

  @Test
  void the_id_itself_can_be_the_key() {
    var created = org.post(ACCOUNT + "Id", "{\"Name\":\"A\"}");
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().path("id").asString();
    assertThat(org.patch(ACCOUNT + "Id/" + id, "{\"Name\":\"B\"}").status()).isEqualTo(200);
    assertThat(org.get(ACCOUNT + "Id/" + id).json().path("Name").asString()).isEqualTo("B");
    assertThat(org.patch(ACCOUNT + "Id/001zzzzzzzzzzzz", "{\"Name\":\"B\"}").status())
        .isEqualTo(404);
  }

  @Test
  void a_record_can_be_deleted_by_its_key_which_is_free_again_then() {
    org.patch(ACCOUNT + "Key__c/gone", "{\"Name\":\"A\"}").is(201);
    assertThat(org.delete(ACCOUNT + "Key__c/gone").status()).isEqualTo(204);
    assertThat(org.delete(ACCOUNT + "Key__c/gone").status()).isEqualTo(404);
    assertThat(org.patch(ACCOUNT + "Key__c/gone", "{\"Name\":\"B\"}").status()).isEqualTo(201);
  }
}
