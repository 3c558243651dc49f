package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.Queries;
import dev.syncline.salesforce.rest.RecordFetch;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.rest.SoqlBuilder;
import dev.syncline.salesforce.value.WireText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds records by what is in them: by an external id, or by what a lost create has sent. */
final class RecordLookup {
  private static final String ID = "Id";
  private static final String DELETED = "IsDeleted = true";
  private static final String CREATED = "CreatedDate";
  private static final String CHANGED = "SystemModstamp";
  private static final String CHANGED_BY = "LastModifiedById";

  /** More records of one external id than this are not told apart from that many. */
  private static final int MAX_ROWS = 20_000;

  /** REST API Developer Guide leaves 16,384 bytes for an address; conditions get a part. */
  private static final int CONDITION_ROOM = 8_000;

  private static final int MAX_FOUND = 10;
  private static final int MAX_LITERAL = 255;

  private final OrgVersion version;
  private final RecordFetch fetch;
  private final RecordsById byId;

  RecordLookup(SalesforceApi api, OrgVersion version) {
    this.version = version;
    this.fetch = new RecordFetch(api);
    this.byId = new RecordsById(api, version);
  }

  /** The records by the keys as they were asked for; a key without a record is not in it. */
  Map<String, List<RecordId>> byKey(
      ObjectDescription object, FieldName keyField, Collection<String> keys) {
    return byKey(object, keyField, keys, List.of(), "query");
  }

  /** Records in the recycle bin that we created, by their keys. */
  Map<String, List<RecordId>> deletedOfOurs(
      ObjectDescription object, FieldName keyField, Collection<String> keys, RecordId us) {
    return byKey(object, keyField, keys, List.of(DELETED, createdBy(us)), "queryAll");
  }

  private static String createdBy(RecordId us) {
    return SoqlBuilder.compare("CreatedById", "=", SoqlBuilder.literal(us.value()));
  }

  private Map<String, List<RecordId>> byKey(
      ObjectDescription object,
      FieldName keyField,
      Collection<String> keys,
      List<String> conditions,
      String resource) {
    Field field =
        object
            .field(keyField.value())
            .orElseThrow(
                () -> new IllegalArgumentException(object.name() + " has no field " + keyField));
    Map<String, String> asked = new HashMap<>();
    keys.forEach(key -> asked.put(folded(field, key), key));
    RecordQuery all = new RecordQuery(object.name(), List.of(), Optional.empty(), List.of());
    List<String> columns = List.of(ID, field.name().value());
    List<String> paths =
        QueryRoom.paths(
            keys.stream().distinct().flatMap(key -> literal(field, key).stream()).toList(),
            some -> {
              List<String> isOne = new ArrayList<>(conditions);
              isOne.add(SoqlBuilder.in(field.name().value(), some));
              return path(resource, SoqlBuilder.select(columns, all, isOne, ""));
            });
    Map<String, List<RecordId>> found = new HashMap<>();
    for (String path : paths) {
      for (JsonNode row : fetch.rows(path, MAX_ROWS)) {
        JsonNode value = row.get(field.name().value());
        String key = asked.get(folded(field, value == null ? "" : value.asString("")));
        Optional<RecordId> id = Json.text(row, ID).flatMap(RecordId::parse);
        if (key != null && id.isPresent()) {
          found.computeIfAbsent(key, _ -> new ArrayList<>()).add(id.get());
        }
      }
    }
    return found;
  }

  /** At most ten records that we created since then and that hold these values. */
  List<RecordId> createdByUs(
      ObjectDescription object, List<FieldWrite> values, Instant since, RecordId us) {
    List<FieldWrite.Plain> compared = new ArrayList<>();
    for (FieldWrite write : values) {
      if (write instanceof FieldWrite.Plain plain && isReadable(object, plain.field())) {
        compared.add(plain);
      }
    }
    List<String> conditions = conditions(object, values, since, us);
    RecordQuery query =
        new RecordQuery(
            object.name(),
            compared.stream().map(FieldWrite.Plain::field).toList(),
            Optional.empty(),
            List.of());
    String soql = SoqlBuilder.select(List.of(ID), query, conditions, " ORDER BY CreatedDate, Id");
    List<RecordId> candidates =
        fetch.rows(path(soql), MAX_ROWS).stream()
            .flatMap(row -> Json.text(row, ID).flatMap(RecordId::parse).stream())
            .toList();
    return holding(query, object, compared, candidates);
  }

  /** At most ten records in the recycle bin that we created since then with these values. */
  List<RecordId> deletedOfOurs(
      ObjectDescription object, List<FieldWrite> values, Instant since, RecordId us) {
    List<String> conditions = new ArrayList<>(conditions(object, values, since, us));
    conditions.add(DELETED);
    RecordQuery all = new RecordQuery(object.name(), List.of(), Optional.empty(), List.of());
    String soql = SoqlBuilder.select(List.of(ID), all, conditions, " ORDER BY CreatedDate, Id");
    return fetch.rows(path("queryAll", soql), MAX_ROWS).stream()
        .flatMap(row -> Json.text(row, ID).flatMap(RecordId::parse).stream())
        .limit(MAX_FOUND)
        .toList();
  }

  /** What can be filtered of the values, as far as there is room for it. */
  private static List<String> conditions(
      ObjectDescription object, List<FieldWrite> values, Instant since, RecordId us) {
    List<String> conditions = new ArrayList<>();
    conditions.add(createdBy(us));
    conditions.add(SoqlBuilder.compare(CREATED, ">=", WireText.moment(since)));
    int room = CONDITION_ROOM;
    for (FieldWrite write : values) {
      Optional<String> condition = condition(object, write);
      int length = condition.map(QueryRoom::encodedLength).orElse(0);
      if (condition.isPresent() && length <= room) {
        conditions.add(condition.get());
        room -= length;
      }
    }
    return conditions;
  }

