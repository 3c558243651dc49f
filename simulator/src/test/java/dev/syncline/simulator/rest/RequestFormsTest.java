package dev.syncline.simulator.rest;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Forms of requests that clients use besides the commonest. */
class RequestFormsTest {
  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org = RunningOrg.with(Map.of("Account", 3L, "Contact", 5L));
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @Test
  void the_layout_of_a_record_type_is_where_its_describe_says() {
    String url =
        org.get(DATA + "/sobjects/Account/describe")
            .json()
            .path("recordTypeInfos")
            .path(0)
            .path("urls")
            .path("layout")
            .asString();
    assertThat(org.get(url).is(200).json().path("detailLayoutSections").isArray()).isTrue();
    org.get(DATA + "/sobjects/Account/describe/layouts/012000000000001AAA").is(404);
  }

  @Test
  void definitions_of_objects_and_fields_are_also_found_by_a_plain_query() {
    JsonNode answer =
        org.query(
                "SELECT QualifiedApiName, Label FROM EntityDefinition"
                    + " WHERE QualifiedApiName = 'Contact'")
            .is(200)
            .json();
    assertThat(answer.path("totalSize").asInt()).isEqualTo(1);
    assertThat(answer.has("size")).isFalse();
    assertThat(
            org.query(
                    "SELECT QualifiedApiName, DataType FROM FieldDefinition"
                        + " WHERE EntityDefinition.QualifiedApiName = 'Contact'"
                        + " AND QualifiedApiName = 'Email'")
                .is(200)
                .json()
                .findPath("DataType")
                .asString())
        .isEqualTo("email");
    assertThat(org.query("SELECT Id FROM Nothing__c").error()).startsWith("400 INVALID_TYPE");
  }

  @Test
  void records_are_counted_of_every_object_named_with_or_without_blanks() {
    JsonNode counts =
        org.get(DATA + "/limits/recordCount?sObjects=Account,%20Contact,Account").is(200).json();
    assertThat(counts.findValuesAsString("name")).containsExactly("Account", "Contact");
  }

  @Test
  void an_address_has_its_ten_properties() {
    String id = org.create("Account", "{\"Name\":\"A\",\"BillingCity\":\"Ulm\"}");
    JsonNode address = org.get(DATA + "/sobjects/Account/" + id).json().path("BillingAddress");
    assertThat(address.propertyNames())
        .containsExactly(
            "city",
            "country",
            "countryCode",
            "geocodeAccuracy",
            "latitude",
            "longitude",
            "postalCode",
            "state",
            "stateCode",
            "street");
  }

  @Test
  void what_was_looked_at_is_remembered_however_true_is_spelled() {
    String id = org.create("Contact", "{\"LastName\":\"Seen\"}");
    org.send(
            org.request(DATA + "/sobjects/Contact/" + id)
                .header("Sforce-Mru", "updateMru=TRUE")
                .GET())
        .is(200);
    assertThat(org.get(DATA + "/recent").text()).contains(id);
  }

  @Test
  void a_create_at_the_id_field_is_served_since_version_37() {
    String json = "{\"Name\":\"A\"}";
    org.post("/services/data/v37.0/sobjects/Account/Id", json).is(201);
    org.post("/services/data/v36.0/sobjects/Account/Id", json).is(405);
  }

  @Test
  void attributes_are_found_without_regard_to_case() {
    String body = "{\"Attributes\":{\"type\":\"Account\"},\"Name\":\"A\"}";
    org.post(DATA + "/sobjects/Account", body).is(201);
    JsonNode saved =
        org.send(
                org.request(DATA + "/composite/sobjects")
                    .POST(BodyPublishers.ofString("{\"records\":[" + body + "]}")))
            .is(200)
            .json();
    assertThat(saved.path(0).path("success").asBoolean()).isTrue();
  }
}
