package dev.syncline.model;

/** The name that the configuration gives a database. */
public record DatabaseName(String value) implements Comparable<DatabaseName> {
  public DatabaseName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of a database must not be blank");
    }
  }

  @Override
  public int compareTo(DatabaseName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
