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
 * @param also one more SOQL condition that records must meet; absent means none
 */
public record RecordQuery(
    ObjectName object,
    List<FieldName> fields,
    Optional<String> where,
    List<String> recordTypes,
    Optional<String> also) {
  public RecordQuery {
    fields = List.copyOf(fields);
    recordTypes = List.copyOf(recordTypes);
  }

  /** A query without a second condition. */
  public RecordQuery(
      ObjectName object, List<FieldName> fields, Optional<String> where, List<String> recordTypes) {
    this(object, fields, where, recordTypes, Optional.empty());
  }

  /** The same, of those records only that meet one more condition. */
  public RecordQuery narrowed(Optional<String> condition) {
    return new RecordQuery(object, fields, where, recordTypes, condition);
  }
}
