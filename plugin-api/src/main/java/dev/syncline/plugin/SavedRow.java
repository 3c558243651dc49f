package dev.syncline.plugin;

import dev.syncline.model.ColumnName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the row of a record is about to be written with.
 *
 * @param columns values by column in the form of the column, references as record ids
 */
public record SavedRow(RecordId record, Map<ColumnName, Value> columns) {
  public SavedRow {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
