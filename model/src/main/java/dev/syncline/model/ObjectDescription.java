package dev.syncline.model;

import java.util.List;
import java.util.Optional;

/**
 * An object as describe shows it to the integration user: a field that the user may not see is not
 * in it.
 */
public record ObjectDescription(
    ObjectName name,
    String label,
    String keyPrefix,
    boolean queryable,
    boolean createable,
    boolean updateable,
    boolean deletable,
    boolean replicateable,
    List<Field> fields,
    List<RecordType> recordTypes) {
  public ObjectDescription {
    fields = List.copyOf(fields);
    recordTypes = List.copyOf(recordTypes);
  }

  /** The field with this API name, whatever its case. */
  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(f -> f.name().value().equalsIgnoreCase(fieldName)).findFirst();
  }
}
