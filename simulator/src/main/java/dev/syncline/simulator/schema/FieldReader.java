package dev.syncline.simulator.schema;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one field of an object from a schema file. */
final class FieldReader {
  private static final String TYPE_WORDS =
      Stream.of(FieldWord.values()).map(FieldWord::word).collect(Collectors.joining(", "));
  private static final Sample ALWAYS = new Sample(Sample.Content.TYPICAL, 0);
  private static final int MAX_PRECISION = 18;
  private static final int MAX_LONG_TEXT = 131_072;

  private final String object;
  private final String objectLabel;

  FieldReader(String object, String objectLabel) {
    this.object = object;
    this.objectLabel = objectLabel;
  }

  /** The field with its components before it; empty when the entry has problems. */
  List<FieldDefinition.Builder> read(YamlMap.Scalar name, YamlMap entry) {
    Optional<YamlMap.Scalar> type = entry.scalar("type");
    if (type.isEmpty()) {
      entry.problem(
          name.node(), "field " + name.text() + " has no type", "add type: one of " + TYPE_WORDS);
      return List.of();
    }
    Optional<FieldWord> word = FieldWord.named(type.get().text());
    if (word.isEmpty()) {
      entry.problem(
          type.get().node(),
          "type " + type.get().text() + " is not known",
          "use one of " + TYPE_WORDS);
      return List.of();
    }
    List<FieldDefinition.Builder> fields = read(name, word.get(), entry);
    entry.rejectOthers();
    return fields;
  }

  private List<FieldDefinition.Builder> read(YamlMap.Scalar name, FieldWord word, YamlMap entry) {
    if (word == FieldWord.SYSTEM) {
      return system(name, entry);
    }
    FieldType type = word == FieldWord.FORMULA ? formulaType(name, entry) : word.type();
    var field = FieldDefinition.field(name.text(), type).without(word.missing());
    String label = entry.text("label").orElseGet(() -> labelOf(name.text()));
    field.label(label);
    entry.text("help").ifPresent(field::help);
    details(field, type, word, entry);
    common(field, type, word, entry);
    return switch (word) {
      case ADDRESS -> address(name, label, field, entry);
      case GEOLOCATION -> location(name, label, field, entry);
      case PERSONNAME ->
          CompoundFields.personName(personName(field), entry.truth("salutation").orElse(true));
      default -> List.of(field);
    };
  }

  private List<FieldDefinition.Builder> system(YamlMap.Scalar name, YamlMap entry) {
    Optional<FieldDefinition.Builder> field =
        SystemFields.named(name.text(), object, entry.text("label").orElse(objectLabel + " ID"));
    if (field.isEmpty()) {
      entry.problem(name.node(), name.text() + " is no system field", "give it a type of its own");
    }
    flags(entry, "is").forEach(flag -> field.ifPresent(f -> f.with(flag)));
    flags(entry, "not").forEach(flag -> field.ifPresent(f -> f.without(flag)));
    return field.map(List::of).orElse(List.of());
  }

  private static String labelOf(String name) {
    String base = name.endsWith("__c") ? name.substring(0, name.length() - 3) : name;
    return base.replace('_', ' ');
  }

  private static FieldDefinition.Builder personName(FieldDefinition.Builder whole) {
    return whole
        .length(203)
        .without(Flag.CREATEABLE, Flag.UPDATEABLE, Flag.NILLABLE, Flag.PERMISSIONABLE)
        .with(Flag.NAME_FIELD)
        .extraTypeInfo("personname");
  }

  private List<FieldDefinition.Builder> address(
      YamlMap.Scalar name, String label, FieldDefinition.Builder whole, YamlMap entry) {
    if (!name.text().endsWith("Address") || !label.endsWith("Address")) {
      entry.problem(
          name.node(),
          "the name and the label of an address end in Address",
          "call it, for example, BillingAddress");
      return List.of();
    }
    return CompoundFields.address(name.text(), label, whole);
  }

  private List<FieldDefinition.Builder> location(
      YamlMap.Scalar name, String label, FieldDefinition.Builder whole, YamlMap entry) {
    int scale = entry.number("scale", 0, 15).orElse(6);
    if (entry.truth("decimal").orElse(false)) {
      whole.with(Flag.DISPLAY_LOCATION_IN_DECIMAL);
    }
    if (!name.text().endsWith("__c")) {
      entry.problem(name.node(), "a geolocation is a custom field", "end its name in __c");
      return List.of();
    }
    return CompoundFields.location(name.text(), label, scale, whole);
  }

