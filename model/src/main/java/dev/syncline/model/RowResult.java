package dev.syncline.model;

/** What the database answered to one {@link RowWrite}. */
public sealed interface RowResult {
  /** The record that the row belongs to. */
  RecordId id();

  /** The row, its link and its base are as asked. */
  record Applied(RecordId id) implements RowResult {}

  /** The row could not be written and nothing of it was; the problem says why and what to do. */
  record Refused(RecordId id, Problem problem) implements RowResult {}
}
