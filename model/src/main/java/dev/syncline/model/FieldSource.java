package dev.syncline.model;

import java.util.Optional;

/** Where the value of one line of a mapping comes from. */
public sealed interface FieldSource {
  /** The line without anything special to it. */
  Plain PLAIN = new Plain();

  /** A column and its field. */
  record Plain() implements FieldSource {}

  /**
   * The same value always.
   *
   * @param text as the user wrote it; the type is that of the other side
   */
  record Constant(String text) implements FieldSource {}

  /**
   * What an expression makes of the row, or of the record for a column.
   *
   * @param text as the user wrote it
   */
  record Expression(String text) implements FieldSource {}

  /**
   * The record type by its developer name.
   *
   * @param whenNew the developer name that new records get where the column has none, or where
   *     there is no column
   */
  record RecordTypeName(Optional<String> whenNew) implements FieldSource {}

  /**
   * A column of a row that the mapped row refers to.
   *
   * @param through the column of the mapped table that refers to that row
   * @param table the table of that row
   * @param column the column of that row whose value the field gets
   * @param key what {@code through} refers to; absent means the primary key of the table
   * @param missing what becomes of a row that refers to one that is not there
   */
  record RelatedColumn(
      ColumnName through,
      TableName table,
      ColumnName column,
      Optional<ColumnName> key,
      MissingRow missing)
      implements FieldSource {}

  /** What a reference to a row that is not there means. */
  enum MissingRow {
    /** The row is set aside with the reason. */
    REJECT,
    /** The field is empty. */
    CLEAR
  }
}
