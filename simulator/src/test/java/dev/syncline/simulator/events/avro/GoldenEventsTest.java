package dev.syncline.simulator.events.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** What real orgs sent: ids, payloads and bitmaps come out the same. */
class GoldenEventsTest {
  @Test
  void the_id_of_each_captured_schema_is_reproduced() {
    Map<String, String> computed = new TreeMap<>();
    Map<String, String> captured = new TreeMap<>();
    for (var golden : GoldenFiles.schemas()) {
      computed.put(golden.id(), EventSchema.of(golden.json()).id());
      captured.put(golden.id(), golden.id());
    }
    assertThat(computed).isEqualTo(captured).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void captured_payloads_come_back_byte_for_byte() {
    int compared = 0;
    for (var event : GoldenFiles.events()) {
      EventSchema schema = EventSchema.of(GoldenFiles.schema(event.schemaId()).json());
      GenericRecord decoded = AvroBytes.decode(schema.avro(), event.payload());
      assertThat(AvroBytes.encode(decoded)).isEqualTo(event.payload());
      compared++;
    }
    assertThat(compared).isEqualTo(6);
  }

  @Test
  void captured_headers_are_written_by_our_own_header_byte_for_byte() {
    for (var event : GoldenFiles.events()) {
      EventSchema schema = EventSchema.of(GoldenFiles.schema(event.schemaId()).json());
      var header = (GenericRecord) AvroBytes.decode(schema.avro(), event.payload()).get(0);
      byte[] captured = AvroBytes.encode(header);
      assertThat(AvroBytes.encode(headerOf(header).toAvro(header.getSchema()))).isEqualTo(captured);
      assertThat(event.payload()).startsWith(captured);
    }
  }

  @Test
  void captured_bitmaps_name_the_fields_whose_values_are_there() {
    List<List<String>> names =
        GoldenFiles.events().stream().map(GoldenEventsTest::changedNames).toList();
    assertThat(names)
        .contains(
            List.of("LastModifiedDate", "ShippingAddress.Street"),
            List.of("ShippingAddress.Latitude", "ShippingAddress.Longitude"),
            List.of("Name", "LastModifiedDate"));
  }

  private static List<String> changedNames(GoldenFiles.GoldenEvent event) {
    EventSchema schema = EventSchema.of(GoldenFiles.schema(event.schemaId()).json());
    var header = (GenericRecord) AvroBytes.decode(schema.avro(), event.payload()).get(0);
    return FieldMarks.names(schema.avro(), headerOf(header).changedFields());
  }

  private static ChangeEventHeader headerOf(GenericRecord header) {
    return new ChangeEventHeader(
        header.get("entityName").toString(),
        texts(header.get("recordIds")),
        ChangeType.valueOf(header.get("changeType").toString()),
        header.get("changeOrigin").toString(),
        header.get("transactionKey").toString(),
        (Integer) header.get("sequenceNumber"),
        (Long) header.get("commitTimestamp"),
        (Long) header.get("commitNumber"),
        header.get("commitUser").toString(),
        texts(header.get("nulledFields")),
        texts(header.get("diffFields")),
        texts(header.get("changedFields")));
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(Object::toString).collect(Collectors.toList());
  }

  @Test
  void schemas_drawn_from_an_object_like_the_captured_one_have_its_id_and_docs() {
    int drawn = 0;
    for (var golden : GoldenFiles.schemas()) {
      if (!golden.json().contains("SNAPSHOT")) {
        continue;
      }
      EventSchema captured = EventSchema.of(golden.json());
      ChangeEventSchema ours = ChangeEventSchema.of(ObjectOfSchema.like(captured));
      assertThat(ours.schema().id()).as(captured.name()).isEqualTo(golden.id());
      assertThat(docs(ours.schema())).isEqualTo(docs(captured));
      drawn++;
    }
    assertThat(drawn).isEqualTo(4);
  }

  /** Docs without the ids of custom fields, which differ from org to org. */
  private static List<String> docs(EventSchema schema) {
    return schema.avro().getFields().stream()
        .map(f -> f.name() + " " + String.valueOf(f.doc()).replaceFirst(":00N.*", ":00N"))
        .toList();
  }
}
