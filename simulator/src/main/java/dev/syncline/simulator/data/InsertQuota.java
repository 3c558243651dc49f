package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Optional;

/** What the org's limits leave for new records, and for events that are published as records. */
@FunctionalInterface
public interface InsertQuota {
  /** Whatever comes is taken. */
  InsertQuota UNLIMITED = object -> Optional.empty();

  /**
   * Asked once for each new record that would be saved; called by one thread at a time.
   *
   * @return why it is not taken; empty when it is
   */
  Optional<RecordError> refusal(ObjectDefinition object);
}
