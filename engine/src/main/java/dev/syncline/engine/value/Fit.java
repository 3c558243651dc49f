package dev.syncline.engine.value;

import dev.syncline.model.Value;

/** Whether a value fits its column. */
public sealed interface Fit {
  /** It fits, in this form. */
  record Fits(Value value) implements Fit {}

  /**
   * It does not, and is neither cut, rounded nor emptied to make it fit.
   *
   * @param code the stable name of the reason
   * @param reason why, in words that continue "the value"
   * @param action what to do
   */
  record Misfit(String code, String reason, String action) implements Fit {}
}