  private static FieldType formulaType(YamlMap.Scalar name, YamlMap entry) {
    Optional<YamlMap.Scalar> returns = entry.scalar("returns");
    if (returns.isEmpty()) {
      entry.problem(
          name.node(), "a formula says what it returns", "add returns: text, number, date, …");
      return FieldType.STRING;
    }
    return switch (returns.get().text()) {
      case "text" -> FieldType.STRING;
      case "number" -> FieldType.DOUBLE;
      case "currency" -> FieldType.CURRENCY;
      case "percent" -> FieldType.PERCENT;
      case "checkbox" -> FieldType.BOOLEAN;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.DATETIME;
      case "time" -> FieldType.TIME;
      default -> {
        entry.problem(
            returns.get().node(),
            "a formula cannot return " + returns.get().text(),
            "use text, number, currency, percent, checkbox, date, datetime or time");
        yield FieldType.STRING;
      }
    };
  }

  private void details(
      FieldDefinition.Builder field, FieldType type, FieldWord word, YamlMap entry) {
    switch (word) {
      case TEXT -> length(field, entry, 255, field.name().endsWith("__c") ? 255 : 1_300);
      case TEXTAREA -> length(field.extraTypeInfo("plaintextarea"), entry, 255, 4_000);
      case LONGTEXTAREA ->
          length(field.extraTypeInfo("plaintextarea"), entry, 32_768, MAX_LONG_TEXT);
      case RICHTEXT ->
          length(
              field.extraTypeInfo("richtextarea").with(Flag.HTML_FORMATTED),
              entry,
              32_768,
              MAX_LONG_TEXT);
      case INTEGER -> field.digits(entry.number("digits", 1, 10).orElse(9));
      case NUMBER, PERCENT -> precision(field, entry, 0);
      case CURRENCY -> precision(field, entry, 2);
      case CHECKBOX -> field.with(Flag.DEFAULTED_ON_CREATE).defaultValue(false);
      case PICKLIST, COMBOBOX -> {
        length(field, entry, 255, 255);
        PicklistReader.read(field, entry);
      }
      case MULTIPICKLIST -> {
        length(field, entry, 4_099, 4_099);
        PicklistReader.read(field, entry);
      }
      case EMAIL -> length(field, entry, 80, 255);
      case PHONE -> length(field, entry, 40, 40);
      case URL -> length(field, entry, 255, 1_024);
      case ENCRYPTED -> encrypted(length(field, entry, 175, 175), entry);
      case AUTONUMBER -> autoNumber(length(field, entry, 30, 80), entry);
      case LOOKUP, MASTERDETAIL -> ReferenceReader.read(field, word, entry);
      case FORMULA -> formula(field, type, entry);
      case BASE64, DATE, DATETIME, TIME, ADDRESS, GEOLOCATION, PERSONNAME, SYSTEM -> {}
    }
  }

  private static FieldDefinition.Builder length(
      FieldDefinition.Builder field, YamlMap entry, int usual, int most) {
    return field.length(entry.number("length", 1, most).orElse(usual));
  }

  private static void precision(FieldDefinition.Builder field, YamlMap entry, int usualScale) {
    int precision = entry.number("precision", 1, MAX_PRECISION).orElse(MAX_PRECISION);
    int scale = entry.number("scale", 0, MAX_PRECISION - 1).orElse(usualScale);
    if (scale > precision) {
      entry.problem(
          "scale " + scale + " is more than precision " + precision,
          "precision counts all digits, those after the point included");
    }
    field.precision(precision, scale);
  }

  private static void encrypted(FieldDefinition.Builder field, YamlMap entry) {
    field
        .with(Flag.ENCRYPTED)
        .mask(entry.text("maskType").orElse("all"), entry.text("mask").orElse("*"));
  }

  private static void autoNumber(FieldDefinition.Builder field, YamlMap entry) {
    Optional<YamlMap.Scalar> format = entry.scalar("format");
    if (format.isPresent() && !format.get().text().matches("[^{}]*\\{0{1,10}}[^{}]*")) {
      entry.problem(
          format.get().node(),
          "format " + format.get().text() + " has no place for the number",
          "write zeros in braces once, such as INV-{00000}");
    }
    field
        .with(Flag.AUTO_NUMBER, Flag.DEFAULTED_ON_CREATE)
        .displayFormat(format.map(YamlMap.Scalar::text).orElse("{0}"));
  }

