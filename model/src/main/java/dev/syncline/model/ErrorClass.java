package dev.syncline.model;

/** Who must act on a problem; it decides retry, alert and the sentence the user reads. */
public enum ErrorClass {
  /** The row or record must be changed. */
  DATA,
  /** The mapping or the configuration must be changed. */
  MAPPING,
  /** Somebody must sign in or grant a permission. */
  ACCESS,
  /** Nobody: the limit's window must pass. */
  LIMIT,
  /** Nobody: it is tried again. */
  TRANSIENT,
  /** Syncline's maintainers: it is a defect of ours. */
  BUG
}