  /** Records of ours, and whether their last change is not their creation. */
  List<ChangeReader.Created> createdByUs(
      RecordQuery query, ObjectDescription object, Instant since, RecordId us) {
    List<String> conditions =
        List.of(
            SoqlBuilder.compare("CreatedById", "=", SoqlBuilder.literal(us.value())),
            SoqlBuilder.compare("CreatedDate", ">=", WireText.moment(since)));
    RecordQuery all = new RecordQuery(object.name(), List.of(), Optional.empty(), List.of());
    String soql =
        SoqlBuilder.select(
            List.of(ID, CREATED, CHANGED, CHANGED_BY),
            all,
            conditions,
            " ORDER BY CreatedDate, Id");
    Map<RecordId, Boolean> changed = new LinkedHashMap<>();
    for (JsonNode row : fetch.rows(path(soql), MAX_ROWS)) {
      Optional<RecordId> id = Json.text(row, ID).flatMap(RecordId::parse);
      if (id.isPresent() && changed.size() < ChangeReader.MAX_IDS) {
        changed.put(id.get(), isChanged(row, us));
      }
    }
    if (changed.isEmpty()) {
      return List.of();
    }
    return byId.present(query, object, List.copyOf(changed.keySet())).stream()
        .map(r -> new ChangeReader.Created(r, changed.getOrDefault(r.id(), false)))
        .toList();
  }

  private static boolean isChanged(JsonNode row, RecordId us) {
    boolean later = !Json.text(row, CREATED).equals(Json.text(row, CHANGED));
    return later || !Json.text(row, CHANGED_BY).equals(Optional.of(us.value()));
  }

  private List<RecordId> holding(
      RecordQuery query,
      ObjectDescription object,
      List<FieldWrite.Plain> compared,
      List<RecordId> candidates) {
    List<RecordId> found = new ArrayList<>();
    for (int at = 0; at < candidates.size() && found.size() < MAX_FOUND; ) {
      int end = Math.min(candidates.size(), at + ChangeReader.MAX_IDS);
      for (RecordChange.Present record : byId.present(query, object, candidates.subList(at, end))) {
        if (found.size() < MAX_FOUND && holds(object, compared, record)) {
          found.add(record.id());
        }
      }
      at = end;
    }
    return found;
  }

  private static boolean holds(
      ObjectDescription object, List<FieldWrite.Plain> sent, RecordChange.Present record) {
    for (int i = 0; i < sent.size(); i++) {
      Field field = object.field(sent.get(i).field().value()).orElseThrow();
      if (!SentValue.isHeld(field.type(), sent.get(i).value(), record.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Masked and unsupported fields show nothing of what was sent. */
  private static boolean isReadable(ObjectDescription object, FieldName name) {
    return object
        .field(name.value())
        .filter(field -> field.type().isSupported() && !field.flags().encrypted())
        .isPresent();
  }

  /** A condition that the record meets if it holds the value; none where that is not sure. */
  private static Optional<String> condition(ObjectDescription object, FieldWrite write) {
    return switch (write) {
      case FieldWrite.ParentKey(var _, String relationship, FieldName key, Value value) ->
          Optional.of(
              SoqlBuilder.compare(
                  relationship + "." + key,
                  "=",
                  value instanceof Value.Text(String text)
                      ? SoqlBuilder.literal(text)
                      : WireText.of(value)));
      case FieldWrite.Plain(FieldName name, Value value) ->
          object
              .field(name.value())
              .flatMap(field -> literal(field, value))
              .map(literal -> SoqlBuilder.compare(name.value(), "=", literal));
    };
  }

  private static Optional<String> literal(Field field, Value value) {
    return switch (field.type()) {
      case STRING, EMAIL, PHONE, URL, PICKLIST, REFERENCE ->
          value instanceof Value.Text(String text)
                  && !text.isBlank()
                  && text.length() <= MAX_LITERAL
                  && !field.flags().encrypted()
              ? Optional.of(SoqlBuilder.literal(text.strip()))
              : Optional.empty();
      case DATE -> value instanceof Value.Day ? Optional.of(WireText.of(value)) : Optional.empty();
      case ID, TEXTAREA, BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT, DATETIME, TIME ->
          Optional.empty();
      case MULTIPICKLIST, COMBOBOX, ENCRYPTEDSTRING, BASE64, ANYTYPE -> Optional.empty();
      case ADDRESS, LOCATION, COMPLEXVALUE, JSON -> Optional.empty();
    };
  }

  /** A key as a literal; none for a text that is no key of a field of numbers. */
  private static Optional<String> literal(Field field, String key) {
    return isNumber(field)
        ? number(key).map(WireText::number)
        : Optional.of(SoqlBuilder.literal(key));
  }

  /** What is the same for the org is the same text: external ids ignore case as a rule. */
  private static String folded(Field field, String key) {
    if (isNumber(field)) {
      return number(key).map(number -> number.stripTrailingZeros().toString()).orElse(key);
    }
    String text = key.strip();
    return field.flags().caseSensitive() ? text : text.toLowerCase(Locale.ROOT);
  }

  private static boolean isNumber(Field field) {
    return switch (field.type()) {
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> true;
      case ID, STRING, TEXTAREA, BOOLEAN, DATE, DATETIME, TIME, REFERENCE, PICKLIST -> false;
      case MULTIPICKLIST, COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING, BASE64 -> false;
      case ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> false;
    };
  }

  private static Optional<BigDecimal> number(String key) {
    try {
      return Optional.of(new BigDecimal(key.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String path(String soql) {
    return path("query", soql);
  }

  private String path(String resource, String soql) {
    return Queries.path(version.number(), resource, soql);
  }
}
