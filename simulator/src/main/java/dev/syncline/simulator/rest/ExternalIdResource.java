package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.UpsertTarget;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.CsvValues;
import dev.syncline.simulator.wire.Parsed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code /sobjects/X/FIELD/VALUE}: one record, by an external id. */
final class ExternalIdResource {
  private static final int FIRST_VERSION_WITH_CREATE = 37;

  private final Org org;
  private final RecordResource records;
  private final RelatedResource related;

  ExternalIdResource(Org org, RecordResource records, RelatedResource related) {
    this.org = org;
    this.records = records;
    this.related = related;
  }

  /** {@code GET /sobjects/X/FIELD/VALUE}, and {@code GET /sobjects/X/ID/RELATIONSHIP}. */
  Reply read(Call call) {
    ObjectDefinition object = org.object(call);
    Optional<Reply> relative = related.read(call, object);
    if (relative.isPresent()) {
      return relative.get();
    }
    try (Transaction transaction = org.begin(call)) {
      return switch (target(call, transaction, object)) {
        case UpsertTarget.None _ -> throw ApiException.notFound();
        case UpsertTarget.Several(List<String> ids) -> several(call, object, ids);
        case UpsertTarget.One(String id) ->
            records.show(call, object, RecordResource.row(transaction.view(), object, id));
      };
    }
  }

  /** {@code DELETE /sobjects/X/FIELD/VALUE}. */
  Reply delete(Call call) {
    ObjectDefinition object = org.object(call);
    try (Transaction transaction = org.begin(call)) {
      return switch (target(call, transaction, object)) {
        case UpsertTarget.None _ -> throw ApiException.notFound();
        case UpsertTarget.Several(List<String> ids) -> several(call, object, ids);
        case UpsertTarget.One(String id) -> {
          records.written(call, transaction.delete(object, id));
          transaction.commit();
          yield Reply.empty(204);
        }
      };
    }
  }

  /** {@code PATCH /sobjects/X/FIELD/VALUE}: update the record that has the value, or create it. */
  Reply upsert(Call call) throws IOException {
    ObjectDefinition object = org.object(call);
    FieldDefinition key = KeyField.of(call, object);
    JsonNode json = call.json();
    try (Transaction transaction = org.begin(call)) {
      UpsertTarget target = target(call, transaction, object);
      if (target instanceof UpsertTarget.Several(List<String> ids)) {
        return several(call, object, ids);
      }
      var forbidden = Set.copyOf(List.of(object.requireField("Id"), key));
      var body = new RecordBody(object, transaction.view(), forbidden);
      return switch (body.read(json)) {
        case RecordBody.Read.Invalid(List<RecordError> errors) ->
            throw Refusals.of(errors, org, call);
        case RecordBody.Read.Values(var values) -> {
          var write = new Upsert(transaction, object, key, values);
          yield write(call, write, target);
        }
      };
    }
  }

  private record Upsert(
      Transaction transaction, ObjectDefinition object, FieldDefinition key, FieldValues values) {}

  private Reply write(Call call, Upsert upsert, UpsertTarget target) {
    Transaction transaction = upsert.transaction();
    ObjectDefinition object = upsert.object();
    return switch (target) {
      case UpsertTarget.Several(List<String> ids) -> several(call, object, ids);
      case UpsertTarget.One(String id) -> {
        Freshness.of(object, RecordResource.row(transaction.view(), object, id)).check(call);
        records.written(call, transaction.update(object, id, upsert.values()));
        transaction.commit();
        // Up to version 45 an update by upsert had no body.
        yield call.version().atLeast(46)
            ? Reply.json(200, RecordResource.saved(id, false))
            : Reply.empty(204);
      }
      case UpsertTarget.None _ -> {
        if (upsert.key().type() == FieldType.ID || call.query().isTrue("updateOnly")) {
          throw ApiException.notFound();
        }
        var all = FieldValues.values();
        upsert.values().fields().forEach(field -> all.set(field, upsert.values().value(field)));
        all.set(upsert.key(), value(call, upsert.key()));
        String id = records.written(call, transaction.insert(object, all.build()));
        transaction.commit();
        yield RecordResource.created(call, object, id);
      }
    };
  }

  /** {@code POST /sobjects/X/Id}: a plain create, since version 37. */
  Reply create(Call call) throws IOException {
    boolean served = call.version().atLeast(FIRST_VERSION_WITH_CREATE);
    if (!served || !call.variable("id").equalsIgnoreCase("Id")) {
      throw new ApiException(
          405,
          "METHOD_NOT_ALLOWED",
          "HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE");
    }
    return records.create(call);
  }

  private UpsertTarget target(Call call, Transaction transaction, ObjectDefinition object) {
    FieldDefinition key = KeyField.of(call, object);
    String shown = call.variable("value");
    if (key.type() == FieldType.ID) {
      return new UpsertTarget.One(RecordResource.row(transaction.view(), object, shown).id());
    }
    return transaction.upsertTarget(object, key, value(call, key));
  }

  private Object value(Call call, FieldDefinition key) {
    return switch (CsvValues.parse(key, call.variable("value"))) {
      case Parsed.Invalid(RecordError error) -> throw Refusals.of(List.of(error), org, call);
      case Parsed.Value(Object stored) -> {
        if (stored == null) {
          throw ApiException.notFound();
        }
        yield stored;
      }
    };
  }

  /** Several records have the value: their addresses, for the client to choose. */
  private static Reply several(Call call, ObjectDefinition object, List<String> ids) {
    List<String> urls = ids.stream().map(id -> RecordJson.url(object, id, call.version())).toList();
    return Reply.json(300, urls);
  }
}
