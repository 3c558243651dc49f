package dev.syncline.simulator.composite;

import dev.syncline.simulator.composite.TreeRequest.Node;
import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /composite/tree/X}: records created with their children, all of them or none. */
final class TreeResource {
  private final Org org;

  TreeResource(Org org) {
    this.org = org;
  }

  /** {@code POST /composite/tree/X}. */
  Reply post(Call call) throws IOException {
    ObjectDefinition object = org.object(call);
    try {
      return create(call, TreeRequest.read(call.json(), object, org.schema(call)));
    } catch (TreeRequest.Invalid e) {
      RecordError error = RecordError.of("INVALID_INPUT", e.reason());
      return refused(List.of(refusal(e.referenceId(), List.of(error))));
    }
  }

  /** One level after the other: where records of one are refused, the next is not begun. */
  private Reply create(Call call, TreeRequest request) {
    try (Transaction transaction = org.begin(call)) {
      var ids = new LinkedHashMap<String, String>();
      for (List<Node> level : request.levels()) {
        var refusals = new ArrayList<Map<String, Object>>();
        for (Node node : level) {
          switch (create(transaction, node, ids)) {
            case WriteResult.Written(String id, boolean _) -> ids.put(node.referenceId(), id);
            case WriteResult.Refused(List<RecordError> errors) ->
                refusals.add(refusal(node.referenceId(), errors));
          }
        }
        if (!refusals.isEmpty()) {
          return refused(refusals);
        }
      }
      transaction.commit();
      return Reply.json(201, body(false, ids.entrySet().stream().map(TreeResource::made).toList()));
    }
  }

  private static WriteResult create(Transaction transaction, Node node, Map<String, String> ids) {
    var body = new RecordBody(node.object(), transaction.view(), Set.of());
    return switch (body.read(node.fields())) {
      case RecordBody.Read.Invalid(List<RecordError> errors) -> new WriteResult.Refused(errors);
      case RecordBody.Read.Values(FieldValues values) ->
          transaction.insert(node.object(), withParent(node, values, ids));
    };
  }

  private static FieldValues withParent(Node node, FieldValues values, Map<String, String> ids) {
    if (node.parent() == null || node.reference() == null) {
      return values;
    }
    var all = FieldValues.values();
    values.fields().forEach(field -> all.set(field, values.value(field)));
    all.set(node.reference(), ids.get(node.parent().referenceId()));
    return all.build();
  }

  private static Map<String, Object> made(Map.Entry<String, String> record) {
    var result = new LinkedHashMap<String, Object>();
    result.put("referenceId", record.getKey());
    result.put("id", record.getValue());
    return result;
  }

  private static Map<String, Object> refusal(String referenceId, List<RecordError> errors) {
    var result = new LinkedHashMap<String, Object>();
    result.put("referenceId", referenceId);
    result.put("errors", errors.stream().map(SaveJson::error).toList());
    return result;
  }

  private static Reply refused(List<Map<String, Object>> refusals) {
    return Reply.json(400, body(true, refusals));
  }

  private static Map<String, Object> body(boolean hasErrors, List<Map<String, Object>> results) {
    var body = new LinkedHashMap<String, Object>();
    body.put("hasErrors", hasErrors);
    body.put("results", results);
    return body;
  }
}
