package dev.syncline.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the catalog shows it.
 *
 * @param primaryKey the columns of the primary key in their order; empty if there is none
 * @param uniqueColumns the columns that are unique, each on its own, by a constraint or index
 * @param neighbours the tables of which lines of the mapping take columns, by the names that the
 *     mapping gives them; a table that is not there is not among them
 */
public record TableDescription(
    TableName name,
    List<Column> columns,
    List<ColumnName> primaryKey,
    List<ColumnName> uniqueColumns,
    Map<TableName, TableDescription> neighbours) {
  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueColumns = List.copyOf(uniqueColumns);
    neighbours = Map.copyOf(neighbours);
  }

  /** A table by itself. */
  public TableDescription(
      TableName name,
      List<Column> columns,
      List<ColumnName> primaryKey,
      List<ColumnName> uniqueColumns) {
    this(name, columns, primaryKey, uniqueColumns, Map.of());
  }

  /** The same table with those of which lines of its mapping take columns. */
  public TableDescription beside(Map<TableName, TableDescription> others) {
    return new TableDescription(name, columns, primaryKey, uniqueColumns, others);
  }

  /** Whether the column has a value of its own in every row. */
  public boolean isUnique(ColumnName column) {
    return uniqueColumns.contains(column) || primaryKey.equals(List.of(column));
  }

  /** The column with this name, whatever its case. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().value().equalsIgnoreCase(columnName)).findFirst();
  }
}
