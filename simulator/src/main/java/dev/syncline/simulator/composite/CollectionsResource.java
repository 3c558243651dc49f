package dev.syncline.simulator.composite;

import dev.syncline.simulator.composite.CollectionRequest.Item;
import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.rest.KeyField;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.rest.Saves;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /composite/sobjects}: up to 200 records created, updated, upserted or deleted at once. */
final class CollectionsResource {
  private static final int FIRST_VERSION_WITH_UPSERT = 46;

  private final Org org;

  CollectionsResource(Org org) {
    this.org = org;
  }

  @FunctionalInterface
  private interface Save<T> {
    WriteResult one(Transaction transaction, T item);
  }

  /** {@code POST /composite/sobjects}. */
  Reply create(Call call) throws IOException {
    CollectionRequest request = CollectionRequest.read(call.json(), org.schema(call));
    return save(call, request.items(), request.allOrNone(), false, CollectionsResource::create);
  }

  private static WriteResult create(Transaction transaction, Item item) {
    return switch (read(transaction, item)) {
      case RecordBody.Read.Values(FieldValues values) ->
          Saves.create(transaction, item.object(), values);
      case RecordBody.Read.Invalid(List<RecordError> errors) -> new WriteResult.Refused(errors);
    };
  }

  /** {@code PATCH /composite/sobjects}. */
  Reply update(Call call) throws IOException {
    CollectionRequest request = CollectionRequest.read(call.json(), org.schema(call));
    return save(call, request.items(), request.allOrNone(), false, CollectionsResource::update);
  }

  private static WriteResult update(Transaction transaction, Item item) {
    return switch (read(transaction, item)) {
      case RecordBody.Read.Values(FieldValues values) ->
          Saves.update(transaction, item.object(), values);
      case RecordBody.Read.Invalid(List<RecordError> errors) -> new WriteResult.Refused(errors);
    };
  }

  /** {@code PATCH /composite/sobjects/X/FIELD}. */
  Reply upsert(Call call) throws IOException {
    if (!call.version().atLeast(FIRST_VERSION_WITH_UPSERT)) {
      throw ApiException.notFound();
    }
    ObjectDefinition object = org.object(call);
    FieldDefinition key = KeyField.of(call, object);
    CollectionRequest request = CollectionRequest.read(call.json(), org.schema(call));
    Map<String, Integer> uses = keyUses(request.items(), key);
    return save(
        call,
        request.items(),
        request.allOrNone(),
        true,
        (transaction, item) -> {
          if (!item.object().equals(object)) {
            return WriteResult.Refused.because(
                RecordError.of(
                    "INVALID_TYPE",
                    "The record is of type " + item.object() + ", not " + object + "."));
          }
          String shown = keyText(item, key);
          if (uses.getOrDefault(shown, 0) > 1) {
            return Saves.duplicateKey(shown);
          }
          return switch (read(transaction, item)) {
            case RecordBody.Read.Values(FieldValues values) ->
                transaction.upsert(object, key, values);
            case RecordBody.Read.Invalid(List<RecordError> errors) ->
                new WriteResult.Refused(errors);
          };
        });
  }

  /** How often each value of the key stands in the request: values that stand twice are refused. */
  private static Map<String, Integer> keyUses(List<Item> items, FieldDefinition key) {
    var uses = new HashMap<String, Integer>();
    for (Item item : items) {
      String text = keyText(item, key);
      if (!text.isEmpty()) {
        uses.merge(text, 1, Integer::sum);
      }
    }
    return uses;
  }

  private static String keyText(Item item, FieldDefinition key) {
    String text =
        item.fields().properties().stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(key.name()))
            .map(entry -> entry.getValue().asString(""))
            .findFirst()
            .orElse("");
    return key.is(Flag.CASE_SENSITIVE) || key.type() == FieldType.ID
        ? text
        : text.toLowerCase(Locale.ROOT);
  }

  /** {@code DELETE /composite/sobjects?ids=A,B}. */
  Reply delete(Call call) {
    List<String> ids =
        call.query()
            .filled("ids")
            .map(text -> List.of(text.split("\\s*,\\s*")))
            .orElseThrow(
                () -> new ApiException(400, "MISSING_ARGUMENT", "The parameter ids is required."));
    CollectionRequest.checkCount(ids.size());
    CollectionRequest.checkChunks(
        ids.stream().flatMap(id -> object(org.schema(call), id).stream()).toList());
    boolean allOrNone = call.query().isTrue("allOrNone");
    return save(call, ids, allOrNone, false, CollectionsResource::delete);
  }

  private static WriteResult delete(Transaction transaction, String id) {
    Optional<ObjectDefinition> object = object(transaction.view().schema(), id);
    return object.isPresent()
        ? transaction.delete(object.get(), id)
        : WriteResult.Refused.because(RecordError.of("MALFORMED_ID", "malformed id " + id));
  }

  private static Optional<ObjectDefinition> object(Schema schema, String id) {
    return RecordIds.parse(id).flatMap(whole -> schema.objectOfPrefix(whole.substring(0, 3)));
  }

  private static RecordBody.Read read(Transaction transaction, Item item) {
    return new RecordBody(item.object(), transaction.view(), Set.of()).read(item.fields());
  }

  private <T> Reply save(
      Call call, List<T> items, boolean allOrNone, boolean withCreated, Save<T> save) {
    try (Transaction transaction = org.begin(call)) {
      var results = new ArrayList<WriteResult>();
      boolean refused = false;
      for (T item : items) {
        WriteResult result = save.one(transaction, item);
        refused |= result instanceof WriteResult.Refused;
        results.add(result);
      }
      boolean takenBack = allOrNone && refused;
      if (!takenBack) {
        transaction.commit();
      }
      return Reply.json(
          200,
          results.stream()
              .map(
                  result ->
                      takenBack
                          ? SaveJson.rolledBack(result, withCreated)
                          : SaveJson.of(result, withCreated))
              .toList());
    }
  }
}
