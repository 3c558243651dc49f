package dev.syncline.salesforce.event;

import dev.syncline.engine.stream.EventMark;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** An object with twelve fields, three of them in an address and two in a place, and its events. */
final class EventFixture {
  static final EventMark MARK = new EventMark(ReplayId.of(new byte[] {1}), "event-1");
  static final String ACCOUNT = "001000000000001AAA";

  static final String HEADER =
      """
      {"name":"ChangeEventHeader","type":{"type":"record","name":"ChangeEventHeader","fields":[
        {"name":"entityName","type":"string"},
        {"name":"recordIds","type":{"type":"array","items":"string"}},
        {"name":"changeType","type":{"type":"enum","name":"ChangeType","symbols":["CREATE","UPDATE",
          "DELETE","UNDELETE","GAP_CREATE","GAP_UPDATE","GAP_DELETE","GAP_UNDELETE","GAP_OVERFLOW",
          "SNAPSHOT"]}},
        {"name":"changeOrigin","type":"string"},
        {"name":"transactionKey","type":"string"},
        {"name":"sequenceNumber","type":"int"},
        {"name":"commitTimestamp","type":"long"},
        {"name":"commitNumber","type":"long"},
        {"name":"commitUser","type":"string"},
        {"name":"nulledFields","type":{"type":"array","items":"string"}},
        {"name":"diffFields","type":{"type":"array","items":"string"}},
        {"name":"changedFields","type":{"type":"array","items":"string"}}]},
       "doc":"Data:ComplexValueType"}
      """;

  static final String SCHEMA =
      """
      {"name":"AccountChangeEvent","namespace":"com.sforce.eventbus","type":"record","fields":[
      """
          + HEADER
          + """
          ,{"name":"Name","type":["null","string",{"type":"record","name":"Switchable_PersonName",
            "fields":[{"name":"Salutation","type":["null","string"],"default":null},
                      {"name":"FirstName","type":["null","string"],"default":null},
                      {"name":"LastName","type":["null","string"],"default":null}]}],
            "doc":"Data:Switchable_PersonName","default":null},
           {"name":"BillingAddress","type":["null",{"type":"record","name":"Address","fields":[
             {"name":"Street","type":["null","string"],"default":null},
             {"name":"State","type":["null","string"],"default":null},
             {"name":"StateCode","type":["null","string"],"default":null},
             {"name":"Xyz","type":["null","string"],"default":null},
             {"name":"Latitude","type":["null","double"],"default":null}]}],
            "doc":"Data:Address","default":null},
           {"name":"Hidden__c","type":["null","string"],"doc":"Data:Text:00N1","default":null},
           {"name":"ShippingAddress","type":["null","Address"],"doc":"Data:Address","default":null},
           {"name":"Site__c","type":["null",{"type":"record","name":"Location","fields":[
             {"name":"Latitude","type":["null","double"],"default":null},
             {"name":"Longitude","type":["null","double"],"default":null}]}],
            "doc":"Data:Location:00N2","default":null},
           {"name":"Revenue__c","type":["null","double"],"doc":"Data:Currency:00N3","default":null},
           {"name":"Employees","type":["null","int"],"doc":"Data:Integer","default":null},
           {"name":"Closed__c","type":["null","long"],"doc":"Data:DateOnly:00N4","default":null},
           {"name":"Seen__c","type":["null","long"],"doc":"Data:DateTime:00N5","default":null},
           {"name":"Opens__c","type":["null","long"],"doc":"Data:TimeOnly:00N6","default":null},
           {"name":"Active__c","type":["null","boolean"],"doc":"Data:Boolean:00N7","default":null},
           {"name":"Description","type":["null","string"],"doc":"Data:StringPlusClob",
           "default":null}]}
          """;

  static final Schema AVRO = new Schema.Parser().parse(SCHEMA);

