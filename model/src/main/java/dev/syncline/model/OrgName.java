package dev.syncline.model;

/** The name that the configuration gives an org. */
public record OrgName(String value) implements Comparable<OrgName> {
  public OrgName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The name of an org must not be blank");
    }
  }

  @Override
  public int compareTo(OrgName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
