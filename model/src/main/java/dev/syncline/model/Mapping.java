package dev.syncline.model;

import java.util.List;
import java.util.Optional;

/**
 * Which object and table belong together, as the user said it: names are not yet looked up.
 *
 * @param create whether Syncline creates the table if it is not there
 * @param where a SOQL condition that narrows the records; absent means all
 * @param recordTypes the developer names of the record types to carry; empty means all
 * @param allFields whether every field that describe shows is mapped (the fields listed besides
 *     override single ones)
 * @param rowKey the column that identifies a row; absent means the table's primary key
 * @param rules what holds for both ways at once
 */
public record Mapping(
    MappingName name,
    OrgName org,
    ObjectName object,
    DatabaseName database,
    TableName table,
    boolean create,
    Optional<String> where,
    List<String> recordTypes,
    boolean allFields,
    List<FieldMapping> fields,
    Direction direction,
    DeletePolicy onDelete,
    Optional<ColumnName> rowKey,
    SyncRules rules) {
  public Mapping {
    recordTypes = List.copyOf(recordTypes);
    fields = List.copyOf(fields);
  }

  /** The same with another condition on records. */
  public Mapping where(Optional<String> condition) {
    return new Mapping(
        name,
        org,
        object,
        database,
        table,
        create,
        condition,
        recordTypes,
        allFields,
        fields,
        direction,
        onDelete,
        rowKey,
        rules);
  }

  /** The same with other fields. */
  public Mapping withFields(List<FieldMapping> others) {
    return new Mapping(
        name,
        org,
        object,
        database,
        table,
        create,
        where,
        recordTypes,
        allFields,
        others,
        direction,
        onDelete,
        rowKey,
        rules);
  }

  /** The same with other rules. */
  public Mapping withRules(SyncRules others) {
    return new Mapping(
        name,
        org,
        object,
        database,
        table,
        create,
        where,
        recordTypes,
        allFields,
        fields,
        direction,
        onDelete,
        rowKey,
        others);
  }
}
