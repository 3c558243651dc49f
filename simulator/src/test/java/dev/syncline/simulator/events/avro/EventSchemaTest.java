package dev.syncline.simulator.events.avro;

import static dev.syncline.simulator.schema.FieldDefinition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.SchemaFiles;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schemas of events have the shape and the ids that real orgs give them. */
class EventSchemaTest {
  @Test
  void the_id_in_the_rest_guide_is_that_of_its_platform_event() {
    assertThat(PlatformEventSchema.of(SampleObjects.lowInk()).id())
        .isEqualTo("5E5OtZj5_Gm6Vax9XMXH9A");
  }

  @Test
  void the_id_of_an_event_seen_in_a_real_org_is_reproduced() {
    var event = SampleObjects.object("CM_Test_Event_Two__e", field("Message__c", FieldType.STRING));
    assertThat(PlatformEventSchema.of(event).id()).isEqualTo("K98aAtiNFBjA-PJlcvaQ2g");
  }

  @Test
  void the_text_of_a_schema_names_its_own_id() {
    EventSchema schema = PlatformEventSchema.of(SampleObjects.lowInk());
    JsonNode text = JsonMapper.shared().readTree(schema.json());
    assertThat(text.path("uuid").stringValue()).isEqualTo(schema.id());
    assertThat(text.propertyNames()).containsExactly("name", "namespace", "type", "fields", "uuid");
    assertThat(EventSchema.of(schema.json())).isEqualTo(schema);
  }

  @Test
  void docs_do_not_change_the_id_and_a_renamed_field_does() {
    var one = SampleObjects.object("A__e", field("X__c", FieldType.STRING));
    var phone = SampleObjects.object("A__e", field("X__c", FieldType.PHONE));
    var renamed = SampleObjects.object("A__e", field("Y__c", FieldType.STRING));
    assertThat(PlatformEventSchema.of(phone).id()).isEqualTo(PlatformEventSchema.of(one).id());
    assertThat(PlatformEventSchema.of(renamed).id()).isNotEqualTo(PlatformEventSchema.of(one).id());
  }

  @Test
  void a_required_field_of_a_platform_event_is_not_nullable() {
    var event =
        SampleObjects.object("A__e", field("X__c", FieldType.STRING).without(Flag.NILLABLE));
    Schema.Field field = PlatformEventSchema.of(event).avro().getField("X__c");
    assertThat(field.schema().getType()).isEqualTo(Schema.Type.STRING);
  }

  @Test
  void change_events_of_custom_objects_drop_the_c() {
    assertThat(ChangeEventSchema.eventName("Order__c")).isEqualTo("Order__ChangeEvent");
    assertThat(ChangeEventSchema.eventName("Account")).isEqualTo("AccountChangeEvent");
  }

  @Test
  void an_account_has_the_name_of_a_company_or_of_a_person_and_a_contact_that_of_a_person() {
    var schema = SchemaFiles.standard();
    Schema account = ChangeEventSchema.of(schema.object("Account").orElseThrow()).schema().avro();
    Schema contact = ChangeEventSchema.of(schema.object("Contact").orElseThrow()).schema().avro();
    assertThat(account.getField("Name").schema().getTypes())
        .extracting(Schema::getName)
        .containsExactly("null", "string", "Switchable_PersonName");
    assertThat(contact.getField("Name").schema().getTypes().get(1).getFields())
        .extracting(Schema.Field::name)
        .containsExactly("Salutation", "FirstName", "LastName", "MiddleName", "Suffix");
    assertThat(contact.getFields())
        .extracting(Schema.Field::name)
        .startsWith(
            "ChangeEventHeader", "AccountId", "Name", "OtherAddress", "MailingAddress", "Phone")
        .doesNotContain("Id", "IsDeleted", "SystemModstamp", "LastName", "MailingCity")
        .contains("OwnerId", "CreatedDate", "LastModifiedById");
  }

  @Test
  void every_standard_object_has_a_schema_of_its_own() {
    List<String> ids =
        SchemaFiles.standard().objects().stream()
            .map(object -> ChangeEventSchema.of(object).schema().id())
            .toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[\\w-]{22}"));
  }

  @Test
  void a_store_finds_schemas_by_id_after_a_restart(@TempDir Path directory) {
    var first = SchemaStore.in(directory);
    EventSchema change = first.changeEvents(SampleObjects.shipment()).schema();
    EventSchema event = first.platformEvents(SampleObjects.lowInk());
    var second = SchemaStore.in(directory);
    assertThat(second.find(change.id()).orElseThrow().json()).isEqualTo(change.json());
    assertThat(second.find(event.id())).contains(event);
    assertThat(second.find("unknown")).isEmpty();
  }

  @Test
  void a_schema_that_is_no_record_is_refused() {
    assertThatThrownBy(() -> EventSchema.of("[]")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> EventSchema.of("{\"type\":\"array\",\"items\":\"int\"}"))
        .hasMessageContaining("a record, not a ARRAY");
  }
}
