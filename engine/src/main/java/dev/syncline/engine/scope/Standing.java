package dev.syncline.engine.scope;

/**
 * How a row stands to its mapping's scope when it is planned.
 *
 * @param outside whether it does not meet the condition on rows
 * @param draft whether it is not to be pushed yet
 * @param wasOutside whether it was outside when it was planned last
 */
public record Standing(boolean outside, boolean draft, boolean wasOutside) {
  /** To be pushed, and never was otherwise. */
  public static final Standing INSIDE = new Standing(false, false, false);
}
