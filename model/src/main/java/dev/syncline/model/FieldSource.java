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
}
