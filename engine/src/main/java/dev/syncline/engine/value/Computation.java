package dev.syncline.engine.value;

import dev.syncline.model.Value;

/**
 * Makes one value of others, always the same of the same. Its text must tell it from other
 * computations: readings that were made with another one do not fit.
 */
public interface Computation {
  /** The value, or why there is none. */
  Fit of(Value.Compound inputs);

  /** The same value always. */
  record Constant(Value value) implements Computation {
    @Override
    public Fit of(Value.Compound inputs) {
      return new Fit.Fits(value);
    }
  }
}
