package dev.syncline.salesforce.event;

import static dev.syncline.salesforce.event.EventFixture.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Payloads of platform events. */
class MessageReaderTest {
  private static FieldName name(String name) {
    return new FieldName(name);
  }

  @Test
  void a_platform_event_has_its_fields() {
    String json =
        """
        {"name":"Paid__e","namespace":"com.sforce.eventbus","type":"record","fields":[
         {"name":"CreatedDate","type":"long","doc":"CreatedDate:DateTime"},
         {"name":"CreatedById","type":"string","doc":"CreatedBy:EntityId"},
         {"name":"Order__c","type":["null","string"],"doc":"Data:Text:00N1","default":null},
         {"name":"Day__c","type":["null","long"],"doc":"Data:DateOnly:00N2","default":null},
         {"name":"Sum__c","type":["null","double"],"doc":"Data:Double:00N3","default":null},
         {"name":"Nothing__c","type":["null","string"],"doc":"Data:Text:00N4","default":null}]}
        """;
    GenericRecord event = new GenericData.Record(new Schema.Parser().parse(json));
    event.put("CreatedDate", 1_767_225_600_000L);
    event.put("CreatedById", "005000000000001AAA");
    event.put("Order__c", "8-1");
    event.put("Sum__c", 123456789012.345678);

    StreamEvent read =
        new EventReader(name -> Optional.empty())
            .read(MARK, EventSchema.parse(json), EventFixture.bytes(event));

    assertThat(read)
        .isEqualTo(
            new StreamEvent.Message(
                MARK,
                "Paid__e",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.of(new RecordId("005000000000001AAA")),
                Map.of(
                    name("Order__c"),
                    new Value.Text("8-1"),
                    name("Day__c"),
                    Value.NULL,
                    name("Sum__c"),
                    new Value.Numeric(new BigDecimal("123456789012.34567")),
                    name("Nothing__c"),
                    Value.NULL)));
  }
}
