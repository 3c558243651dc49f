package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.jdbc.dialect.Dialect;

/** How a database says what concerns single rows of one mapping. */
public interface RowWords {
  Dialect dialect();

  StageLayout layout();

  /** The mapping's number. */
  long mappingId();

  /** The number of the mapping that a reference points to. */
  long parentId(FieldBinding reference);

  /** The table, quoted. */
  String table();

  /** The row key's column, quoted. */
  String key();

  /** A parameter of text as the row key's column holds it, so that its index is used. */
  String keyParameter();

  /** A row key as links hold it. */
  String keyText(String column);

  /** A parameter of text as the column of a binding holds it. */
  String valueParameter(FieldBinding binding);

  /** The row key of the parent whose record id is the parameter, for the column of a reference. */
  String parentKey(FieldBinding reference);

  /** A column's value in a form that {@link ColumnValues} reads whole. */
  String readable(FieldBinding binding, String column);

  /** A base as its column takes it, from a parameter of text. */
  String baseParameter();

  /** Checks at once what else is checked at the commit; empty where there is no such thing. */
  String checkNow();

  /** Whether waiting references hold the key of the row that has them. */
  boolean waitsByRow();

  /** The forms of values as text. */
  StageLine.Forms forms();
}
