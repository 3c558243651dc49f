package dev.syncline.salesforce.write;

import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.HttpMethod;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.value.WireText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * The calls that writes become.
 *
 * <p>Source: REST API Developer Guide, "sObject Basic Information", "sObject Rows", "sObject Rows
 * by External ID", "sObject Collections", "Composite".
 */
final class WriteCalls {
  private static final String COLLECTIONS = "/composite/sobjects";

  private final String version;
  private final ObjectName object;

  WriteCalls(String version, ObjectName object) {
    this.version = version;
    this.object = object;
  }

  /** One write by itself. */
  ApiCall single(RecordWrite write) {
    return ApiCall.sending(method(write), path(write), body(write));
  }

  /** All writes for themselves; they are of one kind. */
  ApiCall collection(List<RecordWrite> writes) {
    return switch (writes.getFirst()) {
      case RecordWrite.Create _ -> records(HttpMethod.POST, COLLECTIONS, writes);
      case RecordWrite.Update _ -> records(HttpMethod.PATCH, COLLECTIONS, writes);
      case RecordWrite.Upsert(var _, FieldName keyField, var _, var _) ->
          records(HttpMethod.PATCH, COLLECTIONS + "/" + object + "/" + keyField, writes);
      case RecordWrite.Delete _ ->
          ApiCall.sending(
              HttpMethod.DELETE,
              OrgVersion.path(version, COLLECTIONS + "?ids=" + ids(writes) + "&allOrNone=false"),
              new byte[0]);
    };
  }

  /** All writes in one transaction; the place of a write is its reference. */
  ApiCall composite(List<RecordWrite> writes) {
    byte[] body =
        Json.written(
            json -> {
              json.writeStartObject();
              json.writeBooleanProperty("allOrNone", true);
              json.writeArrayPropertyStart("compositeRequest");
              for (int i = 0; i < writes.size(); i++) {
                subrequest(json, writes.get(i), reference(i));
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return ApiCall.sending(HttpMethod.POST, OrgVersion.path(version, "/composite"), body);
  }

  /** How the write at that place is called in a composite call. */
  static String reference(int place) {
    return "w" + place;
  }

  private void subrequest(JsonGenerator json, RecordWrite write, String reference) {
    json.writeStartObject();
    json.writeStringProperty("method", method(write).name());
    json.writeStringProperty("url", path(write));
    json.writeStringProperty("referenceId", reference);
    if (!(write instanceof RecordWrite.Delete)) {
      json.writeName("body");
      json.writeStartObject();
      RecordJson.fields(json, fields(write));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private ApiCall records(HttpMethod method, String resource, List<RecordWrite> writes) {
    byte[] body =
        Json.written(
            json -> {
              json.writeStartObject();
              json.writeBooleanProperty("allOrNone", false);
              json.writeArrayPropertyStart("records");
              writes.forEach(write -> element(json, write));
              json.writeEndArray();
              json.writeEndObject();
            });
    return ApiCall.sending(method, OrgVersion.path(version, resource), body);
  }

  private void element(JsonGenerator json, RecordWrite write) {
    json.writeStartObject();
    json.writeObjectPropertyStart("attributes");
    json.writeStringProperty("type", object.value());
    json.writeEndObject();
    switch (write) {
      case RecordWrite.Update(RowKey _, RecordId id, var _) ->
          json.writeStringProperty("Id", id.value());
      case RecordWrite.Upsert(RowKey _, FieldName keyField, Value key, var _) -> {
        json.writeName(keyField.value());
        RecordJson.value(json, key);
      }
      case RecordWrite.Create _, RecordWrite.Delete _ -> {
        // Nothing names the record.
      }
    }
    RecordJson.fields(json, fields(write));
    json.writeEndObject();
  }

  private static byte[] body(RecordWrite write) {
    if (write instanceof RecordWrite.Delete) {
      return new byte[0];
    }
    return Json.written(
        json -> {
          json.writeStartObject();
          RecordJson.fields(json, fields(write));
          json.writeEndObject();
        });
  }

  private static HttpMethod method(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create _ -> HttpMethod.POST;
      case RecordWrite.Upsert _, RecordWrite.Update _ -> HttpMethod.PATCH;
      case RecordWrite.Delete _ -> HttpMethod.DELETE;
    };
  }

  private String path(RecordWrite write) {
    String rows = "/sobjects/" + object;
    String row =
        switch (write) {
          case RecordWrite.Create _ -> "";
          case RecordWrite.Update(var _, RecordId id, var _) -> "/" + id;
          case RecordWrite.Delete(var _, RecordId id) -> "/" + id;
          case RecordWrite.Upsert(var _, FieldName keyField, Value key, var _) ->
              "/" + keyField + "/" + segment(WireText.of(key));
        };
    return OrgVersion.path(version, rows + row);
  }

  /** A text as one segment of a path; also dots are written out, which alone would be steps. */
  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace(".", "%2E");
  }

  private static List<FieldWrite> fields(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create create -> create.fields();
      case RecordWrite.Upsert upsert -> upsert.fields();
      case RecordWrite.Update update -> update.fields();
      case RecordWrite.Delete _ -> List.of();
    };
  }

  private static String ids(List<RecordWrite> writes) {
    return writes.stream()
        .map(WriteCalls::id)
        .map(RecordId::value)
        .collect(Collectors.joining(","));
  }

  private static RecordId id(RecordWrite write) {
    if (write instanceof RecordWrite.Delete(var _, RecordId id)) {
      return id;
    }
    throw new IllegalArgumentException("The writes of a batch are of one kind");
  }
}
