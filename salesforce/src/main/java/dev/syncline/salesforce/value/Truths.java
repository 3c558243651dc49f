package dev.syncline.salesforce.value;

import dev.syncline.model.Value;

/** The two truths, made once. */
final class Truths {
  private static final Value YES = new Value.Bool(true);
  private static final Value NO = new Value.Bool(false);

  private Truths() {}

  static Value of(boolean truth) {
    return truth ? YES : NO;
  }
}
