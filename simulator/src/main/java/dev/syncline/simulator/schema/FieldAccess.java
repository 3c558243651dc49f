package dev.syncline.simulator.schema;

/** What the integration user may do with a field. */
public enum FieldAccess {
  /** The field is not there for it. */
  NONE,
  READ,
  EDIT
}
