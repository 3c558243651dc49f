package dev.syncline.simulator.store;

/** Where a written record stands. */
public enum RecordState {
  LIVE,
  /** In the recycle bin. */
  DELETED,
  /** Gone for good; hides a generated record. */
  PURGED
}
