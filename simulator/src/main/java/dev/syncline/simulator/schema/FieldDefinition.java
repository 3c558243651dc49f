package dev.syncline.simulator.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One field of an object: everything its describe says. Immutable; made by {@link Builder}. */
public final class FieldDefinition {
  /** The yes-or-no facts of a field's describe. */
  public enum Flag {
    AGGREGATABLE,
    AUTO_NUMBER,
    CALCULATED,
    CASCADE_DELETE,
    CASE_SENSITIVE,
    CREATEABLE,
    DEFAULTED_ON_CREATE,
    ENCRYPTED,
    EXTERNAL_ID,
    FILTERABLE,
    GROUPABLE,
    HTML_FORMATTED,
    ID_LOOKUP,
    NAME_FIELD,
    NAME_POINTING,
    NILLABLE,
    PERMISSIONABLE,
    POLYMORPHIC_FOREIGN_KEY,
    RESTRICTED_DELETE,
    RESTRICTED_PICKLIST,
    SORTABLE,
    UNIQUE,
    UPDATEABLE,
    WRITE_REQUIRES_MASTER_READ
  }

  private final String name;
  private final String label;
  private final FieldType type;
  private final int position;
  private final int length;
  private final int precision;
  private final int scale;
  private final int digits;
  private final Set<Flag> flags;
  private final List<String> referenceTo;
  private final @Nullable String relationshipName;
  private final @Nullable String childRelationshipName;
  private final @Nullable String compoundFieldName;
  private final @Nullable String extraTypeInfo;
  private final @Nullable String formula;
  private final @Nullable Object defaultValue;
  private final List<PicklistValue> picklistValues;

  private FieldDefinition(Builder b, int position) {
    this.name = b.name;
    this.label = b.label;
    this.type = b.type;
    this.position = position;
    this.length = b.length;
    this.precision = b.precision;
    this.scale = b.scale;
    this.digits = b.digits;
    this.flags = Set.copyOf(b.flags);
    this.referenceTo = List.copyOf(b.referenceTo);
    this.relationshipName = b.relationshipName;
    this.childRelationshipName = b.childRelationshipName;
    this.compoundFieldName = b.compoundFieldName;
    this.extraTypeInfo = b.extraTypeInfo;
    this.formula = b.formula;
    this.defaultValue = b.defaultValue;
    this.picklistValues = List.copyOf(b.picklistValues);
  }

  /** Starts a field; see {@link Builder}. */
  public static Builder field(String name, FieldType type) {
    return new Builder(name, type);
  }

  public String name() {
    return name;
  }

  public String label() {
    return label;
  }

  public FieldType type() {
    return type;
  }

  /** The field's index in {@link ObjectDefinition#fields()}. */
  public int position() {
    return position;
  }

  /** The longest text in Unicode characters; 0 where it does not apply. */
  public int length() {
    return length;
  }

  public int precision() {
    return precision;
  }

  public int scale() {
    return scale;
  }

  public int digits() {
    return digits;
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  public boolean custom() {
    return name.endsWith("__c") || name.endsWith("__s");
  }

  /** The objects that a reference may point to. */
  public List<String> referenceTo() {
    return referenceTo;
  }

  /** The name by which SOQL reaches the parent, such as {@code Account} for {@code AccountId}. */
  public Optional<String> relationshipName() {
    return Optional.ofNullable(relationshipName);
  }

  /** The name by which the parent reaches these children, such as {@code Contacts}. */
  public Optional<String> childRelationshipName() {
    return Optional.ofNullable(childRelationshipName);
  }

  /** The compound field that this field is a component of, such as {@code BillingAddress}. */
  public Optional<String> compoundFieldName() {
    return Optional.ofNullable(compoundFieldName);
  }

  public Optional<String> extraTypeInfo() {
    return Optional.ofNullable(extraTypeInfo);
  }

  /** The declared expression of a calculated field. */
  public Optional<String> formula() {
    return Optional.ofNullable(formula);
  }

  /** The value that a create without this field gets, in the type of {@link FieldType}. */
  public Optional<Object> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  public List<PicklistValue> picklistValues() {
    return picklistValues;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Says a field's facts one by one; what is not said has the commonest value. */
  public static final class Builder {
    private final String name;
    private final FieldType type;
    private String label;
    private int length;
    private int precision;
    private int scale;
    private int digits;
    private final Set<Flag> flags =
        EnumSet.of(
            Flag.NILLABLE,
            Flag.CREATEABLE,
            Flag.UPDATEABLE,
            Flag.FILTERABLE,
            Flag.SORTABLE,
            Flag.GROUPABLE,
            Flag.AGGREGATABLE,
            Flag.PERMISSIONABLE);
    private List<String> referenceTo = List.of();
    private @Nullable String relationshipName;
    private @Nullable String childRelationshipName;
    private @Nullable String compoundFieldName;
    private @Nullable String extraTypeInfo;
    private @Nullable String formula;
    private @Nullable Object defaultValue;
    private List<PicklistValue> picklistValues = List.of();

    private Builder(String name, FieldType type) {
      this.name = name;
      this.label = name;
      this.type = type;
    }

    public Builder label(String text) {
      this.label = text;
      return this;
    }

    public Builder length(int characters) {
      this.length = characters;
      return this;
    }

    public Builder precision(int totalDigits, int fractionDigits) {
      this.precision = totalDigits;
      this.scale = fractionDigits;
      return this;
    }

    public Builder digits(int integerDigits) {
      this.digits = integerDigits;
      return this;
    }

    public Builder with(Flag... added) {
      flags.addAll(List.of(added));
      return this;
    }

    public Builder without(Flag... removed) {
      flags.removeAll(List.of(removed));
      return this;
    }

    public Builder referenceTo(String parentRelationship, String... objects) {
      this.relationshipName = parentRelationship;
      this.referenceTo = List.of(objects);
      return this;
    }

    public Builder children(String childRelationship) {
      this.childRelationshipName = childRelationship;
      return this;
    }

    public Builder partOf(String compoundField) {
      this.compoundFieldName = compoundField;
      return this;
    }

    public Builder extraTypeInfo(String info) {
      this.extraTypeInfo = info;
      return this;
    }

    public Builder formula(String expression) {
      this.formula = expression;
      return this;
    }

    public Builder defaultValue(Object value) {
      this.defaultValue = value;
      return this;
    }

    public Builder picklist(List<PicklistValue> values) {
      this.picklistValues = values;
      return this;
    }

    /** The field, standing at this index of its object's list. */
    public FieldDefinition at(int index) {
      return new FieldDefinition(this, index);
    }
  }
}
