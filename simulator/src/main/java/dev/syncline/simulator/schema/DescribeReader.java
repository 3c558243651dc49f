package dev.syncline.simulator.schema;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads objects from the describes of a real org: the answer of {@code /sobjects/X/describe}, an
 * array of such answers, or either wrapped as command lines wrap it ({@code result}, {@code
 * objects}). What the simulator knows of a standard field beyond its describe is kept.
 */
final class DescribeReader {
  private static final String NEXT_NUMBER = "{0}";

  private final Map<String, ObjectDraft> drafts;
  private final Problems problems;

  /**
   * @param drafts the objects so far, by lower-case name; new ones are added
   */
  DescribeReader(Map<String, ObjectDraft> drafts, Problems problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  void read(String text) {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      problems.inFile("no JSON: " + e.getOriginalMessage(), "export the describes again");
      return;
    }
    List<JsonNode> describes = describes(root);
    if (describes.isEmpty()) {
      problems.inFile(
          "holds no describe: an object with name and fields",
          "save the answer of /services/data/vXX.X/sobjects/NAME/describe");
    }
    describes.forEach(this::readObject);
    describes.forEach(this::nameChildren);
  }

  private static List<JsonNode> describes(JsonNode node) {
    if (node.path("fields").isArray() && node.path("name").isString()) {
      return List.of(node);
    }
    JsonNode inner = node.has("result") ? node.path("result") : node.path("objects");
    if (!inner.isMissingNode()) {
      return describes(inner);
    }
    var found = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(item -> found.addAll(describes(item)));
    }
    return found;
  }

  private void readObject(JsonNode describe) {
    String name = describe.path("name").asString();
    ObjectDraft known = drafts.get(Names.key(name));
    ObjectDraft draft = known == null ? declared(describe, name) : known;
    draft.described = true;
    for (JsonNode field : describe.path("fields")) {
      int at = draft.indexOf(field.path("name").asString(""));
      if (at < 0) {
        draft.fields.add(field(field));
      } else {
        adapt(draft.fields.get(at), field);
      }
    }
    readRecordTypes(draft, describe);
  }

  private ObjectDraft declared(JsonNode describe, String name) {
    var draft = new ObjectDraft(name, describe.path("label").asString(name));
    draft.labelPlural = describe.path("labelPlural").asString(draft.labelPlural);
    draft.keyPrefix = describe.path("keyPrefix").asString("");
    for (ObjectDefinition.Flag flag : ObjectDefinition.Flag.values()) {
      if (describe.path(wireName(flag.name())).asBoolean(false)) {
        draft.flags.add(flag);
      }
    }
    drafts.put(Names.key(name), draft);
    return draft;
  }

  /** {@code CASE_SENSITIVE} as describe writes it: {@code caseSensitive}. */
  private static String wireName(String constant) {
    var name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** Gives a field that the simulator knows the label, length and values that the org gave it. */
  private static void adapt(FieldDefinition.Builder known, JsonNode field) {
    known.label(field.path("label").asString(known.name()));
    if (field.path("length").asInt(0) > 0) {
      known.length(field.path("length").asInt());
    }
    if (!field.path("picklistValues").isEmpty()) {
      known.picklist(values(field));
    }
  }

  private static FieldDefinition.Builder field(JsonNode node) {
    FieldType type = type(node.path("type").asString(""));
    var field = FieldDefinition.field(node.path("name").asString(), type);
    adapt(field, node);
    for (Flag flag : Flag.values()) {
      if (node.path(wireName(flag.name())).asBoolean(false)) {
        field.with(flag);
      } else {
        field.without(flag);
      }
    }
    field.precision(node.path("precision").asInt(0), node.path("scale").asInt(0));
    field.digits(node.path("digits").asInt(0));
    text(node, "compoundFieldName").ifPresent(field::partOf);
    text(node, "extraTypeInfo").ifPresent(field::extraTypeInfo);
    text(node, "inlineHelpText").ifPresent(field::help);
    text(node, "mask").ifPresent(mask -> field.mask(node.path("maskType").asString("all"), mask));
    references(field, node);
    if (node.path("relationshipOrder").isInt()) {
      field.relationshipOrder(node.path("relationshipOrder").asInt());
    }
    if (type == FieldType.BOOLEAN) {
      field.defaultValue(node.path("defaultValue").asBoolean(false));
    }
    if (node.path("autoNumber").asBoolean(false)) {
      field.displayFormat(NEXT_NUMBER);
    }
    return field;
  }

  private static void references(FieldDefinition.Builder field, JsonNode node) {
    String[] parents =
        stream(node.path("referenceTo")).map(JsonNode::asString).toArray(String[]::new);
    if (parents.length > 0) {
      field.referenceTo(text(node, "relationshipName").orElse(field.name()), parents);
    }
  }

  /** Types of describe that the simulator does not know are texts to it. */
  private static FieldType type(String wireName) {
    return Stream.of(FieldType.values())
        .filter(type -> type.wireName().equals(wireName))
        .findFirst()
        .orElse(FieldType.STRING);
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    var items = new ArrayList<JsonNode>();
    array.forEach(items::add);
    return items.stream();
  }

  private static List<PicklistValue> values(JsonNode field) {
    return stream(field.path("picklistValues"))
        .map(
            value ->
                new PicklistValue(
                    value.path("value").asString(""),
                    value.path("label").asString(value.path("value").asString("")),
                    value.path("active").asBoolean(true),
                    value.path("defaultValue").asBoolean(false)))
        .toList();
  }

  private static void readRecordTypes(ObjectDraft draft, JsonNode describe) {
    for (JsonNode info : describe.path("recordTypeInfos")) {
      String name = info.path("developerName").asString("");
      boolean known = draft.recordTypes.stream().anyMatch(t -> t.developerName().equals(name));
      if (!info.path("master").asBoolean(false) && !name.isEmpty() && !known) {
        draft.recordTypes.add(
            new RecordType(
                name,
                info.path("name").asString(name),
                info.path("active").asBoolean(true),
                info.path("defaultRecordTypeMapping").asBoolean(false),
                info.path("available").asBoolean(true)));
      }
    }
  }

  /** A child's field is told of by its parent: how the parent reaches such children. */
  private void nameChildren(JsonNode describe) {
    for (JsonNode child : describe.path("childRelationships")) {
      ObjectDraft draft = drafts.get(Names.key(child.path("childSObject").asString("")));
      int at = draft == null ? -1 : draft.indexOf(child.path("field").asString(""));
      Optional<String> name = text(child, "relationshipName");
      if (draft != null && at >= 0 && draft.described && name.isPresent()) {
        draft.fields.get(at).children(name.get());
      }
    }
  }
}
