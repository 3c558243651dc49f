package dev.syncline.engine.org;

import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * Which records of an object to read, and which of their fields. The id and the system modstamp are
 * always read besides.
 *
 * @param where a SOQL condition; absent means all records
 * @param recordTypes developer names of record types; empty means all
 */
public record RecordQuery(
    ObjectName object, List<FieldName> fields, Optional<String> where, List<String> recordTypes) {
  public RecordQuery {
    fields = List.copyOf(fields);
    recordTypes = List.copyOf(recordTypes);
  }
}
