package dev.syncline.simulator.data;

/**
 * What a caller asks of saves beyond the values.
 *
 * @param allowDuplicates whether a record that a duplicate rule warns of is saved nevertheless:
 *     {@code Sforce-Duplicate-Rule-Header: allowSave=true}
 * @param keepBlanks whether blanks around texts are stored, as tables of Bulk API bring them
 * @param truncate whether texts that are too long are cut: SOAP's {@code
 *     AllowFieldTruncationHeader}
 */
public record SaveOptions(boolean allowDuplicates, boolean keepBlanks, boolean truncate) {
  /** Nothing special. */
  public static final SaveOptions USUAL = new SaveOptions(false, false, false);

  /** Texts are stored as they come. Bulk API 2.0 Developer Guide: "values aren't trimmed". */
  public static final SaveOptions UNTRIMMED = new SaveOptions(false, true, false);
}
