package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Optional;

/** Refuses single records that callers of APIs write, whatever the rules say. */
@FunctionalInterface
public interface RowFaults {
  /** What is done with the record. */
  enum Operation {
    INSERT,
    UPDATE,
    DELETE
  }

  /** No record is refused. */
  RowFaults NONE = (operation, object, values) -> Optional.empty();

  /**
   * The refusal of one record; empty when it is let through.
   *
   * @param values what is written; empty for a delete
   */
  Optional<RecordError> fault(Operation operation, ObjectDefinition object, FieldValues values);
}
