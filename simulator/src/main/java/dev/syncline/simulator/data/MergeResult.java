package dev.syncline.simulator.data;

import java.util.List;

/** What became of a merge. */
public sealed interface MergeResult {
  /**
   * The records are one.
   *
   * @param id the record that stays
   * @param mergedIds the records that went into it and lie in the recycle bin
   * @param updatedRelatedIds the records that pointed to those and point to it now
   */
  record Merged(String id, List<String> mergedIds, List<String> updatedRelatedIds)
      implements MergeResult {
    public Merged {
      mergedIds = List.copyOf(mergedIds);
      updatedRelatedIds = List.copyOf(updatedRelatedIds);
    }
  }

  /** Nothing was changed; at least one error says why. */
  record Refused(List<RecordError> errors) implements MergeResult {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
