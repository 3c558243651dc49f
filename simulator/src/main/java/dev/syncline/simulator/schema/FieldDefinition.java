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
    DISPLAY_LOCATION_IN_DECIMAL,
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
    SEARCH_PREFILTERABLE,
    SORTABLE,
    UNIQUE,
    UPDATEABLE,
    WRITE_REQUIRES_MASTER_READ
  }

  private final Builder source;
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
  private final @Nullable String inlineHelpText;
  private final @Nullable String mask;
  private final @Nullable String maskType;
  private final @Nullable String displayFormat;
  private final @Nullable Integer relationshipOrder;
  private final @Nullable Sample sample;

  private FieldDefinition(Builder b, int position, Set<Flag> withheld) {
    this.source = b;
    this.name = b.name;
    this.label = b.label;
    this.type = b.type;
    this.position = position;
    this.length = b.length;
    this.precision = b.precision;
    this.scale = b.scale;
    this.digits = b.digits;
    var granted = EnumSet.noneOf(Flag.class);
    granted.addAll(b.flags);
    granted.removeAll(withheld);
    this.flags = Set.copyOf(granted);
    this.referenceTo = List.copyOf(b.referenceTo);
    this.relationshipName = b.relationshipName;
    this.childRelationshipName = b.childRelationshipName;
    this.compoundFieldName = b.compoundFieldName;
    this.extraTypeInfo = b.extraTypeInfo;
    this.formula = b.formula;
    this.defaultValue = b.defaultValue;
    this.picklistValues = List.copyOf(b.picklistValues);
    this.inlineHelpText = b.inlineHelpText;
    this.mask = b.mask;
    this.maskType = b.maskType;
    this.displayFormat = b.displayFormat;
    this.relationshipOrder = b.relationshipOrder;
    this.sample = b.sample;
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

  /** The type's name in SOAP, such as {@code tns:ID} or {@code xsd:double}. */
  public String soapType() {
    return type.soapType();
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

  public Optional<String> inlineHelpText() {
    return Optional.ofNullable(inlineHelpText);
  }

  /** The character that stands for hidden ones in an encrypted text: {@code X} or {@code *}. */
  public Optional<String> mask() {
    return Optional.ofNullable(mask);
  }

  /** Which characters of an encrypted text are hidden, such as {@code all} or {@code lastFour}. */
  public Optional<String> maskType() {
    return Optional.ofNullable(maskType);
  }

  /** How an auto-number is spelled, such as {@code INV-{00000}}. */
  public Optional<String> displayFormat() {
    return Optional.ofNullable(displayFormat);
  }

  /** 0 for a primary and 1 for a secondary master-detail reference; empty for others. */
  public Optional<Integer> relationshipOrder() {
    return Optional.ofNullable(relationshipOrder);
  }

  /** What generated records carry here; empty: what fits the type. */
  public Optional<Sample> sample() {
    return Optional.ofNullable(sample);
  }

  /** Whether the field is the {@code Name} of a person, put together from its components. */
  public boolean isPersonName() {
    return is(Flag.NAME_FIELD) && "personname".equals(extraTypeInfo);
  }

  /**
   * Whether records hold a value of their own here: not for compound wholes and formulas, which are
   * made when they are read.
   */
  public boolean isStored() {
    return type != FieldType.ADDRESS
        && type != FieldType.LOCATION
        && !isPersonName()
        && formula == null;
  }

  /** The length in bytes that describe states: three per character of text. */
  public int byteLength() {
    return type.bytesPerCharacter() * length;
  }

  /** The same field to somebody who may read it alone. */
  FieldDefinition readOnly() {
    return new FieldDefinition(source, position, Set.of(Flag.CREATEABLE, Flag.UPDATEABLE));
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
    private @Nullable String inlineHelpText;
    private @Nullable String mask;
    private @Nullable String maskType;
    private @Nullable String displayFormat;
    private @Nullable Integer relationshipOrder;
    private @Nullable Sample sample;

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

    public Builder help(String text) {
      this.inlineHelpText = text;
      return this;
    }

    public Builder mask(String type, String character) {
      this.maskType = type;
      this.mask = character;
      return this;
    }

    public Builder displayFormat(String format) {
      this.displayFormat = format;
      return this;
    }

    public Builder relationshipOrder(int order) {
      this.relationshipOrder = order;
      return this;
    }

    public Builder sample(Sample generated) {
      this.sample = generated;
      return this;
    }

    String name() {
      return name;
    }

    /** The field, standing at this index of its object's list. */
    public FieldDefinition at(int index) {
      return new FieldDefinition(this, index, Set.of());
    }
  }
}
