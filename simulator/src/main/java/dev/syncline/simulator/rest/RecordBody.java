package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.JsonValues;
import dev.syncline.simulator.wire.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads a record of a request's JSON: fields by name, parents by external id. */
public final class RecordBody {
  /** What reading a record came to. */
  public sealed interface Read {
    /** The fields that the request sets or clears. */
    record Values(FieldValues values) implements Read {}

    /** Why the record cannot be taken as it is. */
    record Invalid(List<RecordError> errors) implements Read {}
  }

  private final ObjectDefinition object;
  private final Snapshot view;
  private final Set<FieldDefinition> forbidden;

  /**
   * @param view where parents are looked up
   * @param forbidden fields that the body must not carry, such as the external id of an upsert
   */
  public RecordBody(ObjectDefinition object, Snapshot view, Set<FieldDefinition> forbidden) {
    this.object = object;
    this.view = view;
    this.forbidden = Set.copyOf(forbidden);
  }

  /**
   * Reads the record.
   *
   * @throws ApiException (400 JSON_PARSER_ERROR) if it is no object, or a value no value at all
   */
  public Read read(JsonNode record) {
    if (!record.isObject()) {
      throw ApiException.unreadable("A JSON object with the fields of a record is expected.");
    }
    var values = FieldValues.values();
    var errors = new ArrayList<RecordError>();
    for (Map.Entry<String, JsonNode> entry : record.properties()) {
      if (!isAttributes(entry.getKey())) {
        property(entry.getKey(), entry.getValue(), values, errors);
      }
    }
    return errors.isEmpty() ? new Read.Values(values.build()) : new Read.Invalid(errors);
  }

  private static boolean isAttributes(String property) {
    return property.equalsIgnoreCase("attributes");
  }

  /** What a record says of itself, found without regard to case; missing where it says nothing. */
  public static JsonNode attributes(JsonNode record) {
    return record.properties().stream()
        .filter(property -> isAttributes(property.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  private void property(
      String name, JsonNode node, FieldValues.Builder values, List<RecordError> errors) {
    Optional<FieldDefinition> field = object.field(name);
    if (field.isPresent()) {
      value(field.get(), node, values, errors);
      return;
    }
    Optional<FieldDefinition> reference = object.relationship(name);
    if (reference.isEmpty()) {
      errors.add(noSuchColumn(name, object));
    } else if (node.isNull()) {
      values.set(reference.get(), null);
    } else {
      parent(reference.get(), node, values, errors);
    }
  }

  private void value(
      FieldDefinition field, JsonNode node, FieldValues.Builder values, List<RecordError> errors) {
    if (forbidden.contains(field)) {
      String message =
          "The " + field.name() + " field should not be specified in the sobject data.";
      errors.add(RecordError.of("INVALID_FIELD", message, field.name()));
      return;
    }
    switch (parse(field, node)) {
      case Parsed.Value(Object stored) -> values.set(field, stored);
      case Parsed.Invalid(RecordError error) -> errors.add(error);
    }
  }

  private static Parsed parse(FieldDefinition field, JsonNode node) {
    Parsed parsed = JsonValues.parse(field, node);
    if (parsed instanceof Parsed.Invalid(RecordError error)
        && error.statusCode().equals("JSON_PARSER_ERROR")) {
      throw ApiException.unreadable(error.message());
    }
    return parsed;
  }

  private void parent(
      FieldDefinition reference,
      JsonNode node,
      FieldValues.Builder values,
      List<RecordError> errors) {
    Optional<ObjectDefinition> type = parentType(reference, node);
    Optional<Map.Entry<String, JsonNode>> key =
        node.isObject()
            ? node.properties().stream().filter(e -> !isAttributes(e.getKey())).findFirst()
            : Optional.empty();
    Optional<FieldDefinition> field =
        type.flatMap(t -> key.flatMap(k -> t.field(k.getKey()))).filter(ParentLookup::isKey);
    if (type.isEmpty() || key.isEmpty() || field.isEmpty()) {
      String message =
          "The relationship "
              + reference.relationshipName().orElse(reference.name())
              + " needs one external id or id-lookup field of the parent.";
      errors.add(RecordError.of("INVALID_FIELD", message, reference.name()));
      return;
    }
    Parsed parsed = parse(field.get(), key.get().getValue());
    if (parsed instanceof Parsed.Value(Object stored)) {
      parsed = new ParentLookup(type.get(), field.get()).find(view, stored);
    }
    switch (parsed) {
      case Parsed.Invalid(RecordError error) -> errors.add(error);
      case Parsed.Value(Object id) -> values.set(reference, id);
    }
  }

  private Optional<ObjectDefinition> parentType(FieldDefinition reference, JsonNode node) {
    String named = attributes(node).path("type").asString("");
    if (!named.isEmpty()) {
      return view.schema()
          .object(named)
          .filter(type -> reference.referenceTo().contains(type.name()));
    }
    return reference.referenceTo().size() == 1
        ? view.schema().object(reference.referenceTo().getFirst())
        : Optional.empty();
  }

  /** What a write is told that names a field which is not there. Wording unverified. */
  public static RecordError noSuchColumn(String name, ObjectDefinition object) {
    return RecordError.of(
        "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + object.name());
  }
}
