package dev.syncline.engine.value;

import dev.syncline.model.Value;
import java.util.Optional;

/** Whether a value fits where it is to go. */
public sealed interface Fit {
  /** It fits, in this form. */
  record Fits(Value value) implements Fit {}

  /**
   * It does not fit as it is, and a rule of the field has changed it so that it does.
   *
   * @param code the stable name of what was done
   * @param what was done, in words that continue "the value"
   */
  record Altered(Value value, String code, String what) implements Fit {}

  /** By a rule of the field, the row says nothing of it: what the record holds stays. */
  record Unsaid() implements Fit {}

  /**
   * It does not, and is neither cut, rounded nor emptied to make it fit.
   *
   * @param code the stable name of the reason
   * @param reason why, in words that continue "the value"
   * @param action what to do
   */
  record Misfit(String code, String reason, String action) implements Fit {}

  /** The value as it is to go, changed or not; absent where none goes. */
  default Optional<Value> held() {
    return switch (this) {
      case Fits fits -> Optional.of(fits.value());
      case Altered altered -> Optional.of(altered.value());
      case Unsaid _, Misfit _ -> Optional.empty();
    };
  }
}
