package dev.syncline.simulator.events.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Change events carry values, marks and differences, and read back the same. */
class ChangeEventBodyTest {
  private static final ObjectDefinition SHIPMENT = SampleObjects.shipment();
  private static final ChangeEventSchema SCHEMA = ChangeEventSchema.of(SHIPMENT);

  @Test
  void each_single_change_of_a_field_sets_its_own_bit_and_carries_its_own_value() {
    List<FieldDefinition> fields = SampleObjects.values(SHIPMENT);
    assertThat(SCHEMA.schema().avro().getFields()).hasSize(1 + 12);
    assertThat(fields).hasSize(16);
    for (FieldDefinition field : fields) {
      var body = new ChangeEventBody(SCHEMA);
      body.change(field, sample(field));
      Slot slot = SCHEMA.slot(field).orElseThrow();
      GenericRecord event = decoded(body);
      for (int i = 1; i < event.getSchema().getFields().size(); i++) {
        assertThat(event.get(i) != null).as(field + " at " + i).isEqualTo(i == slot.index());
      }
      assertThat(FieldMarks.names(event.getSchema(), body.changedFields()))
          .as(field.name())
          .containsExactly(nameOf(event, slot));
      assertThat(body.nulledFields()).isEmpty();
      assertThat(body.changes()).isEqualTo(1);
    }
  }

  @Test
  void each_emptied_field_is_changed_and_nulled_and_carries_nothing() {
    for (FieldDefinition field : SampleObjects.values(SHIPMENT)) {
      var body = new ChangeEventBody(SCHEMA);
      body.change(field, null);
      assertThat(body.nulledFields()).isEqualTo(body.changedFields()).hasSize(1);
      assertThat(body.encode()).isEqualTo(ChangeEventBytes.emptyBody(SCHEMA));
    }
  }

  @Test
  void values_travel_in_the_units_of_events() {
    var body = new ChangeEventBody(SCHEMA);
    SampleObjects.values(SHIPMENT).forEach(field -> body.carry(field, sample(field)));
    GenericRecord event = decoded(body);
    assertThat(event.get("Paid__c")).isEqualTo(true);
    assertThat(event.get("Parcels__c")).isEqualTo(7);
    assertThat(event.get("Weight__c")).isEqualTo(1.25);
    assertThat(event.get("Due__c")).isEqualTo(1_709_164_800_000L);
    assertThat(event.get("Sent__c")).isEqualTo(1_714_149_392_000L);
    assertThat(event.get("Pickup__c")).isEqualTo(13 * 3_600_000L + 5 * 60_000L);
    assertThat(((GenericRecord) event.get("HomeAddress")).get("Street")).hasToString("Ü, 1\n2");
    assertThat(((GenericRecord) event.get("Site__c")).get("Longitude")).isEqualTo(1.25);
    assertThat(body.changedFields()).isEmpty();
  }

  @Test
  void a_difference_is_marked_as_changed_and_as_different() {
    var body = new ChangeEventBody(SCHEMA);
    body.changeBy(SHIPMENT.requireField("Notes__c"), "--- \n+++ abc\n");
    assertThat(body.diffFields()).isEqualTo(body.changedFields()).containsExactly("0x0200");
  }

  @Test
  void fields_that_events_do_not_carry_leave_no_trace() {
    var body = new ChangeEventBody(SCHEMA);
    body.change(SHIPMENT.requireField("SystemModstamp"), Instant.EPOCH);
    body.carry(SHIPMENT.requireField("Id"), "a00000000000001AAA");
    assertThat(body.changes()).isZero();
    assertThat(body.encode()).isEqualTo(ChangeEventBytes.emptyBody(SCHEMA));
  }

