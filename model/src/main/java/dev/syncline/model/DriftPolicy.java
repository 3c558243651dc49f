package dev.syncline.model;

/** What becomes of a mapping when the schema of either side changes. */
public enum DriftPolicy {
  /** Changes that are safe are adapted to; a field that cannot be carried goes out of service. */
  APPLY,
  /** A field that changed is out of service until a person accepts the change. */
  ASK,
  /** The mapping stops until a person accepts the change. */
  STOP
}
