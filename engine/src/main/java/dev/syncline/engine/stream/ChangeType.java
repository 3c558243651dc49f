package dev.syncline.engine.stream;

/** What was done to a record. */
public enum ChangeType {
  CREATE,
  UPDATE,
  /** To the recycle bin, also as the loser of a merge. Purging tells nobody. */
  DELETE,
  UNDELETE
}
