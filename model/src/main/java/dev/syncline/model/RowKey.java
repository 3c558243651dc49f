package dev.syncline.model;

/** The key of a row as text, in the form in which links and outbox entries keep it. */
public record RowKey(String value) implements Comparable<RowKey> {
  public RowKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The key of a row must not be empty");
    }
  }

  @Override
  public int compareTo(RowKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
