package dev.syncline.model;

import java.util.Optional;

/**
 * One line of a mapping: which column a field belongs to.
 *
 * @param field the field's API name as the user wrote it
 * @param column the column; absent where Syncline names it (a created table)
 * @param references the mapping whose rows a reference field points to; absent where Syncline finds
 *     it by the object, or where the Salesforce id itself is wanted
 * @param keepsRecordId whether a reference column holds the Salesforce id, not the local key
 * @param conflict what holds where both sides changed the field; absent means as the mapping says
 * @param rules what becomes of values that the other side cannot hold
 * @param source where the value comes from; a line without a field of its own (a column that is
 *     computed from the record) is named {@code column:NAME}
 */
public record FieldMapping(
    FieldName field,
    Optional<ColumnName> column,
    Direction direction,
    Optional<MappingName> references,
    boolean keepsRecordId,
    Optional<ConflictPolicy> conflict,
    FieldRules rules,
    FieldSource source) {
  private static final String OF_COLUMN = "column:";

  /**
   * The name of a line that is about a column without a field of its own: letters, digits and
   * underscores behind the colon, so that nothing in it means anything to SQL or JSON.
   */
  public static FieldName ofColumn(ColumnName column) {
    String name = column.value();
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    String end = plain.equals(name) ? "" : "_" + Integer.toHexString(name.hashCode());
    return new FieldName(OF_COLUMN + plain + end);
  }

  /** Whether the line is about a column without a field of its own. */
  public boolean hasField() {
    return !field.value().startsWith(OF_COLUMN);
  }

  /** A line under the standard rules. */
  public FieldMapping(
      FieldName field,
      Optional<ColumnName> column,
      Direction direction,
      Optional<MappingName> references,
      boolean keepsRecordId,
      Optional<ConflictPolicy> conflict) {
    this(
        field,
        column,
        direction,
        references,
        keepsRecordId,
        conflict,
        FieldRules.STANDARD,
        FieldSource.PLAIN);
  }

  /** The same with something else holding where both sides changed the field. */
  public FieldMapping withConflict(ConflictPolicy other) {
    return new FieldMapping(
        field, column, direction, references, keepsRecordId, Optional.of(other), rules, source);
  }
}
