package dev.syncline.engine.compare;

import dev.syncline.engine.database.Links;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.Map;
import java.util.Optional;

/** What brings two sides together again: always through the queues and the merge. */
public sealed interface Repair {
  /** Whether a row or a record is deleted by it. */
  boolean deletes();

  /** The record is read again and merged. */
  record Pull(RecordId record) implements Repair {
    @Override
    public boolean deletes() {
      return false;
    }
  }

  /**
   * The row is pushed as if it had changed.
   *
   * @param deletes whether the row is gone and its record goes with it
   */
  record Push(RowKey row, boolean deletes) implements Repair {}

  /**
   * What both sides agreed on is set to what the side holds that gives way, so that the other one
   * is seen to differ; then it is carried.
   *
   * @param pull the record to read again, if its value holds in some field
   * @param push the row to push, if its value holds in some field
   */
  record Agree(
      Links.Linked link, Map<FieldName, Value> base, Optional<RecordId> pull, Optional<RowKey> push)
      implements Repair {
    public Agree {
      base = Map.copyOf(base);
    }

    @Override
    public boolean deletes() {
      return false;
    }
  }

  /**
   * The link goes, and both find their own again by the key.
   *
   * @param push the row to push; absent where the mapping does not push
   */
  record Relink(RecordId record, Optional<RowKey> push) implements Repair {
    @Override
    public boolean deletes() {
      return false;
    }
  }

  /**
   * The record is gone: its row is treated by the mapping's policy, and the link goes.
   *
   * @param deletes whether the policy deletes a row that is there
   */
  record Remove(RecordId record, boolean deletes) implements Repair {}

  /** A person must decide. */
  record Ask(String why) implements Repair {
    @Override
    public boolean deletes() {
      return false;
    }
  }
}
