package dev.syncline.simulator.formula;

/** A text that is no formula; the message says where and why. */
public final class FormulaException extends RuntimeException {
  FormulaException(int position, String reason) {
    super("at character " + (position + 1) + ": " + reason);
  }
}
