package dev.syncline.model;

/** What Salesforce answered to one {@link RecordWrite}. */
public sealed interface RecordResult {
  /** The row that asked. */
  RowKey row();

  /** What a write that was done came to. */
  enum Effect {
    CREATED,
    UPDATED,
    DELETED,
    /** There was no such record any more, and none was wanted. */
    ALREADY_GONE
  }

  /** Why a record was refused; it decides what is done about it. */
  enum Refusal {
    /** The row, the record, the mapping or a right must be changed; asking again is of no use. */
    PERMANENT,
    /** Another transaction held the record or its parent: it is tried again, by itself. */
    LOCKED,
    /** The record that was to be updated is deleted. */
    GONE,
    /** Another writer made a record of the same external id at the same time: it is tried again. */
    RACED,
    /** The external id names more than one record. */
    AMBIGUOUS,
    /** A trouble of the org that passes. */
    PASSING,
    /** It was fit, but another write of the same transaction was refused. */
    ROLLED_BACK
  }

  /** The record is as asked. */
  record Done(RowKey row, RecordId id, Effect effect) implements RecordResult {}

  /** Nothing of the write was done; the problem holds Salesforce's words. */
  record Refused(RowKey row, Refusal refusal, Problem problem) implements RecordResult {}

  /** The answer was lost: the write may have been done or not. */
  record Unanswered(RowKey row, Problem problem) implements RecordResult {}

  /** The write was certainly not done, through no fault of its own. */
  record Unprocessed(RowKey row, Problem problem) implements RecordResult {}
}
