package dev.syncline.plugin;

import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import dev.syncline.model.Operation;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row on its way to Salesforce.
 *
 * @param version counts the changes of the row that are yet to be carried: what is asked once more
 *     of the same version is about the same change
 * @param record the record that the row is linked with; absent if it has none
 * @param operation what it will be for Salesforce
 * @param columns what the row holds in the columns that the mapping reads, references as record
 *     ids; empty for a row that was deleted
 * @param values what is to be sent, by field, each in the form of the field. Where all values are
 *     asked for ({@link Hooks#pushValues}) these are all fields that are pushed; elsewhere those
 *     that are really sent
 */
public record PushedRow(
    RowKey row,
    long version,
    Optional<RecordId> record,
    Operation operation,
    Map<ColumnName, Value> columns,
    Map<FieldName, Value> values) {
  public PushedRow {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same row with other values to be sent. */
  public PushedRow with(Map<FieldName, Value> others) {
    return new PushedRow(row, version, record, operation, columns, others);
  }

  /** The same row with the record that it is; absent if it is none. */
  public PushedRow chosen(Optional<RecordId> other) {
    return new PushedRow(row, version, other, operation, columns, values);
  }

  /**
   * A row that Salesforce has taken.
   *
   * @param record its record
   */
  public record Done(PushedRow row, RecordId record) {}

  /** A row that Salesforce has refused, this time. */
  public record Failed(PushedRow row, Problem problem) {}
}
