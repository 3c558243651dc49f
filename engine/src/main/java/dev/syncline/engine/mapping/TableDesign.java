package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.TableName;
import java.util.List;

/**
 * A table that Syncline is to create: an identity column as primary key, and these columns.
 *
 * @param key the 64-bit identity column, the primary key
 */
public record TableDesign(TableName name, ColumnName key, List<ColumnDesign> columns) {
  public TableDesign {
    columns = List.copyOf(columns);
  }

  /** One column besides the key. All are nullable, so that a record never fails on our account. */
  public record ColumnDesign(ColumnName name, ColumnType type, boolean unique, boolean indexed) {}
}
