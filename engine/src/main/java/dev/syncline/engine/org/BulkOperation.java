package dev.syncline.engine.org;

import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import java.util.Optional;

/**
 * What a bulk job does with its records.
 *
 * @param keyField the external id of an upsert, absent for all others
 */
public record BulkOperation(ObjectDescription object, Kind kind, Optional<FieldName> keyField) {
  /** The kinds of writes. */
  public enum Kind {
    CREATE,
    UPSERT,
    UPDATE,
    DELETE
  }
}
