package dev.syncline.salesforce.rest;

import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectDescription.Detail;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordType;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads describe answers element by element, so that a describe of several megabytes costs the
 * memory of one field.
 *
 * <p>Source: REST API Developer Guide, "sObject Describe"; attribute names as in
 * DescribeSObjectResult.
 */
final class DescribeReader {
  private DescribeReader() {}

  /** The object of a describe. */
  static ObjectDescription object(InputStream body) throws IOException {
    List<Field> fields = new ArrayList<>();
    List<RecordType> types = new ArrayList<>();
    List<Detail> details = new ArrayList<>();
    Map<String, Object> facts =
        facts(
            body,
            Map.of(
                "fields",
                node -> fields.add(field(node)),
                "recordTypeInfos",
                node -> recordType(node).ifPresent(types::add),
                "childRelationships",
                node -> detail(node).ifPresent(details::add)));
    return new ObjectDescription(
        new ObjectName(needed(facts, "name")),
        needed(facts, "label"),
        text(facts, "keyPrefix"),
        isTrue(facts, "queryable"),
        isTrue(facts, "createable"),
        isTrue(facts, "updateable"),
        isTrue(facts, "deletable"),
        isTrue(facts, "replicateable"),
        fields,
        types,
        details);
  }

  /** A relationship to records that are deleted with the object's. */
  private static Optional<Detail> detail(JsonNode node) {
    Optional<String> child = Json.text(node, "childSObject");
    Optional<String> field = Json.text(node, "field");
    return Json.isTrue(node, "cascadeDelete") && child.isPresent()
        ? field.map(f -> new Detail(new ObjectName(child.get()), new FieldName(f)))
        : Optional.empty();
  }

  /** An active record type other than the master, which stands for having none. */
  private static Optional<RecordType> recordType(JsonNode node) {
    Optional<RecordId> id = Json.text(node, "recordTypeId").flatMap(RecordId::parse);
    Optional<String> name = Json.text(node, "developerName");
    boolean usable = Json.isTrue(node, "active") && !Json.isTrue(node, "master");
    return usable && id.isPresent()
        ? name.map(n -> new RecordType(n, id.get(), Json.isTrue(node, "available")))
        : Optional.empty();
  }

  /** The names of the objects of a describe global that can be queried. */
  static List<ObjectName> queryable(InputStream body) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    Map<String, Object> facts =
        facts(
            body,
            Map.of(
                "sobjects",
                node -> {
                  if (Json.isTrue(node, "queryable")) {
                    Json.text(node, "name").map(ObjectName::new).ifPresent(names::add);
                  }
                }));
    needed(facts, "sobjects");
    return List.copyOf(names);
  }

  /** What takes one element of the list, and may find it unfit. */
  @FunctionalInterface
  private interface Element {
    void take(JsonNode node) throws IOException;
  }

  /** The scalars of the answer, the elements of its lists going one by one to their takers. */
  private static Map<String, Object> facts(InputStream body, Map<String, Element> takers)
      throws IOException {
    Map<String, Object> facts = new HashMap<>();
    try (JsonParser parser = Json.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw garbled("it is no object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        Optional<Element> taker = Optional.ofNullable(takers.get(name));
        if (token == JsonToken.START_ARRAY && taker.isPresent()) {
          facts.put(name, "");
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            taker.get().take(Json.value(parser));
          }
        } else if (token == JsonToken.VALUE_STRING) {
          facts.put(name, parser.getString());
        } else if (token == JsonToken.VALUE_TRUE) {
          facts.put(name, true);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw garbled("something follows it");
      }
    }
    return facts;
  }

  private static Field field(JsonNode node) throws IOException {
    List<ObjectName> referenceTo = new ArrayList<>();
    for (JsonNode target : elements(node, "referenceTo")) {
      referenceTo.add(new ObjectName(target.stringValue()));
    }
    List<String> picklist = new ArrayList<>();
    for (JsonNode entry : elements(node, "picklistValues")) {
      if (Json.isTrue(entry, "active")) {
        Json.text(entry, "value").ifPresent(picklist::add);
      }
    }
    String name = Json.text(node, "name").orElseThrow(() -> garbled("a field has no name"));
    Optional<FieldName> compound =
        Json.text(node, "compoundFieldName")
            .filter(whole -> !whole.equals(name))
            .map(FieldName::new);
    return new Field(
        new FieldName(name),
        Json.text(node, "label").orElse(name),
        Json.text(node, "type").flatMap(FieldType::parse).orElse(FieldType.ANYTYPE),
        (int) Json.number(node, "length", 0),
        (int) Json.number(node, "precision", Json.number(node, "digits", 0)),
        (int) Json.number(node, "scale", 0),
        flags(node),
        referenceTo,
        compound,
        picklist,
        Json.text(node, "relationshipName"),
        Json.text(node, "calculatedFormula").filter(formula -> !formula.isBlank()));
  }

  private static FieldFlags flags(JsonNode node) {
    return new FieldFlags(
        Json.isTrue(node, "nillable"),
        Json.isTrue(node, "createable"),
        Json.isTrue(node, "updateable"),
        Json.isTrue(node, "defaultedOnCreate"),
        Json.isTrue(node, "calculated"),
        Json.isTrue(node, "autoNumber"),
        Json.isTrue(node, "custom"),
        Json.isTrue(node, "caseSensitive"),
        Json.isTrue(node, "unique"),
        Json.isTrue(node, "externalId"),
        Json.isTrue(node, "idLookup"),
        Json.isTrue(node, "restrictedPicklist"),
        Json.isTrue(node, "encrypted"));
  }

  private static Iterable<JsonNode> elements(JsonNode node, String property) {
    JsonNode list = node.get(property);
    return list == null || !list.isArray() ? List.of() : list;
  }

  private static String needed(Map<String, Object> facts, String name) throws IOException {
    if (facts.get(name) instanceof String text) {
      return text;
    }
    throw garbled("it has no " + name);
  }

  private static String text(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof String text ? text : "";
  }

  private static boolean isTrue(Map<String, Object> facts, String name) {
    return Boolean.TRUE.equals(facts.get(name));
  }

  private static TransportException garbled(String why) {
    return new TransportException(Reason.CUT, "the describe is garbled: " + why, null);
  }
}
