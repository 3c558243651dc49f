package dev.syncline.model;

/** The name of a column, in the case in which the database's catalog holds it. */
public record ColumnName(String value) implements Comparable<ColumnName> {
  public ColumnName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of a column must not be blank");
    }
  }

  @Override
  public int compareTo(ColumnName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
