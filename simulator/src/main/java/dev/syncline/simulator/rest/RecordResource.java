package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.ApiError;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.EventUuid;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /sobjects/X} and {@code /sobjects/X/ID}: one record, by its id. */
public final class RecordResource {
  private final Org org;
  private final RecentRecords recent;

  RecordResource(Org org, RecentRecords recent) {
    this.org = org;
    this.recent = recent;
  }

  /** {@code POST /sobjects/X}. */
  Reply create(Call call) throws IOException {
    ObjectDefinition object = org.object(call);
    if (!object.is(ObjectDefinition.Flag.CREATEABLE)) {
      throw notAllowed("POST");
    }
    var json = call.json();
    try (Transaction transaction = org.begin(call)) {
      var body = new RecordBody(object, transaction.view(), Set.of(object.requireField("Id")));
      return switch (body.read(json)) {
        case RecordBody.Read.Invalid(List<RecordError> errors) ->
            throw Refusals.of(errors, org, call);
        case RecordBody.Read.Values(var values) -> {
          String id = written(call, transaction.insert(object, values));
          transaction.commit();
          recent.remember(call, object, id);
          yield created(call, object, id);
        }
      };
    }
  }

  /** {@code GET /sobjects/X/ID}. */
  Reply read(Call call) {
    ObjectDefinition object = org.object(call);
    return show(call, object, row(org.view(call), object, call.variable("id")));
  }

  /** {@code PATCH /sobjects/X/ID}. */
  Reply update(Call call) throws IOException {
    ObjectDefinition object = org.object(call);
    var json = call.json();
    try (Transaction transaction = org.begin(call)) {
      Row row = row(transaction.view(), object, call.variable("id"));
      Freshness.of(object, row).check(call);
      var body = new RecordBody(object, transaction.view(), Set.of(object.requireField("Id")));
      return switch (body.read(json)) {
        case RecordBody.Read.Invalid(List<RecordError> errors) ->
            throw Refusals.of(errors, org, call);
        case RecordBody.Read.Values(var values) -> {
          written(call, transaction.update(object, row.id(), values));
          transaction.commit();
          recent.remember(call, object, row.id());
          yield Reply.empty(204);
        }
      };
    }
  }

  /** {@code DELETE /sobjects/X/ID}. Conditional headers do not count here. */
  Reply delete(Call call) {
    ObjectDefinition object = org.object(call);
    try (Transaction transaction = org.begin(call)) {
      Row row = row(transaction.view(), object, call.variable("id"));
      written(call, transaction.delete(object, row.id()));
      transaction.commit();
      return Reply.empty(204);
    }
  }

  /** A record with the fields that the call asks for, or 304. */
  Reply show(Call call, ObjectDefinition object, Row row) {
    Preconditions state = Freshness.of(object, row);
    state.check(call);
    List<FieldDefinition> fields = fields(call, object);
    recent.remember(call, object, row.id());
    return state
        .unchanged(call)
        .orElseGet(
            () ->
                state.described(
                    Reply.streamJson(
                        200, json -> RecordJson.write(json, row, object, fields, call.version()))));
  }

  /** The answer to a record that was created. */
  static Reply created(Call call, ObjectDefinition object, String id) {
    boolean upsert = call.method().equals("PATCH");
    return Reply.json(201, saved(id, upsert ? Boolean.TRUE : null))
        .with("Location", RecordJson.url(object, id, call.version()));
  }

  /** The body of a save; {@code created} is left out where it is null. */
  static Map<String, Object> saved(String id, @Nullable Boolean created) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", id);
    body.put("success", true);
    body.put("errors", EventUuid.isPublication(id) ? List.of(enqueued(id)) : List.of());
    if (created != null) {
      body.put("created", created);
    }
    return body;
  }

  /** Platform Events Developer Guide: the answer to what was published names the event's id. */
  private static Map<String, Object> enqueued(String id) {
    var notice = new LinkedHashMap<String, Object>();
    notice.put("statusCode", "OPERATION_ENQUEUED");
    notice.put("message", EventUuid.of(id));
    notice.put("fields", List.of());
    return notice;
  }

  /**
   * The id of what was written.
   *
   * @throws ApiException if it was refused
   */
  String written(Call call, WriteResult result) {
    return switch (result) {
      case WriteResult.Written(String id, boolean _) -> id;
      case WriteResult.Refused(List<RecordError> errors) -> throw Refusals.of(errors, org, call);
    };
  }

  /**
   * The record of this id.
   *
   * @throws ApiException (400 MALFORMED_ID) if it is no id of the object, (404) if no such record
   *     is there or it lies in the recycle bin
   */
  static Row row(Snapshot view, ObjectDefinition object, String shown) {
    String id =
        RecordIds.parse(shown)
            .filter(parsed -> parsed.startsWith(object.keyPrefix()))
            .orElseThrow(() -> malformed(object, shown));
    Row row = view.find(object, id).orElseThrow(ApiException::notFound);
    if (row.isDeleted()) {
      throw new ApiException(
          404, List.of(new ApiError("ENTITY_IS_DELETED", "entity is deleted", List.of())));
    }
    return row;
  }

  private static ApiException malformed(ObjectDefinition object, String shown) {
    String message = object.name() + " ID: id value of incorrect type: " + shown;
    return new ApiException(400, List.of(new ApiError("MALFORMED_ID", message, List.of("Id"))));
  }

  private static ApiException notAllowed(String method) {
    String message = "HTTP Method '" + method + "' not allowed. Allowed are HEAD,GET";
    return new ApiException(405, "METHOD_NOT_ALLOWED", message);
  }

  /** The fields that the call asks for; all of them if it does not say. */
  static List<FieldDefinition> fields(Call call, ObjectDefinition object) {
    return call.query()
        .filled("fields")
        .map(asked -> fields(List.of(asked.split(",")), object))
        .orElseGet(object::fields);
  }

  /**
   * The fields of these names in their order, and the id behind them if it is not among them.
   *
   * @throws ApiException (400 INVALID_FIELD) if there is no field of a name
   */
  public static List<FieldDefinition> fields(List<String> names, ObjectDefinition object) {
    var fields = new ArrayList<FieldDefinition>();
    for (String name : names) {
      FieldDefinition field =
          object
              .field(name.strip())
              .orElseThrow(
                  () -> new ApiException(400, "INVALID_FIELD", noSuchColumn(name.strip(), object)));
      if (!fields.contains(field)) {
        fields.add(field);
      }
    }
    FieldDefinition id = object.requireField("Id");
    if (!fields.contains(id)) {
      fields.add(id);
    }
    return fields;
  }

  private static String noSuchColumn(String name, ObjectDefinition object) {
    return "No such column '"
        + name
        + "' on entity '"
        + object.name()
        + "'. If you are attempting to use a custom field, be sure to append the '__c' after the"
        + " custom field name. Please reference your WSDL or the describe call for the"
        + " appropriate names.";
  }
}
