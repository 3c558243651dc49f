package dev.syncline.app.plans;

/** A file that cannot be read as a saved plan; the message says why. */
public final class PlanFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanFileException(String message) {
    super(message);
  }
}