  /** The object as a user sees it to whom Hidden__c is not shown. */
  static final ObjectDescription OBJECT =
      new ObjectDescription(
          new ObjectName("Account"),
          "Account",
          "001",
          true,
          true,
          true,
          true,
          true,
          List.of(
              field("Id", FieldType.ID, 0, ""),
              required("Name", FieldType.STRING),
              field("BillingAddress", FieldType.ADDRESS, 0, ""),
              field("BillingStreet", FieldType.TEXTAREA, 0, "BillingAddress"),
              field("BillingState", FieldType.STRING, 0, "BillingAddress"),
              field("BillingStateCode", FieldType.PICKLIST, 0, "BillingAddress"),
              field("BillingLatitude", FieldType.DOUBLE, 6, "BillingAddress"),
              field("ShippingAddress", FieldType.ADDRESS, 0, ""),
              field("ShippingStreet", FieldType.TEXTAREA, 0, "ShippingAddress"),
              field("Site__c", FieldType.LOCATION, 0, ""),
              field("Site__Latitude__s", FieldType.DOUBLE, 6, "Site__c"),
              field("Site__Longitude__s", FieldType.DOUBLE, 6, "Site__c"),
              field("Revenue__c", FieldType.CURRENCY, 2, ""),
              field("Employees", FieldType.INT, 0, ""),
              field("Closed__c", FieldType.DATE, 0, ""),
              field("Seen__c", FieldType.DATETIME, 0, ""),
              field("Opens__c", FieldType.TIME, 0, ""),
              required("Active__c", FieldType.BOOLEAN),
              field("Description", FieldType.TEXTAREA, 0, "")),
          List.of(),
          List.of());

  private EventFixture() {}

  private static Field field(String name, FieldType type, int scale, String compound) {
    return new Field(
        new FieldName(name),
        name,
        type,
        0,
        0,
        scale,
        flags(true),
        List.of(),
        compound.isEmpty() ? Optional.empty() : Optional.of(new FieldName(compound)),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Field required(String name, FieldType type) {
    return new Field(
        new FieldName(name),
        name,
        type,
        0,
        0,
        0,
        flags(false),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static FieldFlags flags(boolean nillable) {
    return new FieldFlags(
        nillable, true, true, false, false, false, false, false, false, false, false, false, false);
  }

  /** An event of one record without values. */
  static GenericRecord event(String type) {
    GenericRecord header = new GenericData.Record(AVRO.getField("ChangeEventHeader").schema());
    header.put("entityName", "Account");
    header.put("recordIds", List.of(ACCOUNT));
    Schema types = header.getSchema().getField("changeType").schema();
    header.put("changeType", new GenericData.EnumSymbol(types, type));
    header.put("changeOrigin", "com/salesforce/api/rest/68.0;client=Other");
    header.put("transactionKey", "0003adb6-6942-447e-6033-9e8fe7412300");
    header.put("sequenceNumber", 3);
    header.put("commitTimestamp", 1_767_225_600_000L);
    header.put("commitNumber", 812_345_678_901L);
    header.put("commitUser", "005000000000001AAA");
    header.put("nulledFields", List.of());
    header.put("diffFields", List.of());
    header.put("changedFields", List.of());
    GenericRecord event = new GenericData.Record(AVRO);
    event.put(0, header);
    return event;
  }

  static GenericRecord header(GenericRecord event) {
    return (GenericRecord) event.get(0);
  }

  /** Marks fields of a header by their bitmaps. */
  static void mark(GenericRecord event, String list, String... bitmaps) {
    header(event).put(list, new ArrayList<>(List.of(bitmaps)));
  }

  /** Puts a value into a part of a compound field. */
  static void put(GenericRecord event, String compound, String part, Object value) {
    GenericRecord record = (GenericRecord) event.get(compound);
    if (record == null) {
      List<Schema> types = AVRO.getField(compound).schema().getTypes();
      record = new GenericData.Record(types.getLast());
      event.put(compound, record);
    }
    record.put(part, value);
  }

  static byte[] bytes(GenericRecord event) {
    var out = new ByteArrayOutputStream();
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
