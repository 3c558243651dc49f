package dev.syncline.salesforce.write;

import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Effect;
import dev.syncline.model.RecordWrite;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.OrgError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads the answers to writes. An answer that is not exactly what the org answers to such a call is
 * a lost one: something in between wrote it or cut it.
 */
final class WriteReplies {
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final RefusedRow refused;

  WriteReplies(RefusedRow refused) {
    this.refused = refused;
  }

  /** The answer to one write by itself, whose status is 2xx. */
  RecordResult single(RecordWrite write, HttpReply reply) throws TransportException {
    byte[] body = reply.readAll();
    JsonNode json = body.length == 0 ? null : tree(body);
    return done(write, reply.status(), Optional.ofNullable(json));
  }

  /** The answer to a list of writes: one result each, in their order. */
  List<RecordResult> collection(List<RecordWrite> writes, HttpReply reply)
      throws TransportException {
    JsonNode list = tree(reply.readAll());
    if (!list.isArray() || list.size() != writes.size()) {
      throw unlike("it has not one result for each record");
    }
    List<RecordResult> results = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      results.add(element(writes.get(i), list.get(i)));
    }
    return results;
  }

  /** The answer to writes in one transaction, matched by their references. */
  List<RecordResult> composite(List<RecordWrite> writes, HttpReply reply)
      throws TransportException {
    JsonNode list = tree(reply.readAll()).get("compositeResponse");
    if (list == null || !list.isArray() || list.size() != writes.size()) {
      throw unlike("it has not one result for each record");
    }
    Map<String, JsonNode> byReference = new HashMap<>();
    for (JsonNode response : list) {
      Json.text(response, "referenceId").ifPresent(name -> byReference.put(name, response));
    }
    boolean rolledBack = false;
    for (JsonNode response : list) {
      rolledBack |= Json.number(response, "httpStatusCode", 0) / 100 != 2;
    }
    List<RecordResult> results = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      JsonNode response = byReference.get(WriteCalls.reference(i));
      if (response == null) {
        throw unlike("it lacks a reference");
      }
      results.add(subresponse(writes.get(i), response, rolledBack));
    }
    return results;
  }

  private RecordResult subresponse(RecordWrite write, JsonNode response, boolean rolledBack)
      throws TransportException {
    int status = (int) Json.number(response, "httpStatusCode", 0);
    JsonNode body = response.get("body");
    if (status / 100 != 2) {
      return refused.result(write, status == 300 ? ambiguous() : errors(body));
    }
    if (rolledBack) {
      throw unlike("it tells of a success in a transaction that was rolled back");
    }
    return done(write, status, Optional.ofNullable(body).filter(JsonNode::isObject));
  }

  private RecordResult element(RecordWrite write, JsonNode element) throws TransportException {
    JsonNode success = element.get("success");
    if (success == null || !success.isBoolean()) {
      throw unlike("a result says neither success nor failure");
    }
    if (!success.booleanValue()) {
      return refused.result(write, errors(element.get("errors")));
    }
    RecordId id = id(element);
    return switch (write) {
      case RecordWrite.Create(var row, var _) -> new RecordResult.Done(row, id, Effect.CREATED);
      case RecordWrite.Upsert upsert -> upserted(upsert, id, element);
      case RecordWrite.Update(var row, RecordId asked, var _) ->
          new RecordResult.Done(row, same(asked, id), Effect.UPDATED);
      case RecordWrite.Delete(var row, RecordId asked) ->
          new RecordResult.Done(row, same(asked, id), Effect.DELETED);
    };
  }

  private RecordResult done(RecordWrite write, int status, Optional<JsonNode> body)
      throws TransportException {
    return switch (write) {
      case RecordWrite.Create(var row, var _) -> {
        if (status != CREATED) {
          throw unlike("a create was answered with HTTP " + status);
        }
        yield new RecordResult.Done(row, id(needed(body)), Effect.CREATED);
      }
      case RecordWrite.Upsert upsert -> {
        JsonNode json = needed(body);
        yield status == CREATED
            ? new RecordResult.Done(upsert.row(), id(json), Effect.CREATED)
            : upserted(upsert, id(json), json);
      }
      case RecordWrite.Update(var row, RecordId id, var _) ->
          new RecordResult.Done(row, unsaid(id, status), Effect.UPDATED);
      case RecordWrite.Delete(var row, RecordId id) ->
          new RecordResult.Done(row, unsaid(id, status), Effect.DELETED);
    };
  }

  private static RecordResult upserted(RecordWrite.Upsert upsert, RecordId id, JsonNode json) {
    Effect effect = Json.isTrue(json, "created") ? Effect.CREATED : Effect.UPDATED;
    return new RecordResult.Done(upsert.row(), id, effect);
  }

  private static JsonNode tree(byte[] body) throws TransportException {
    return Json.tree(body).orElseThrow(() -> unlike("it is not JSON"));
  }

  private static JsonNode needed(Optional<JsonNode> body) throws TransportException {
    return body.orElseThrow(() -> unlike("it is empty"));
  }

  private static RecordId id(JsonNode json) throws TransportException {
    return Json.text(json, "id")
        .flatMap(RecordId::parse)
        .orElseThrow(() -> unlike("it names no record"));
  }

  private static RecordId same(RecordId asked, RecordId answered) throws TransportException {
    if (!asked.equals(answered)) {
      throw unlike("it is about another record");
    }
    return asked;
  }

  /** The id of a write whose answer has no body. */
  private static RecordId unsaid(RecordId id, int status) throws TransportException {
    if (status != NO_CONTENT) {
      throw unlike("it has the status " + status + " instead of " + NO_CONTENT);
    }
    return id;
  }

  private static List<OrgError> errors(JsonNode list) throws TransportException {
    if (list == null || !list.isArray()) {
      throw unlike("a refusal has no list of errors");
    }
    return OrgError.list(list);
  }

  private static List<OrgError> ambiguous() {
    String words = "several records have this external id";
    return List.of(new OrgError("DUPLICATE_EXTERNAL_ID", words, List.of()));
  }

  private static TransportException unlike(String why) {
    return new TransportException(Reason.CUT, "the answer is none to a write: " + why, null);
  }
}
