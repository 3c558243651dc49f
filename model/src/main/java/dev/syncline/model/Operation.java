package dev.syncline.model;

/** A kind of change that a mapping may carry or leave where it is. */
public enum Operation {
  /** Something new. */
  CREATE,
  /** Something that is known has changed. */
  UPDATE,
  /** Something that is known is gone. */
  DELETE
}
