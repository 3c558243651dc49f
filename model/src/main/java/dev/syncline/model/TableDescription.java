package dev.syncline.model;

import java.util.List;
import java.util.Optional;

/**
 * A table as the catalog shows it.
 *
 * @param primaryKey the columns of the primary key in their order; empty if there is none
 * @param uniqueColumns the columns that are unique, each on its own, by a constraint or index
 */
public record TableDescription(
    TableName name,
    List<Column> columns,
    List<ColumnName> primaryKey,
    List<ColumnName> uniqueColumns) {
  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueColumns = List.copyOf(uniqueColumns);
  }

  /** The column with this name, whatever its case. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().value().equalsIgnoreCase(columnName)).findFirst();
  }
}
