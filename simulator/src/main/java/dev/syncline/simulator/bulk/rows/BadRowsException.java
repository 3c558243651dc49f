package dev.syncline.simulator.bulk.rows;

/** Rows that cannot be loaded as they came: the message is what the job or the batch tells. */
public final class BadRowsException extends RuntimeException {
  /**
   * @param code Bulk API's code of the error, such as {@code InvalidBatch}
   */
  public BadRowsException(String code, String message) {
    super(code + " : " + message, null, false, false);
  }

  /** The code and the reason, such as {@code InvalidBatch : Field name not found : Foo}. */
  public String told() {
    return String.valueOf(getMessage());
  }
}