  @Test
  void cut_and_overlong_payloads_are_refused() {
    byte[] payload = payload(new ChangeEventBody(SCHEMA));
    byte[] cut = java.util.Arrays.copyOf(payload, payload.length - 1);
    byte[] longer = java.util.Arrays.copyOf(payload, payload.length + 1);
    var avro = SCHEMA.schema().avro();
    assertThatThrownBy(() -> AvroBytes.decode(avro, cut))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AvroBytes.decode(avro, longer)).hasMessageContaining("left over");
    assertThatThrownBy(() -> AvroBytes.decode(avro, new byte[] {-1, -1, -1, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_streaming_form_has_names_iso_dates_and_no_empty_field() {
    var body = new ChangeEventBody(SCHEMA);
    for (String name : List.of("Paid__c", "Due__c", "Sent__c", "Pickup__c", "HomeStreet")) {
      FieldDefinition field = SHIPMENT.requireField(name);
      body.change(field, sample(field));
    }
    body.change(SHIPMENT.requireField("Price__c"), null);
    body.changeBy(SHIPMENT.requireField("Notes__c"), "--- \n+++ abc\n");
    JsonNode json = json(payload(body), true);
    assertThat(json.path("Due__c").stringValue()).isEqualTo("2024-02-29");
    assertThat(json.path("Sent__c").stringValue()).isEqualTo("2024-04-26T16:36:32.000Z");
    assertThat(json.path("Pickup__c").stringValue()).isEqualTo("13:05:00.000Z");
    assertThat(json.path("HomeAddress").propertyNames()).containsExactly("Street");
    assertThat(json.path("Notes__c").path("diff").stringValue()).startsWith("--- \n+++ abc");
    assertThat(json.has("Price__c")).isFalse();
    JsonNode header = json.path("ChangeEventHeader");
    assertThat(header.path("changedFields").valueStream().map(JsonNode::stringValue))
        .containsExactly(
            "Paid__c",
            "Price__c",
            "Due__c",
            "Sent__c",
            "Pickup__c",
            "Notes__c",
            "HomeAddress.Street");
    assertThat(header.has("nulledFields") || header.has("diffFields")).isFalse();
    assertThat(header.path("commitNumber").longValue()).isEqualTo(4711);
    assertThat(json(payload(body), false).path("Sent__c").stringValue())
        .isEqualTo("2024-04-26T16:36:32Z");
  }

  private static JsonNode json(byte[] payload, boolean milliseconds) {
    var text = new StringWriter();
    try (var out = JsonMapper.shared().createGenerator(text)) {
      EventJson.write(out, SCHEMA.schema(), payload, milliseconds);
    }
    return JsonMapper.shared().readTree(text.toString());
  }

  private static String nameOf(GenericRecord event, Slot slot) {
    var field = event.getSchema().getFields().get(slot.index());
    return slot.nested()
        ? field.name() + "." + field.schema().getTypes().get(1).getFields().get(slot.inner()).name()
        : field.name();
  }

  private static GenericRecord decoded(ChangeEventBody body) {
    return AvroBytes.decode(SCHEMA.schema().avro(), payload(body));
  }

  private static byte[] payload(ChangeEventBody body) {
    var header =
        new ChangeEventHeader(
            "Shipment__c",
            List.of("a00000000000001AAA"),
            ChangeType.UPDATE,
            "",
            "00000000-0000-0000-0000-000000000001",
            1,
            1_714_149_392_000L,
            4711,
            "005000000000001AAA",
            body.nulledFields(),
            body.diffFields(),
            body.changedFields());
    return ChangeEventBytes.payload(SCHEMA, header, body.encode());
  }

  private static Object sample(FieldDefinition field) {
    return switch (field.type()) {
      case BOOLEAN -> true;
      case INT -> BigDecimal.valueOf(7);
      case DOUBLE, CURRENCY -> new BigDecimal("1.25");
      case DATE -> LocalDate.of(2024, 2, 29);
      case DATETIME -> Instant.ofEpochSecond(1_714_149_392);
      case TIME -> LocalTime.of(13, 5);
      default -> "Ü, 1\n2";
    };
  }
}
