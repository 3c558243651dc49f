package dev.syncline.model;

/** The API name of a Salesforce field, such as {@code LastName}, in describe's case. */
public record FieldName(String value) implements Comparable<FieldName> {
  public FieldName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of a field must not be blank");
    }
  }

  @Override
  public int compareTo(FieldName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
