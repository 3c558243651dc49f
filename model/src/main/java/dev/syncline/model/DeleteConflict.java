package dev.syncline.model;

/** What holds where one side deleted what the other changed since they last agreed. */
public enum DeleteConflict {
  /** The deletion; the change is kept in the history. */
  DELETE,
  /** The change: the row or record is made again. */
  UPDATE,
  /** Neither: it is parked for a person. */
  PARK
}
