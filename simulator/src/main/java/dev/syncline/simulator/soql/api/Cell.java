package dev.syncline.simulator.soql.api;

/**
 * One column of the flat form of a result, as CSV writes it.
 *
 * @param header the column's head: the dotted path of canonical names, such as {@code Account.Name}
 */
public record Cell(String header, Column.Value column) {}
