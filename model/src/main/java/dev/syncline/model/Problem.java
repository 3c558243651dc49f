package dev.syncline.model;

/**
 * What went wrong and what to do about it. Codes are stable and in upper case with a family in
 * front, such as {@code ROW-TOO-LONG} or {@code AUTH-REJECTED}. No secret and, apart from row-level
 * problems, no record value stands in the texts.
 *
 * @param code the stable name of the kind of problem
 * @param errorClass who must act
 * @param message what happened, where; a third party's words stand in it verbatim
 * @param action what the reader can do
 */
public record Problem(String code, ErrorClass errorClass, String message, String action) {
  public Problem {
    if (code.isBlank() || message.isBlank() || action.isBlank()) {
      throw new IllegalArgumentException("A problem needs a code, a message and an action");
    }
  }

  @Override
  public String toString() {
    return code + ": " + message + " → " + action;
  }
}
