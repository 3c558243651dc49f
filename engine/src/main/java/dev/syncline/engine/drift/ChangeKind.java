package dev.syncline.engine.drift;

/** The ways in which a schema can change under a mapping, and how much each of them matters. */
public enum ChangeKind {
  FIELD_ADDED(Weight.NEW),
  FIELD_REMOVED(Weight.BROKEN),
  FIELD_RETURNED(Weight.SAFE),
  FIELD_RETYPED(Weight.BROKEN),
  FIELD_RETYPED_UNFIT(Weight.BROKEN),
  FIELD_UNSUPPORTED(Weight.BROKEN),
  FIELD_SHORTENED(Weight.BROKEN),
  FIELD_LENGTHENED(Weight.SAFE),
  FIELD_FEWER_DIGITS(Weight.BROKEN),
  FIELD_MORE_DIGITS(Weight.SAFE),
  FIELD_READ_ONLY(Weight.BROKEN),
  FIELD_WRITABLE(Weight.HARMLESS),
  FIELD_CALCULATED(Weight.BROKEN),
  FIELD_REQUIRED(Weight.SAFE),
  FIELD_OPTIONAL(Weight.HARMLESS),
  FIELD_UNIQUE(Weight.SAFE),
  FIELD_NOT_UNIQUE(Weight.HARMLESS),
  FIELD_CASE_SENSITIVITY(Weight.SAFE),
  FIELD_ENCRYPTED(Weight.BROKEN),
  FIELD_DECRYPTED(Weight.HARMLESS),
  PICKLIST_FEWER_VALUES(Weight.SAFE),
  PICKLIST_MORE_VALUES(Weight.HARMLESS),
  PICKLIST_RESTRICTED(Weight.SAFE),
  PICKLIST_OPEN(Weight.HARMLESS),
  REFERENCE_ELSEWHERE(Weight.BROKEN),
  REFERENCE_WIDER(Weight.HARMLESS),
  EXPRESSION_INPUT_CHANGED(Weight.BROKEN),
  KEY_REMOVED(Weight.FATAL),
  KEY_NO_EXTERNAL_ID(Weight.FATAL),
  OBJECT_NOT_READABLE(Weight.FATAL),
  OBJECT_NOT_WRITABLE(Weight.FATAL),
  COLUMN_ADDED(Weight.NEW),
  COLUMN_REMOVED(Weight.BROKEN),
  COLUMN_RETYPED(Weight.BROKEN),
  COLUMN_RETYPED_UNFIT(Weight.BROKEN),
  COLUMN_GENERATED(Weight.BROKEN),
  COLUMN_SHORTENED(Weight.BROKEN),
  COLUMN_LENGTHENED(Weight.HARMLESS),
  COLUMN_NOT_NULL(Weight.SAFE),
  COLUMN_NULLABLE(Weight.HARMLESS),
  ROW_KEY_CHANGED(Weight.FATAL),
  TABLE_REMOVED(Weight.FATAL);

  /** How much a change matters. */
  enum Weight {
    /** What is carried is the same. */
    HARMLESS,
    /** Something could be carried that is not. */
    NEW,
    /** It can be carried on, perhaps with some values refused. */
    SAFE,
    /** The field cannot be carried, or what it holds may have been altered without a word. */
    BROKEN,
    /** The mapping cannot be carried. */
    FATAL
  }

  private final Weight weight;

  ChangeKind(Weight weight) {
    this.weight = weight;
  }

  Weight weight() {
    return weight;
  }
}
