package dev.syncline.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The data type of a field as describe names it.
 *
 * <p>Source: Object Reference, "Field Types", and SOAP API Developer Guide, DescribeSObjectResult.
 */
public enum FieldType {
  ID,
  STRING,
  TEXTAREA,
  BOOLEAN,
  INT,
  LONG,
  DOUBLE,
  CURRENCY,
  PERCENT,
  DATE,
  DATETIME,
  TIME,
  REFERENCE,
  PICKLIST,
  MULTIPICKLIST,
  COMBOBOX,
  EMAIL,
  PHONE,
  URL,
  ENCRYPTEDSTRING,
  BASE64,
  ANYTYPE,
  ADDRESS,
  LOCATION,
  COMPLEXVALUE,
  JSON;

  /** The type of that describe name, whatever its case; empty if Syncline does not know it. */
  public static Optional<FieldType> parse(String wireName) {
    for (FieldType type : values()) {
      if (type.name().equals(wireName.toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Whether values are compounds that Bulk API 2.0 cannot query. */
  public boolean isCompound() {
    return this == ADDRESS || this == LOCATION;
  }

  /** Whether Syncline carries values of this type; binary and untyped ones it does not. */
  public boolean isSupported() {
    return this != BASE64 && this != ANYTYPE && this != COMPLEXVALUE;
  }
}
