package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A list of records to be saved. REST API Developer Guide, sObject Collections: up to 200 records,
 * in up to 10 chunks of one type each; the wording of the refusals is that of SOAP (unverified).
 *
 * @param allOrNone whether one refusal takes all of them back
 */
record CollectionRequest(boolean allOrNone, List<Item> items) {
  /** How many records one call saves. */
  static final int MAX_RECORDS = 200;

  /** How many runs of records of one type one call has. */
  static final int MAX_CHUNKS = 10;

  /** One record. */
  record Item(ObjectDefinition object, JsonNode fields) {}

  /**
   * Reads the body of a call.
   *
   * @throws ApiException (400) if it is none, or too large
   */
  static CollectionRequest read(JsonNode body, Schema schema) {
    JsonNode records = body.path("records");
    if (!records.isArray()) {
      throw ApiException.unreadable("A JSON object with an array of records is expected.");
    }
    checkCount(records.size());
    var items = new ArrayList<Item>();
    for (JsonNode record : records) {
      items.add(new Item(object(record, schema), record));
    }
    checkChunks(items.stream().map(Item::object).toList());
    return new CollectionRequest(body.path("allOrNone").asBoolean(false), items);
  }

  private static ObjectDefinition object(JsonNode record, Schema schema) {
    String type = RecordBody.attributes(record).path("type").asString("");
    if (type.isEmpty()) {
      throw new ApiException(
          400, "INVALID_TYPE", "Each record needs attributes with the type of its object.");
    }
    return schema
        .object(type)
        .orElseThrow(
            () ->
                new ApiException(
                    400, "INVALID_TYPE", "sObject type '" + type + "' is not supported."));
  }

  /**
   * Refuses more records than one call may carry.
   *
   * @throws ApiException (400 EXCEEDED_ID_LIMIT)
   */
  static void checkCount(int count) {
    if (count > MAX_RECORDS) {
      throw new ApiException(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than "
              + MAX_RECORDS
              + " records into this call");
    }
  }

  /**
   * Refuses objects that alternate too often.
   *
   * @throws ApiException (400 LIMIT_EXCEEDED)
   */
  static void checkChunks(List<ObjectDefinition> objects) {
    int chunks = 0;
    for (int i = 0; i < objects.size(); i++) {
      if (i == 0 || !objects.get(i).equals(objects.get(i - 1))) {
        chunks++;
      }
    }
    if (chunks > MAX_CHUNKS) {
      throw new ApiException(
          400,
          "LIMIT_EXCEEDED",
          "Cannot have more than "
              + MAX_CHUNKS
              + " chunks in a single operation. Please rearrange the data to reduce chunking.");
    }
  }
}
