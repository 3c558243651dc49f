package dev.syncline.model;

/** The name that the configuration gives a mapping. */
public record MappingName(String value) implements Comparable<MappingName> {
  public MappingName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of a mapping must not be blank");
    }
  }

  @Override
  public int compareTo(MappingName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
