package dev.syncline.simulator.schema;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the objects of one schema file into drafts. */
final class ObjectReader {
  private static final Set<ObjectDefinition.Flag> CUSTOM_FLAGS =
      EnumSet.complementOf(
          EnumSet.of(
              ObjectDefinition.Flag.ACTIVATEABLE,
              ObjectDefinition.Flag.CUSTOM_SETTING,
              ObjectDefinition.Flag.FEED_ENABLED,
              ObjectDefinition.Flag.MERGEABLE));
  private static final String CUSTOM_NAME = "[A-Za-z](_?[A-Za-z0-9]){0,39}__c";
  private static final String EVENT_NAME = "[A-Za-z](_?[A-Za-z0-9]){0,39}__e";
  private static final Set<ObjectDefinition.Flag> EVENT_FLAGS =
      EnumSet.of(ObjectDefinition.Flag.CREATEABLE);
  private static final int MAX_FIELDS = 800;

  private final Map<String, ObjectDraft> drafts;
  private final boolean standard;

  /**
   * @param drafts the objects so far, by lower-case name; new ones are added
   * @param standard whether the file comes along with the simulator and spells every field out
   */
  ObjectReader(Map<String, ObjectDraft> drafts, boolean standard) {
    this.drafts = drafts;
    this.standard = standard;
  }

  void read(YamlMap.Scalar name, YamlMap entry) {
    if (entry.truth("extend").orElse(false)) {
      extend(name, entry);
    } else {
      declare(name, entry);
    }
  }

  private void extend(YamlMap.Scalar name, YamlMap entry) {
    ObjectDraft draft = drafts.get(Names.key(name.text()));
    if (draft == null) {
      entry.problem(
          name.node(),
          "there is no object " + name.text() + " to extend",
          "declare it without extend, or correct the name");
      return;
    }
    dropFields(draft, entry);
    entry
        .map("replace")
        .ifPresent(fields -> fields.forEach((field, how) -> replace(draft, field, how)));
    readFields(draft, entry);
    readRecordTypes(draft, entry);
    RulesReader.read(draft, entry);
    entry.rejectOthers();
  }

  /** Takes fields away, or with {@code drop: true} the whole object. */
  private static void dropFields(ObjectDraft draft, YamlMap entry) {
    for (YamlMap.Scalar field : entry.scalars("drop")) {
      if (field.text().equals("true")) {
        draft.dropped = true;
      } else if (!draft.fields.removeIf(f -> f.name().equalsIgnoreCase(field.text()))) {
        entry.problem(
            field.node(),
            draft.name + " has no field " + field.text() + " to drop",
            "correct the name");
      }
    }
  }

  /** Declares a field anew in its place: another type, another length, other values. */
  private void replace(ObjectDraft draft, YamlMap.Scalar name, YamlMap how) {
    int at = draft.indexOf(name.text());
    var fields = new FieldReader(draft.name, draft.label).read(name, how);
    if (at < 0 || fields.size() != 1) {
      how.problem(
          name.node(),
          draft.name + " has no plain field " + name.text() + " to replace",
          "correct the name; compound fields cannot be replaced");
    } else {
      draft.fields.set(at, fields.getFirst());
    }
  }

  private void declare(YamlMap.Scalar name, YamlMap entry) {
    if (drafts.containsKey(Names.key(name.text()))) {
      entry.problem(
          name.node(),
          "object " + name.text() + " exists already",
          "write extend: true to add fields to it");
      return;
    }
    boolean event = name.text().matches(EVENT_NAME);
    if (!standard && !event && !name.text().matches(CUSTOM_NAME)) {
      entry.problem(
          name.node(),
          "the name of a custom object is letters, digits and single underscores before __c, of a"
              + " platform event before __e",
          "rename it, for example Invoice__c");
      return;
    }
    var draft = new ObjectDraft(name.text(), entry.text("label").orElseGet(() -> label(name)));
    draft.declaredAt(name.text(), entry.place(name.node()));
    entry.text("plural").ifPresent(text -> draft.labelPlural = text);
    draft.flags.addAll(event ? EVENT_FLAGS : flags(entry));
    readPrefix(draft, entry);
    if (event) {
      draft.fields.addAll(SystemFields.ofEvents());
    } else if (!standard) {
      addSystemFields(draft, entry);
    }
    readFields(draft, entry);
    readRecordTypes(draft, entry);
    RulesReader.read(draft, entry);
    entry.rejectOthers();
    drafts.put(Names.key(name.text()), draft);
  }

  private static String label(YamlMap.Scalar name) {
    return name.text().replaceFirst("__[ce]$", "").replace('_', ' ');
  }

  private Set<ObjectDefinition.Flag> flags(YamlMap entry) {
    if (!entry.has("flags")) {
      return CUSTOM_FLAGS;
    }
    var flags = EnumSet.noneOf(ObjectDefinition.Flag.class);
    for (YamlMap.Scalar word : entry.scalars("flags")) {
      try {
        String constant = word.text().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        flags.add(ObjectDefinition.Flag.valueOf(constant));
      } catch (IllegalArgumentException unknown) {
        entry.problem(
            word.node(),
            "flag " + word.text() + " is not known",
            "use flags as in describe, such as createable, mergeable, replicateable");
      }
    }
    return flags;
  }

