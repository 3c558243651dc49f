package dev.syncline.model;

/** Which way a mapping or one of its fields carries changes. */
public enum Direction {
  /** From Salesforce to the database. */
  PULL,
  /** From the database to Salesforce. */
  PUSH,
  /** Both ways. */
  BOTH;

  /** Whether changes come from Salesforce. */
  public boolean pulls() {
    return this != PUSH;
  }

  /** Whether changes go to Salesforce. */
  public boolean pushes() {
    return this != PULL;
  }
}
