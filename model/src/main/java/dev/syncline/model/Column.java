package dev.syncline.model;

/**
 * A column as the catalog shows it.
 *
 * @param hasDefault whether an insert without the column gets a value (default, identity, sequence)
 * @param generated whether the database alone computes the value, so that no one may write it
 */
public record Column(
    ColumnName name, ColumnType type, boolean nullable, boolean hasDefault, boolean generated) {}