  private void readPrefix(ObjectDraft draft, YamlMap entry) {
    Optional<YamlMap.Scalar> prefix = entry.scalar("prefix");
    if (prefix.isEmpty()) {
      return;
    }
    String first = draft.name.endsWith("__e") ? "e" : "a";
    String pattern = standard ? "[0-9A-Za-z]{3}" : first + "[0-9A-Z][0-9A-Za-z]";
    if (prefix.get().text().matches(pattern)) {
      draft.keyPrefix = prefix.get().text();
    } else {
      entry.problem(
          prefix.get().node(),
          "prefix " + prefix.get().text() + " is not one of a custom object",
          "use " + first + "00 to " + first + "Zz, or leave the prefix out");
    }
  }

  private static void addSystemFields(ObjectDraft draft, YamlMap entry) {
    boolean detail = entry.map("fields").map(ObjectReader::hasMaster).orElse(false);
    for (String field : SystemFields.CUSTOM_BEFORE_NAME) {
      if (!detail || !field.equals("OwnerId")) {
        SystemFields.named(field, draft.name, "Record ID").ifPresent(draft.fields::add);
      }
    }
    draft.fields.add(nameField(draft, entry));
    for (String field : SystemFields.CUSTOM_AFTER_NAME) {
      SystemFields.named(field, draft.name, "Record ID").ifPresent(draft.fields::add);
    }
  }

  private static boolean hasMaster(YamlMap fields) {
    var masters = new boolean[1];
    fields.forEach(
        (name, field) ->
            masters[0] |= field.text("type").filter("masterdetail"::equals).isPresent());
    return masters[0];
  }

  private static FieldDefinition.Builder nameField(ObjectDraft draft, YamlMap entry) {
    Optional<YamlMap> declared = entry.map("name");
    String label = declared.flatMap(map -> map.text("label")).orElse(draft.label + " Name");
    var name = FieldDefinition.field("Name", FieldType.STRING).label(label);
    name.with(Flag.NAME_FIELD, Flag.ID_LOOKUP).without(Flag.PERMISSIONABLE);
    Optional<YamlMap.Scalar> type = declared.flatMap(map -> map.scalar("type"));
    String word = type.map(YamlMap.Scalar::text).orElse("text");
    switch (word) {
      case "text" -> {
        int length = declared.map(m -> m.number("length", 1, 80).orElse(80)).orElse(80);
        name.length(length).with(Flag.DEFAULTED_ON_CREATE);
        name.sample(new Sample(Sample.Content.COMPANY, 0));
      }
      case "autonumber" -> {
        String format = declared.flatMap(map -> map.text("format")).orElse("{00000000}");
        name.length(80).displayFormat(format).with(Flag.AUTO_NUMBER, Flag.DEFAULTED_ON_CREATE);
        name.without(Flag.CREATEABLE, Flag.UPDATEABLE, Flag.NILLABLE);
      }
      default ->
          type.ifPresent(
              at ->
                  entry.problem(
                      at.node(),
                      "a name is no " + at.text(),
                      "use type: text or type: autonumber"));
    }
    declared.ifPresent(YamlMap::rejectOthers);
    return name;
  }

  private void readFields(ObjectDraft draft, YamlMap entry) {
    var reader = new FieldReader(draft.name, draft.label);
    entry
        .map("fields")
        .ifPresent(
            fields -> fields.forEach((name, field) -> readField(draft, reader, name, field)));
    if (draft.fields.size() > MAX_FIELDS) {
      entry.problem(
          draft.name + " has " + draft.fields.size() + " fields",
          "an object holds at most " + MAX_FIELDS);
    }
  }

  private void readField(
      ObjectDraft draft, FieldReader reader, YamlMap.Scalar name, YamlMap field) {
    if (!standard && !name.text().matches(CUSTOM_NAME)) {
      field.problem(
          name.node(),
          "the name of a custom field is letters, digits and single underscores before __c",
          "rename it, for example Amount__c");
    } else if (draft.hasField(name.text())) {
      field.problem(
          name.node(),
          draft.name + " has a field " + name.text() + " already",
          "rename one of the two");
    } else {
      draft.declaredAt(name.text(), field.place(name.node()));
      draft.fields.addAll(reader.read(name, field));
    }
  }

  private static void readRecordTypes(ObjectDraft draft, YamlMap entry) {
    List<Node> items = entry.items("recordTypes");
    for (Node item : items) {
      YamlMap map = entry.mapAt(item);
      Optional<String> name = map.text("name");
      if (name.isEmpty()) {
        map.problem("a record type has no name", "add name: its developer name");
      }
      String developerName = name.orElse("");
      draft.recordTypes.add(
          new RecordType(
              developerName,
              map.text("label").orElseGet(() -> developerName.replace('_', ' ')),
              map.truth("active").orElse(true),
              map.truth("default").orElse(false),
              map.truth("available").orElse(true)));
      map.rejectOthers();
    }
    if (!items.isEmpty() && !draft.hasField("RecordTypeId")) {
      SystemFields.named("RecordTypeId", draft.name, "").ifPresent(draft.fields::add);
    }
  }
}
