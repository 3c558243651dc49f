package dev.syncline.simulator.data;

import java.util.List;

/** What became of one record that a transaction was asked to write. */
public sealed interface WriteResult {
  /**
   * The record stands in the transaction and will be visible when that commits.
   *
   * @param id 18 characters
   * @param created whether the write made the record
   */
  record Written(String id, boolean created) implements WriteResult {}

  /** The record is as it was before the write; at least one error says why. */
  record Refused(List<RecordError> errors) implements WriteResult {
    public Refused {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a reason");
      }
    }

    /** A refusal with one reason. */
    public static Refused because(RecordError error) {
      return new Refused(List.of(error));
    }
  }
}
