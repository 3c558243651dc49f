package dev.syncline.simulator.schema;

/**
 * What generated records carry in a field.
 *
 * @param content what kind of value
 * @param emptyPercent how many of a hundred records have none, 0 to 100
 */
public record Sample(Content content, int emptyPercent) {
  /** The kinds of values that can be asked for beyond what a type alone says. */
  public enum Content {
    /** What fits the field's type. */
    TYPICAL,
    /** Always empty, or the default. */
    NONE,
    FIRST_NAME,
    MIDDLE_NAME,
    LAST_NAME,
    NAME_SUFFIX,
    COMPANY,
    JOB_TITLE,
    DEPARTMENT,
    DEAL,
    SUBJECT,
    USERNAME,
    ALIAS,
    NICKNAME,
    DIGITS,
    YEAR,
    TICKER,
    HTML,
    /** A real picklist value, but always the first one. */
    FIRST_VALUE
  }

  public Sample {
    if (emptyPercent < 0 || emptyPercent > 100) {
      throw new IllegalArgumentException("emptyPercent is a percentage; got " + emptyPercent);
    }
  }
}
