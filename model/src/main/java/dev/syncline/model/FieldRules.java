package dev.syncline.model;

/**
 * What becomes of values of one field that the other side cannot hold as they are.
 *
 * @param tooLong of texts with more characters than the other side holds, both ways
 * @param badPicklist of values that a restricted pick-list does not have, on their way to the org
 * @param emptyText of empty texts of the database, of which Salesforce has none
 */
public record FieldRules(TooLong tooLong, BadPicklist badPicklist, EmptyText emptyText) {
  /** What does not fit is set aside; an empty text is an empty field. */
  public static final FieldRules STANDARD =
      new FieldRules(TooLong.REJECT, BadPicklist.REJECT, EmptyText.CLEAR);

  /** What becomes of a text that is too long. */
  public enum TooLong {
    /** It is set aside with the reason. */
    REJECT,
    /** Its beginning is written, which the history tells; the source keeps the whole. */
    CUT
  }

  /** What becomes of a value that the restricted pick-list does not have. */
  public enum BadPicklist {
    /** The row is set aside with the reason. */
    REJECT,
    /** The field is emptied, which the history tells; the row keeps its value. */
    CLEAR,
    /** The field stays as it is: the row says nothing of it. */
    KEEP
  }

  /** What an empty text in a column means. */
  public enum EmptyText {
    /** The field is empty. The row keeps its empty text as long as the field stays empty. */
    CLEAR,
    /** The same, and an empty field becomes an empty text in the row. */
    FILL,
    /** Nothing: the field stays as it is. */
    KEEP,
    /** The row is set aside with the reason. */
    REJECT
  }
}
