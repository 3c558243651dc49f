package dev.syncline.model;

/** The API name of a Salesforce object, such as {@code Contact}, in describe's case. */
public record ObjectName(String value) implements Comparable<ObjectName> {
  public ObjectName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of an object must not be blank");
    }
  }

  @Override
  public int compareTo(ObjectName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
