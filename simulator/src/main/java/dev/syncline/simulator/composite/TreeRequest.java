package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records with their children and children's children, as one call brings them.
 *
 * @param levels the records, the roots first
 */
record TreeRequest(List<List<Node>> levels) {
  /** How many records one call brings. REST API Developer Guide, sObject Tree. */
  static final int MAX_RECORDS = 200;

  /** How deep the tree is. REST API Developer Guide, sObject Tree. */
  static final int MAX_LEVELS = 5;

  /** Of how many objects its records are. REST API Developer Guide, sObject Tree. */
  static final int MAX_OBJECTS = 5;

  /**
   * One record.
   *
   * @param parent null for a root
   * @param reference the field that points to the parent; null for a root
   * @param fields what is left when the children are taken away
   */
  record Node(
      String referenceId,
      ObjectDefinition object,
      @Nullable Node parent,
      @Nullable FieldDefinition reference,
      ObjectNode fields) {}

  /** A record that is none as the call brings it. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final String referenceId;

    private Invalid(String referenceId, String message) {
      super(message, null, false, false);
      this.referenceId = referenceId;
    }

    String referenceId() {
      return referenceId;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** The records of one level, still with their children. */
  private record Found(
      JsonNode json,
      ObjectDefinition object,
      @Nullable Node parent,
      @Nullable FieldDefinition reference) {}

  /**
   * Reads the body of a call.
   *
   * @throws Invalid if a record is not as it must be; the code is INVALID_INPUT (its texts are
   *     partly unverified)
   * @throws ApiException (400) if the body is no tree at all
   */
  static TreeRequest read(JsonNode body, ObjectDefinition root, Schema schema) throws Invalid {
    JsonNode records = body.path("records");
    if (!records.isArray() || records.isEmpty()) {
      throw ApiException.unreadable("A JSON object with an array of records is expected.");
    }
    var levels = new ArrayList<List<Node>>();
    var seen = new HashSet<String>();
    List<Found> level =
        records.valueStream().map(json -> new Found(json, root, null, null)).toList();
    while (!level.isEmpty()) {
      var nodes = new ArrayList<Node>();
      var below = new ArrayList<Found>();
      for (Found found : level) {
        Node node = node(found, seen, below, schema);
        nodes.add(node);
      }
      levels.add(nodes);
      check(levels);
      level = below;
    }
    return new TreeRequest(levels);
  }

  private static Node node(Found found, Set<String> seen, List<Found> below, Schema schema)
      throws Invalid {
    JsonNode attributes = RecordBody.attributes(found.json());
    String referenceId = attributes.path("referenceId").asString("");
    String type = attributes.path("type").asString("");
    if (referenceId.isEmpty()) {
      throw new Invalid("", "Include a reference ID for each record in the request.");
    }
    if (!seen.add(referenceId)) {
      throw new Invalid(referenceId, "Duplicate ReferenceId provided in the request.");
    }
    if (!type.equalsIgnoreCase(found.object().name())) {
      throw new Invalid(
          referenceId, "The record is of type " + type + ", not " + found.object() + ".");
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    var node = new Node(referenceId, found.object(), found.parent(), found.reference(), fields);
    for (Map.Entry<String, JsonNode> property : found.json().properties()) {
      Optional<ChildRelationship> children = children(property, found.object(), schema);
      if (children.isEmpty()) {
        fields.set(property.getKey(), property.getValue());
        continue;
      }
      for (JsonNode child : property.getValue().path("records")) {
        below.add(new Found(child, children.get().child(), node, children.get().field()));
      }
    }
    return node;
  }

  private static Optional<ChildRelationship> children(
      Map.Entry<String, JsonNode> property, ObjectDefinition object, Schema schema) {
    return property.getValue().path("records").isArray()
        ? schema.childRelationships(object).stream()
            .filter(
                relationship ->
                    relationship.name().filter(property.getKey()::equalsIgnoreCase).isPresent())
            .findFirst()
        : Optional.empty();
  }

  private static void check(List<List<Node>> levels) throws Invalid {
    List<Node> nodes = levels.stream().flatMap(List::stream).toList();
    String last = nodes.getLast().referenceId();
    if (nodes.size() > MAX_RECORDS) {
      throw new Invalid(last, "The request has more than " + MAX_RECORDS + " records.");
    }
    if (levels.size() > MAX_LEVELS) {
      throw new Invalid(last, "The request has more than " + MAX_LEVELS + " levels of records.");
    }
    if (nodes.stream().map(Node::object).collect(Collectors.toSet()).size() > MAX_OBJECTS) {
      throw new Invalid(last, "The request has records of more than " + MAX_OBJECTS + " types.");
    }
  }
}
