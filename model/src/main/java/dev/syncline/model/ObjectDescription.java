package dev.syncline.model;

import java.util.List;
import java.util.Optional;

/**
 * An object as describe shows it to the integration user: a field that the user may not see is not
 * in it.
 *
 * @param details the objects whose records go with one of this object, such as those of which it
 *     sums something up
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
    List<RecordType> recordTypes,
    List<Detail> details) {
  public ObjectDescription {
    fields = List.copyOf(fields);
    recordTypes = List.copyOf(recordTypes);
    details = List.copyOf(details);
  }

  /** A reference of another object whose records are deleted with the one that it leads to. */
  public record Detail(ObjectName object, FieldName reference) {}

  /** The same object with other fields. */
  public ObjectDescription with(List<Field> others) {
    return new ObjectDescription(
        name,
        label,
        keyPrefix,
        queryable,
        createable,
        updateable,
        deletable,
        replicateable,
        others,
        recordTypes,
        details);
  }

  /** The field with this API name, whatever its case. */
  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(f -> f.name().value().equalsIgnoreCase(fieldName)).findFirst();
  }
}
