package dev.syncline.simulator.data;

/**
 * What a caller asks of saves beyond the values.
 *
 * @param allowDuplicates whether a record that a duplicate rule warns of is saved nevertheless:
 *     {@code Sforce-Duplicate-Rule-Header: allowSave=true}
 */
public record SaveOptions(boolean allowDuplicates) {
  /** Nothing special. */
  public static final SaveOptions USUAL = new SaveOptions(false);
}
