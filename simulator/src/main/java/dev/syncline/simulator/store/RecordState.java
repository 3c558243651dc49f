package dev.syncline.simulator.store;

/** Where a written record stands. */
public enum RecordState {
  LIVE,
  /** In the recycle bin. */
  DELETED,
  /** Gone for good; hides a generated record. */
  PURGED,
  /**
   * In the recycle bin because the record that it belongs to went there, and comes back with it.
   */
  DELETED_WITH_PARENT
}
