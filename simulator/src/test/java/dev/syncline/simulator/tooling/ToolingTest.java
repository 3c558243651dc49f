package dev.syncline.simulator.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class ToolingTest {
  private static final String TOOLING = RunningOrg.DATA + "/tooling";
  private static final String OBJECTS = TOOLING + "/sobjects/";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 1L));

  @AfterAll
  void stop() {
    org.close();
  }

  private JsonNode query(String soql) {
    return org.get(TOOLING + "/query/?q=" + RunningOrg.encode(soql)).is(200).json();
  }

  private String create(String object, String body) {
    return org.post(OBJECTS + object, body).is(201).json().path("id").asString();
  }

  @Test
  void objects_and_fields_are_records() {
    JsonNode found =
        query(
            "SELECT DurableId, KeyPrefix, IsQueryable FROM EntityDefinition WHERE Label ="
                + " 'Account'");
    assertThat(found.path("size").asInt()).isEqualTo(1);
    assertThat(found.path("entityTypeName").asString()).isEqualTo("EntityDefinition");
    assertThat(found.path("records").get(0).path("KeyPrefix").asString()).isEqualTo("001");
    assertThat(found.path("records").get(0).path("attributes").path("url").asString())
        .startsWith(TOOLING + "/sobjects/EntityDefinition/4ie");
    JsonNode fields =
        query(
            "SELECT QualifiedApiName, EntityDefinition.KeyPrefix, Length FROM FieldDefinition WHERE"
                + " EntityDefinition.QualifiedApiName = 'Account' AND IsIndexed = TRUE AND"
                + " QualifiedApiName LIKE '%\\_\\_c' ORDER BY QualifiedApiName");
    assertThat(fields.path("records").findValuesAsString("QualifiedApiName"))
        .containsExactly("Code__c", "Key__c", "Number__c");
    assertThat(fields.path("records").get(0).path("Length").asInt()).isEqualTo(40);
  }

  @Test
  void managed_subscriptions_are_set_up_found_changed_and_removed() {
    String id =
        create(
            "ManagedEventSubscription",
            "{\"FullName\":\"Mine\",\"Metadata\":{\"label\":\"Mine\",\"topicName\":"
                + "\"/data/AccountChangeEvent\",\"defaultReplay\":\"EARLIEST\","
                + "\"state\":\"RUN\"}}");
    assertThat(id).startsWith("18x").hasSize(18);
    String soql =
        "SELECT Id, DeveloperName, Metadata FROM ManagedEventSubscription WHERE"
            + " DeveloperName='Mine' LIMIT 1";
    JsonNode record = query(soql).path("records").get(0);
    assertThat(record.path("Id").asString()).isEqualTo(id);
    assertThat(record.path("Metadata").path("topicName").asString())
        .isEqualTo("/data/AccountChangeEvent");
    assertThat(record.path("Metadata").path("defaultReplay").asString()).isEqualTo("EARLIEST");
    org.patch(
            OBJECTS + "ManagedEventSubscription/" + id,
            "{\"Metadata\":{\"topicName\":\"/data/AccountChangeEvent\",\"state\":\"STOP\"}}")
        .is(204);
    assertThat(
            org.get(OBJECTS + "ManagedEventSubscription/" + id)
                .json()
                .path("Metadata")
                .path("state")
                .asString())
        .isEqualTo("STOP");
    org.delete(OBJECTS + "ManagedEventSubscription/" + id).is(204);
    assertThat(query(soql).path("size").asInt()).isZero();
    assertThat(org.get(OBJECTS + "ManagedEventSubscription/" + id).status()).isEqualTo(404);
  }

  @Test
  void channels_are_made_and_carry_what_they_are_told() {
    String channel =
        create(
            "PlatformEventChannel",
            "{\"FullName\":\"Sales__chn\",\"Metadata\":{\"channelType\":\"data\","
                + "\"label\":\"S\"}}");
    String member =
        create(
            "PlatformEventChannelMember",
            "{\"FullName\":\"Sales_chn_AccountChangeEvent\",\"Metadata\":{\"eventChannel\":"
                + "\"Sales__chn\",\"selectedEntity\":\"AccountChangeEvent\"}}");
    String soql =
        "SELECT Id, SelectedEntity FROM PlatformEventChannelMember WHERE EventChannel ="
            + " 'Sales__chn'";
    assertThat(query(soql).path("records").findValuesAsString("SelectedEntity"))
        .containsExactly("AccountChangeEvent");
    org.delete(OBJECTS + "PlatformEventChannelMember/" + member).is(204);
    assertThat(query(soql).path("size").asInt()).isZero();
    assertThat(query("SELECT Id, DeveloperName FROM PlatformEventChannel").path("records").get(0))
        .satisfies(row -> assertThat(row.toString()).contains(channel, "\"Sales\""));
    org.delete(OBJECTS + "PlatformEventChannel/" + channel).is(204);
    assertThat(query("SELECT Id FROM PlatformEventChannel").path("size").asInt()).isZero();
  }

  @Test
  void the_standard_channel_can_be_narrowed() {
    String soql =
        "SELECT Id FROM PlatformEventChannelMember WHERE EventChannel = 'ChangeEvents' AND"
            + " SelectedEntity = 'LeadChangeEvent'";
    String id = query(soql).path("records").get(0).path("Id").asString();
    org.delete(OBJECTS + "PlatformEventChannelMember/" + id).is(204);
    assertThat(query(soql).path("size").asInt()).isZero();
    String again =
        create(
            "PlatformEventChannelMember",
            "{\"FullName\":\"x\",\"Metadata\":{\"eventChannel\":\"ChangeEvents\","
                + "\"selectedEntity\":\"LeadChangeEvent\"}}");
    assertThat(again).isEqualTo(id);
    assertThat(query(soql).path("size").asInt()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_set_up_is_refused() {
    List<String> bodies =
        List.of(
            "{\"FullName\":\"Bad\",\"Metadata\":{\"channelType\":\"data\"}}",
            "{\"Metadata\":{}}",
            "{");
    bodies.forEach(
        body ->
            assertThat(org.post(OBJECTS + "PlatformEventChannel", body).status()).isEqualTo(400));
    assertThat(
            org.post(
                    OBJECTS + "PlatformEventChannelMember",
                    "{\"FullName\":\"x\",\"Metadata\":{\"eventChannel\":\"No__chn\","
                        + "\"selectedEntity\":\"AccountChangeEvent\"}}")
                .error())
        .startsWith("400 INVALID_INPUT: There is no channel No__chn");
    assertThat(org.post(OBJECTS + "EntityDefinition", "{\"FullName\":\"x\"}").error())
        .startsWith("400 INVALID_TYPE_FOR_OPERATION");
    assertThat(org.post(OBJECTS + "Nope", "{}").status()).isEqualTo(404);
    assertThat(org.get(TOOLING + "/query?q=SELECT+Id+FROM+Account").error())
        .startsWith("400 INVALID_TYPE");
  }

  @Test
  void its_objects_are_described() {
    assertThat(org.get(TOOLING + "/sobjects").json().path("sobjects").findValuesAsString("name"))
        .contains("EntityDefinition", "ManagedEventSubscription");
    assertThat(
            org.get(OBJECTS + "PlatformEventChannel/describe")
                .json()
                .path("fields")
                .findValuesAsString("name"))
        .contains("ChannelType", "Metadata");
  }
}
