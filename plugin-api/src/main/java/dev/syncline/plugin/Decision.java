package dev.syncline.plugin;

/** Whether something may go on. */
public sealed interface Decision {
  /** It may. */
  Decision ALLOW = new Allow();

  /** It may go on. */
  record Allow() implements Decision {}

  /**
   * It may not.
   *
   * @param reason why, in words for the people who look for the record; no secrets
   */
  record Veto(String reason) implements Decision {
    public Veto {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("A veto needs a reason");
      }
    }
  }

  /** A veto. */
  static Decision veto(String reason) {
    return new Veto(reason);
  }
}
