package dev.syncline.simulator.events.avro;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first field of every change event. Change Data Capture Developer Guide: ChangeEventHeader.
 *
 * @param entityName the object's API name
 * @param recordIds 18 characters each; several when one change befell several records
 * @param changeOrigin the caller, see {@link dev.syncline.simulator.data.Actor}; empty for changes
 *     that came by no API
 * @param transactionKey the same in all events of one transaction, 36 characters
 * @param sequenceNumber the event's place in its transaction, from 1
 * @param commitTimestamp milliseconds since 1970
 * @param commitNumber ascends from commit to commit
 * @param commitUser the user's id, 18 characters
 * @param nulledFields bitmaps of the fields that an update emptied
 * @param diffFields bitmaps of the fields that carry a difference instead of a value
 * @param changedFields bitmaps of the fields that an update changed; empty for other types
 */
public record ChangeEventHeader(
    String entityName,
    List<String> recordIds,
    ChangeType changeType,
    String changeOrigin,
    String transactionKey,
    int sequenceNumber,
    long commitTimestamp,
    long commitNumber,
    String commitUser,
    List<String> nulledFields,
    List<String> diffFields,
    List<String> changedFields) {
  /** The name of the field, of its record, and its index among the event's fields. */
  public static final String NAME = "ChangeEventHeader";

  private static final String FIELD =
      """
      {"name": "ChangeEventHeader",
       "type": {"type": "record", "name": "ChangeEventHeader", "fields": [
        {"name": "entityName", "type": "string"},
        {"name": "recordIds", "type": {"type": "array", "items": "string"}},
        {"name": "changeType", "type": {"type": "enum", "name": "ChangeType", "symbols": [
          "CREATE", "UPDATE", "DELETE", "UNDELETE", "GAP_CREATE", "GAP_UPDATE", "GAP_DELETE",
          "GAP_UNDELETE", "GAP_OVERFLOW", "SNAPSHOT"]}},
        {"name": "changeOrigin", "type": "string"},
        {"name": "transactionKey", "type": "string"},
        {"name": "sequenceNumber", "type": "int"},
        {"name": "commitTimestamp", "type": "long"},
        {"name": "commitNumber", "type": "long"},
        {"name": "commitUser", "type": "string"},
        {"name": "nulledFields", "type": {"type": "array", "items": "string"}},
        {"name": "diffFields", "type": {"type": "array", "items": "string"}},
        {"name": "changedFields", "type": {"type": "array", "items": "string"}}]},
       "doc": "Data:ComplexValueType"}
      """;

  public ChangeEventHeader {
    recordIds = List.copyOf(recordIds);
    nulledFields = List.copyOf(nulledFields);
    diffFields = List.copyOf(diffFields);
    changedFields = List.copyOf(changedFields);
  }

  static ObjectNode field() {
    return (ObjectNode) JsonMapper.shared().readTree(FIELD);
  }

  /** The header as a record of its schema. */
  GenericData.Record toAvro(Schema schema) {
    var header = new GenericData.Record(schema);
    header.put("entityName", entityName);
    header.put("recordIds", recordIds);
    Schema changeTypes = schema.getField("changeType").schema();
    header.put("changeType", new GenericData.EnumSymbol(changeTypes, changeType.name()));
    header.put("changeOrigin", changeOrigin);
    header.put("transactionKey", transactionKey);
    header.put("sequenceNumber", sequenceNumber);
    header.put("commitTimestamp", commitTimestamp);
    header.put("commitNumber", commitNumber);
    header.put("commitUser", commitUser);
    header.put("nulledFields", nulledFields);
    header.put("diffFields", diffFields);
    header.put("changedFields", changedFields);
    return header;
  }
}
