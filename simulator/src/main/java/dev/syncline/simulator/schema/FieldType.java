package dev.syncline.simulator.schema;

import java.util.Locale;

/**
 * The data type of a field as describe names it ({@code type}). A value at rest is, by type:
 *
 * <ul>
 *   <li>{@link #ID}, {@link #REFERENCE}: {@link String}, 18 characters
 *   <li>{@link #BOOLEAN}: {@link Boolean}, never null
 *   <li>{@link #INT}, {@link #LONG}, {@link #DOUBLE}, {@link #CURRENCY}, {@link #PERCENT}: {@link
 *       java.math.BigDecimal}
 *   <li>{@link #DATE}: {@link java.time.LocalDate}; {@link #DATETIME}: {@link java.time.Instant};
 *       {@link #TIME}: {@link java.time.LocalTime}
 *   <li>{@link #BASE64}: {@link String}, the encoded text
 *   <li>{@link #ADDRESS}, {@link #LOCATION} and compound names are not stored: they are composed
 *       from their components
 *   <li>all others: {@link String}; a multi-select value joins with {@code ;}
 * </ul>
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

  /** The name describe gives the type, such as {@code multipicklist} or {@code anyType}. */
  public String wireName() {
    return this == ANYTYPE ? "anyType" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether values are {@link java.math.BigDecimal}s. */
  public boolean isNumber() {
    return switch (this) {
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> true;
      case ID,
          STRING,
          TEXTAREA,
          BOOLEAN,
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
          JSON ->
          false;
    };
  }

  /** Whether values are texts of any content: no code, address or choice of some. */
  public boolean isFreeText() {
    return switch (this) {
      case STRING, TEXTAREA, PHONE, URL, ENCRYPTEDSTRING, COMBOBOX, ANYTYPE -> true;
      case ID,
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
          EMAIL,
          BASE64,
          ADDRESS,
          LOCATION,
          COMPLEXVALUE,
          JSON ->
          false;
    };
  }

  /** The name that describe gives the type in SOAP, such as {@code xsd:dateTime}. */
  public String soapType() {
    return switch (this) {
      case ID, REFERENCE -> "tns:ID";
      case BOOLEAN -> "xsd:boolean";
      case INT -> "xsd:int";
      case LONG -> "xsd:long";
      case DOUBLE, CURRENCY, PERCENT -> "xsd:double";
      case DATE -> "xsd:date";
      case DATETIME -> "xsd:dateTime";
      case TIME -> "xsd:time";
      case BASE64 -> "xsd:base64Binary";
      case ANYTYPE -> "xsd:anyType";
      case ADDRESS -> "urn:address";
      case LOCATION -> "urn:location";
      case COMPLEXVALUE -> "urn:complexvalue";
      case JSON -> "urn:json";
      case STRING,
          TEXTAREA,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING ->
          "xsd:string";
    };
  }

  /** How many bytes describe counts for a character: none where there are no characters. */
  int bytesPerCharacter() {
    return switch (this) {
      case ID, REFERENCE -> 1;
      case BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, TIME -> 0;
      case ADDRESS, LOCATION -> 0;
      case STRING,
          TEXTAREA,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          BASE64,
          ANYTYPE,
          COMPLEXVALUE,
          JSON ->
          3;
    };
  }
}
