package dev.syncline.engine.pull;

import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowWrite;

/** What planning made of one record change. */
public sealed interface PlannedChange {
  /** Ask this of the database. */
  record Write(RowWrite.Put write) implements PlannedChange {}

  /** Set the record aside: it does not fit, and nothing of it is written. */
  record Park(RecordId record, Problem problem) implements PlannedChange {}
}