  private static void formula(FieldDefinition.Builder field, FieldType type, YamlMap entry) {
    Optional<YamlMap.Scalar> expression = entry.scalar("formula");
    if (expression.isEmpty()) {
      entry.problem("a formula field has no formula", "add formula: an expression");
    }
    expression.ifPresent(text -> RulesReader.formula(entry, text));
    field.with(Flag.CALCULATED).formula(expression.map(YamlMap.Scalar::text).orElse(""));
    if (type == FieldType.STRING) {
      length(field, entry, 1_300, 1_300);
    } else if (type.isNumber()) {
      precision(field.without(Flag.GROUPABLE), entry, 2);
    } else if (type == FieldType.BOOLEAN) {
      field.without(Flag.NILLABLE, Flag.AGGREGATABLE).defaultValue(false);
    } else if (type == FieldType.DATETIME) {
      field.without(Flag.GROUPABLE);
    }
  }

  private static void common(
      FieldDefinition.Builder field, FieldType type, FieldWord word, YamlMap entry) {
    boolean required = entry.truth("required").orElse(false);
    if (required) {
      field.without(Flag.NILLABLE, Flag.PERMISSIONABLE);
    }
    switch (word) {
      case TEXT, NUMBER, EMAIL, AUTONUMBER -> keys(field, entry);
      default -> {}
    }
    entry.scalar("default").ifPresent(text -> defaultValue(field, type, text, entry));
    boolean always = required || word == FieldWord.CHECKBOX || word == FieldWord.MASTERDETAIL;
    Sample usual = always ? ALWAYS : new Sample(Sample.Content.TYPICAL, 25);
    field.sample(sample(entry, usual));
    flags(entry, "is").forEach(field::with);
    flags(entry, "not").forEach(field::without);
  }

  private static void keys(FieldDefinition.Builder field, YamlMap entry) {
    if (entry.truth("unique").orElse(false)) {
      field.with(Flag.UNIQUE);
    }
    if (entry.truth("caseSensitive").orElse(false)) {
      field.with(Flag.CASE_SENSITIVE);
    }
    if (entry.truth("externalId").orElse(false)) {
      field.with(Flag.EXTERNAL_ID, Flag.ID_LOOKUP);
    }
  }

  private static void defaultValue(
      FieldDefinition.Builder field, FieldType type, YamlMap.Scalar text, YamlMap entry) {
    Optional<Object> value = DefaultValues.parse(type, text.text());
    if (value.isEmpty()) {
      entry.problem(
          text.node(),
          "default " + text.text() + " is no value of a " + type.wireName() + " field",
          "write a value of that type, or remove the default");
    }
    value.ifPresent(v -> field.defaultValue(v).with(Flag.DEFAULTED_ON_CREATE));
  }

  private static Sample sample(YamlMap entry, Sample usual) {
    var content = usual.content();
    Optional<YamlMap.Scalar> word = entry.scalar("sample");
    if (word.isPresent()) {
      content = constant(word.get(), Sample.Content.class, entry).orElse(content);
    }
    return new Sample(content, entry.number("empty", 0, 100).orElse(usual.emptyPercent()));
  }

  private static List<Flag> flags(YamlMap entry, String key) {
    var flags = new ArrayList<Flag>();
    for (Node item : entry.items(key)) {
      if (item instanceof ScalarNode scalar) {
        constant(new YamlMap.Scalar(scalar.getValue(), scalar), Flag.class, entry)
            .ifPresent(flags::add);
      } else {
        entry.problem(item, key + " lists flags", "write " + key + ": [idLookup]");
      }
    }
    return flags;
  }

  /** The constant of an enum by its name in camel case, such as {@code idLookup}. */
  private static <E extends Enum<E>> Optional<E> constant(
      YamlMap.Scalar word, Class<E> kinds, YamlMap entry) {
    for (E constant : kinds.getEnumConstants()) {
      if (camelCase(constant).equals(word.text())) {
        return Optional.of(constant);
      }
    }
    entry.problem(
        word.node(),
        word.text() + " is not known here",
        "use one of "
            + Stream.of(kinds.getEnumConstants())
                .map(FieldReader::camelCase)
                .collect(Collectors.joining(", ")));
    return Optional.empty();
  }

  private static String camelCase(Enum<?> constant) {
    var text = new StringBuilder();
    for (String part : constant.name().toLowerCase(Locale.ROOT).split("_")) {
      text.append(
          text.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return text.toString();
  }
}
