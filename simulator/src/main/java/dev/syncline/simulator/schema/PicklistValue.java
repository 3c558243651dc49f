package dev.syncline.simulator.schema;

/** One entry of a picklist as describe lists it. */
public record PicklistValue(String value, String label, boolean active, boolean defaultValue) {
  /** An active entry whose label is its value. */
  public static PicklistValue of(String value) {
    return new PicklistValue(value, value, true, false);
  }
}
