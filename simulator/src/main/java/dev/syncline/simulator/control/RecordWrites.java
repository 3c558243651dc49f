package dev.syncline.simulator.control;

import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Pause;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.oauth.OrgUser;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /__simulator/records}: writes of another user, in one transaction. All of them are
 * carried out or, when one is refused, none.
 */
final class RecordWrites {
  /** How many writes one call may carry. */
  static final int MAX_WRITES = 10_000;

  private final Org org;
  private final Pause pause;

  RecordWrites(Org org, Pause pause) {
    this.org = org;
    this.pause = pause;
  }

  Reply answer(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    JsonNode writes = body.path("writes");
    if (!writes.isArray() || writes.isEmpty() || writes.size() > MAX_WRITES) {
      throw FaultParser.refused(
          "writes must be an array of 1 to "
              + MAX_WRITES
              + " objects with op, object, id and fields.");
    }
    OrgUser user = user(body.path("as"));
    Duration delay =
        body.path("commitDelay").isString()
            ? FaultParser.duration(body.path("commitDelay").asString(), "commitDelay")
            : Duration.ZERO;
    try (Transaction transaction = org.data().begin(Actor.internal(user.id()))) {
      var results = new ArrayList<Map<String, Object>>();
      boolean refused = false;
      for (int i = 0; i < writes.size() && !refused; i++) {
        WriteResult result = write(transaction, writes.get(i), "writes[" + i + "]");
        refused = result instanceof WriteResult.Refused;
        results.add(result(result));
      }
      if (refused) {
        return Reply.json(400, Map.of("committed", false, "results", results));
      }
      pause.hold(delay);
      transaction.commit();
      var answer = new LinkedHashMap<String, Object>();
      answer.put("committed", true);
      answer.put("stamp", transaction.stamp().toString());
      answer.put("as", user.username());
      answer.put("results", results);
      return Reply.json(200, answer);
    }
  }

  private OrgUser user(JsonNode as) {
    if (!as.isString()) {
      return org.users().otherUser();
    }
    return org.users()
        .named(as.asString())
        .orElseThrow(() -> FaultParser.refused("as: no user has the name " + as.asString()));
  }

  private WriteResult write(Transaction transaction, JsonNode write, String place) {
    ObjectDefinition object =
        org.data()
            .schema()
            .object(write.path("object").asString(""))
            .orElseThrow(
                () ->
                    FaultParser.refused(
                        place + ".object: there is no object " + write.path("object")));
    String id = write.path("id").asString("");
    return switch (write.path("op").asString("")) {
      case "insert" ->
          switch (fields(transaction, object, write)) {
            case RecordBody.Read.Values(FieldValues values) -> transaction.insert(object, values);
            case RecordBody.Read.Invalid(List<RecordError> errors) ->
                new WriteResult.Refused(errors);
          };
      case "update" ->
          switch (fields(transaction, object, write)) {
            case RecordBody.Read.Values(FieldValues values) ->
                transaction.update(object, id, values);
            case RecordBody.Read.Invalid(List<RecordError> errors) ->
                new WriteResult.Refused(errors);
          };
      case "delete" -> transaction.delete(object, id);
      case "undelete" -> transaction.undelete(object, id);
      default ->
          throw FaultParser.refused(place + ".op must be insert, update, delete or undelete.");
    };
  }

  private static RecordBody.Read fields(
      Transaction transaction, ObjectDefinition object, JsonNode write) {
    return new RecordBody(object, transaction.view(), Set.of(object.requireField("Id")))
        .read(write.path("fields"));
  }

  private static Map<String, Object> result(WriteResult result) {
    var entry = new LinkedHashMap<String, Object>();
    switch (result) {
      case WriteResult.Written(String id, boolean _) -> {
        entry.put("id", id);
        entry.put("success", true);
        entry.put("errors", List.of());
      }
      case WriteResult.Refused(List<RecordError> errors) -> {
        entry.put("success", false);
        entry.put("errors", errors);
      }
    }
    return entry;
  }
}
