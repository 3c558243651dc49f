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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /composite/sobjects}: up to 200 records created, updated, upserted or deleted at once. */
final class CollectionsResource {
  private static final int FIRST_VERSION_WITH_UPSERT = 46;

  private final Org org;

  CollectionsResource(Org org) {
    this.org = org;
  }

  /** Writes a list within a transaction; what became of each, in their order. */
  @FunctionalInterface
  private interface Save<T> {
    List<WriteResult> all(Transaction transaction, List<T> items);
  }

  /** Writes one record whose values could be read. */
  @FunctionalInterface
  private interface ValueSave {
    WriteResult one(Transaction transaction, ObjectDefinition object, FieldValues values);
  }

  /** {@code POST /composite/sobjects}. */
  Reply create(Call call) throws IOException {
    CollectionRequest request = CollectionRequest.read(call.json(), org.schema(call));
    return save(call, request.items(), request.allOrNone(), false, inChunks(Saves::create));
  }

  /** {@code PATCH /composite/sobjects}. */
  Reply update(Call call) throws IOException {
    CollectionRequest request = CollectionRequest.read(call.json(), org.schema(call));
    return save(call, request.items(), request.allOrNone(), false, inChunks(Saves::update));
  }

  /** Records of one object that follow each other are locked and written as one chunk. */
  private static Save<Item> inChunks(ValueSave save) {
    return (transaction, items) -> {
      List<WriteResult> results = new ArrayList<>();
      int from = 0;
      while (from < items.size()) {
        ObjectDefinition object = items.get(from).object();
        int to = from;
        while (to < items.size() && items.get(to).object().equals(object)) {
          to++;
        }
        results.addAll(
            chunk(transaction, items.subList(from, to), object.requireField("Id"), save));
        from = to;
      }
      return results;
    };
  }

  private static List<WriteResult> chunk(
      Transaction transaction, List<Item> items, FieldDefinition key, ValueSave save) {
    if (items.isEmpty()) {
      return List.of();
    }
    ObjectDefinition object = items.getFirst().object();
    List<RecordBody.Read> reads = items.stream().map(item -> read(transaction, item)).toList();
    transaction.lock(object, key, Saves.values(reads));
    return reads.stream()
        .map(
            read ->
                switch (read) {
                  case RecordBody.Read.Values(FieldValues values) ->
                      save.one(transaction, object, values);
                  case RecordBody.Read.Invalid(List<RecordError> errors) ->
                      new WriteResult.Refused(errors);
                })
        .toList();
  }

  /** {@code PATCH /composite/sobjects/X/FIELD}. */
  Reply upsert(Call call) throws IOException {
    if (!call.version().atLeast(FIRST_VERSION_WITH_UPSERT)) {
      throw ApiException.notFound();
    }
    ObjectDefinition object = org.object(call);
    FieldDefinition key = KeyField.of(call, object);
    CollectionRequest request = CollectionRequest.read(call.json(), org.schema(call));
    return save(
        call,
        request.items(),
        request.allOrNone(),
        true,
        (transaction, items) -> upsert(transaction, items, object, key));
  }

  private static List<WriteResult> upsert(
      Transaction transaction, List<Item> items, ObjectDefinition object, FieldDefinition key) {
    Map<String, Integer> uses = keyUses(items, key);
    Predicate<Item> known = item -> item.object().equals(object);
    Predicate<Item> once = item -> uses.getOrDefault(keyText(item, key), 0) <= 1;
    Iterator<WriteResult> written =
        chunk(
                transaction,
                items.stream().filter(known.and(once)).toList(),
                key,
                (within, of, values) -> within.upsert(of, key, values))
            .iterator();
    List<WriteResult> results = new ArrayList<>();
    for (Item item : items) {
      if (!known.test(item)) {
        results.add(
            WriteResult.Refused.because(
                RecordError.of(
                    "INVALID_TYPE",
                    "The record is of type " + item.object() + ", not " + object + ".")));
      } else {
        results.add(once.test(item) ? written.next() : Saves.duplicateKey(keyText(item, key)));
      }
    }
    return results;
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

  private static List<WriteResult> delete(Transaction transaction, List<String> ids) {
    Map<ObjectDefinition, List<FieldValues>> writes = new LinkedHashMap<>();
    for (String id : ids) {
      object(transaction.view().schema(), id)
          .ifPresent(
              object ->
                  writes
                      .computeIfAbsent(object, _ -> new ArrayList<>())
                      .add(FieldValues.values().set(object.requireField("Id"), id).build()));
    }
    writes.forEach((object, values) -> transaction.lock(object, object.requireField("Id"), values));
    return ids.stream().map(id -> delete(transaction, id)).toList();
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
      List<WriteResult> results = save.all(transaction, items);
      boolean refused = results.stream().anyMatch(WriteResult.Refused.class::isInstance);
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
