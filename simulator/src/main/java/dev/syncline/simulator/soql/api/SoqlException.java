package dev.syncline.simulator.soql.api;

/**
 * A refused statement: the code and the text that the API answers with, and the place in the
 * statement. The text starts with the snippet and the place where the real API shows them.
 */
public final class SoqlException extends RuntimeException {
  private final ErrorCode errorCode;
  private final String reason;
  private final int row;
  private final int column;

  /**
   * @param message the whole text on the wire
   * @param reason the text without snippet and place
   * @param row the line of the statement, from 1
   * @param column the character in that line, from 1
   */
  public SoqlException(ErrorCode errorCode, String message, String reason, int row, int column) {
    super(message);
    this.errorCode = errorCode;
    this.reason = reason;
    this.row = row;
    this.column = column;
  }

  public ErrorCode errorCode() {
    return errorCode;
  }

  /** The whole text on the wire. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** The text without snippet and place. */
  public String reason() {
    return reason;
  }

  /** The line of the statement that is wrong, from 1. */
  public int row() {
    return row;
  }

  /** The character in that line, from 1. */
  public int column() {
    return column;
  }
}
