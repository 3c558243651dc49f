package dev.syncline.simulator.schema;

import dev.syncline.simulator.formula.Formula;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of the org: its names, key prefix, flags, fields and rules. Two are equal when they
 * have the same name: the same object at different times, or as others see it.
 */
public final class ObjectDefinition {
  /** What describe says of the object as a whole, beyond names and fields. */
  public enum Flag {
    ACTIVATEABLE,
    CREATEABLE,
    CUSTOM_SETTING,
    DELETABLE,
    FEED_ENABLED,
    LAYOUTABLE,
    MERGEABLE,
    MRU_ENABLED,
    QUERYABLE,
    REPLICATEABLE,
    RETRIEVEABLE,
    SEARCHABLE,
    TRIGGERABLE,
    UNDELETABLE,
    UPDATEABLE
  }

  private final String name;
  private final String label;
  private final String labelPlural;
  private final String keyPrefix;
  private final Set<Flag> flags;
  private final List<FieldDefinition> fields;
  private final List<String> fieldNames;
  private final List<RecordType> recordTypes;
  private final ObjectRules rules;
  private final Map<FieldDefinition, Formula> formulas;
  private final Map<String, FieldDefinition> byName;
  private final Map<String, FieldDefinition> byRelationship;

  public ObjectDefinition(
      String name,
      String label,
      String labelPlural,
      String keyPrefix,
      Set<Flag> flags,
      List<FieldDefinition> fields) {
    this(name, label, labelPlural, keyPrefix, flags, fields, List.of());
  }

  public ObjectDefinition(
      String name,
      String label,
      String labelPlural,
      String keyPrefix,
      Set<Flag> flags,
      List<FieldDefinition> fields,
      List<RecordType> recordTypes) {
    this.name = name;
    this.label = label;
    this.labelPlural = labelPlural;
    this.keyPrefix = keyPrefix;
    this.flags = Set.copyOf(flags);
    this.fields = List.copyOf(fields);
    this.fieldNames = this.fields.stream().map(FieldDefinition::name).toList();
    this.recordTypes = List.copyOf(recordTypes);
    this.rules = ObjectRules.NONE;
    this.formulas = formulas(this.fields);
    this.byName = Names.index(fields, f -> Optional.of(f.name()));
    this.byRelationship = Names.index(fields, FieldDefinition::relationshipName);
    for (int i = 0; i < this.fields.size(); i++) {
      if (this.fields.get(i).position() != i) {
        throw new IllegalArgumentException(
            name + "." + this.fields.get(i).name() + " does not stand at its position");
      }
    }
  }

  /** The same object with other rules, and some of its fields, which keep their positions. */
  private ObjectDefinition(
      ObjectDefinition whole, Set<Flag> flags, List<FieldDefinition> fields, ObjectRules rules) {
    this.name = whole.name;
    this.label = whole.label;
    this.labelPlural = whole.labelPlural;
    this.keyPrefix = whole.keyPrefix;
    this.flags = Set.copyOf(flags);
    this.fields = List.copyOf(fields);
    this.fieldNames = this.fields.stream().map(FieldDefinition::name).toList();
    this.recordTypes = whole.recordTypes;
    this.rules = rules;
    this.formulas = formulas(this.fields);
    this.byName = Names.index(fields, f -> Optional.of(f.name()));
    this.byRelationship = Names.index(fields, FieldDefinition::relationshipName);
  }

  /** A text that is no formula has been reported where it was read. */
  private static Map<FieldDefinition, Formula> formulas(List<FieldDefinition> fields) {
    var formulas = new HashMap<FieldDefinition, Formula>();
    for (FieldDefinition field : fields) {
      field.formula().flatMap(Formula::read).ifPresent(read -> formulas.put(field, read));
    }
    return Map.copyOf(formulas);
  }

  ObjectDefinition with(ObjectRules declared) {
    return new ObjectDefinition(this, flags, fields, declared);
  }

  /** This object as the integration user sees it; empty when it does not at all. */
  Optional<ObjectDefinition> seen() {
    ObjectAccess access = rules.access();
    if (!access.read()) {
      return Optional.empty();
    }
    var seen = EnumSet.noneOf(Flag.class);
    seen.addAll(flags);
    if (!access.create()) {
      seen.remove(Flag.CREATEABLE);
    }
    if (!access.edit()) {
      seen.remove(Flag.UPDATEABLE);
    }
    if (!access.delete()) {
      seen.removeAll(Set.of(Flag.DELETABLE, Flag.UNDELETABLE));
    }
    List<FieldDefinition> visible =
        fields.stream().flatMap(field -> access.seen(field).stream()).toList();
    return Optional.of(new ObjectDefinition(this, seen, visible, rules));
  }

  /** Its rules and who may do what with it. */
  public ObjectRules rules() {
    return rules;
  }

  /** The expression of a formula field; empty for others. */
  public Optional<Formula> formula(FieldDefinition field) {
    return Optional.ofNullable(formulas.get(field));
  }

  public boolean hasFormulas() {
    return !formulas.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectDefinition object && object.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  public String name() {
    return name;
  }

  public String label() {
    return label;
  }

  public String labelPlural() {
    return labelPlural;
  }

  /** The first three characters of the ids of this object's records. */
  public String keyPrefix() {
    return keyPrefix;
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** Whether the name ends as a custom object's does ({@code __c}, {@code __e}, …). */
  public boolean custom() {
    return name.endsWith("__c") || name.endsWith("__e") || name.endsWith("__mdt");
  }

  /** Whether it is a platform event: its records are published and never kept. */
  public boolean isPlatformEvent() {
    return name.endsWith("__e");
  }

  /** All fields; a field's {@link FieldDefinition#position()} is its index in this list. */
  public List<FieldDefinition> fields() {
    return fields;
  }

  /** The names of all fields, in their order. */
  public List<String> fieldNames() {
    return fieldNames;
  }

  /** The object's record types without the master one; empty for most objects. */
  public List<RecordType> recordTypes() {
    return recordTypes;
  }

  /** The field with this API name, whatever its case. */
  public Optional<FieldDefinition> field(String fieldName) {
    return Optional.ofNullable(byName.get(Names.key(fieldName)));
  }

  /** The field that must exist (a standard one such as {@code Id}), or a bug in the caller. */
  public FieldDefinition requireField(String fieldName) {
    return field(fieldName)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + fieldName));
  }

  /** The reference field whose parent is reached by this relationship name, whatever its case. */
  public Optional<FieldDefinition> relationship(String relationshipName) {
    return Optional.ofNullable(byRelationship.get(Names.key(relationshipName)));
  }

  @Override
  public String toString() {
    return name;
  }
}
