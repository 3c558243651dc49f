package dev.syncline.engine.scope;

/** A condition on rows cannot be read. */
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String action;

  ConditionException(String message, int place, String action) {
    super(message + " (character " + (place + 1) + ")");
    this.action = action;
  }

  /** What to write instead. */
  public String action() {
    return action;
  }
}
