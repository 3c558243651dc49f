package dev.syncline.simulator.composite;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiError;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordJson;
import dev.syncline.simulator.rest.RecordResource;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /composite/sobjects/X}: up to 2,000 records by their ids. */
final class RetrieveResource {
  /** How many records one call reads. REST API Developer Guide, sObject Collections. */
  static final int MAX_RECORDS = 2_000;

  private final Org org;

  RetrieveResource(Org org) {
    this.org = org;
  }

  /** {@code GET /composite/sobjects/X?ids=A,B&fields=F,G}. */
  Reply get(Call call) {
    return retrieve(call, listed(call, "ids"), listed(call, "fields"));
  }

  private static List<String> listed(Call call, String parameter) {
    return call.query()
        .filled(parameter)
        .map(text -> List.of(text.strip().split("\\s*,\\s*")))
        .orElseThrow(() -> missing(parameter));
  }

  /** {@code POST /composite/sobjects/X} with ids and fields in the body. */
  Reply post(Call call) throws IOException {
    JsonNode body = call.json();
    return retrieve(call, listed(body, "ids"), listed(body, "fields"));
  }

  private static List<String> listed(JsonNode body, String property) {
    JsonNode array = body.path(property);
    if (!array.isArray() || array.isEmpty()) {
      throw missing(property);
    }
    var texts = new ArrayList<String>();
    array.forEach(node -> texts.add(node.asString("")));
    return texts;
  }

  private static ApiException missing(String name) {
    return new ApiException(400, "MISSING_ARGUMENT", "The parameter " + name + " is required.");
  }

  private Reply retrieve(Call call, List<String> ids, List<String> names) {
    ObjectDefinition object = org.object(call);
    if (ids.size() > MAX_RECORDS) {
      throw new ApiException(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot retrieve more than " + MAX_RECORDS + " records");
    }
    List<FieldDefinition> fields = RecordResource.fields(names, object);
    List<String> whole = ids.stream().map(id -> whole(object, id)).toList();
    Snapshot view = org.view(call);
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartArray();
          for (String id : whole) {
            Optional<Row> row = view.find(object, id).filter(found -> !found.isDeleted());
            if (row.isPresent()) {
              RecordJson.write(json, row.get(), object, fields, call.version());
            } else {
              json.writeNull();
            }
          }
          json.writeEndArray();
        });
  }

  private static String whole(ObjectDefinition object, String shown) {
    return RecordIds.parse(shown)
        .filter(id -> id.startsWith(object.keyPrefix()))
        .orElseThrow(
            () ->
                new ApiException(
                    400,
                    List.of(
                        new ApiError(
                            "MALFORMED_ID",
                            object.name() + " ID: id value of incorrect type: " + shown,
                            List.of("Id")))));
  }
}
