package dev.syncline.model;

/** What a pull does with the row of a record that was deleted in Salesforce. */
public enum DeletePolicy {
  /** Deletes the row. */
  DELETE,
  /** Leaves the row and removes the link. */
  UNLINK,
  /** Leaves the row and the link alone. */
  KEEP
}
