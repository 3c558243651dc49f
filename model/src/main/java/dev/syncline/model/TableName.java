package dev.syncline.model;

import java.util.Optional;

/**
 * The name of a table, with its schema where one was said. MariaDB has no schemas inside a
 * database: there the schema is absent.
 */
public record TableName(Optional<String> schema, String name) implements Comparable<TableName> {
  public TableName {
    if (name.isBlank() || schema.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("The name of a table must not be blank");
    }
  }

  /**
   * Reads {@code table} or {@code schema.table}.
   *
   * @throws IllegalArgumentException if a part is blank or there are more than two
   */
  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return new TableName(Optional.empty(), text);
    }
    if (text.indexOf('.', dot + 1) >= 0) {
      throw new IllegalArgumentException("'" + text + "' is not table or schema.table");
    }
    return new TableName(Optional.of(text.substring(0, dot)), text.substring(dot + 1));
  }

  @Override
  public int compareTo(TableName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return schema.map(s -> s + "." + name).orElse(name);
  }
}
