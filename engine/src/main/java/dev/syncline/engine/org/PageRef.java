package dev.syncline.engine.org;

/**
 * Where one page of a reading is to be had. Opaque to the engine; kept in checkpoints, so it must
 * mean the same to another process tomorrow.
 */
public record PageRef(String value) {
  /** The longest text that a checkpoint keeps. */
  public static final int MAX_LENGTH = 4_000;

  public PageRef {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A page reference has 1 to " + MAX_LENGTH + " characters");
    }
  }
}
