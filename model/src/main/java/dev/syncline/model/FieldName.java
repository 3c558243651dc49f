package dev.syncline.model;

/**
 * The API name of a Salesforce field, such as {@code LastName}, in describe's case; or the way to a
 * field of a parent, such as {@code Account.Name}.
 */
public record FieldName(String value) implements Comparable<FieldName> {
  public FieldName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of a field must not be blank");
    }
  }

  /** Whether the field is one of a parent's, and so never written. */
  public boolean isOfParent() {
    return value.indexOf('.') >= 0;
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
