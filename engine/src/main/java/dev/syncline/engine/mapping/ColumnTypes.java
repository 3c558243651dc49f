package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnType;
import dev.syncline.model.Field;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordId;

/** Which column types hold the values of which field types without loss. */
public final class ColumnTypes {
  /** Text up to this length gets a bounded column, longer text an unbounded one. */
  static final int MAX_BOUNDED_CHARACTERS = 4_000;

  private static final int DEFAULT_CHARACTERS = 255;
  private static final int MILLISECOND_DIGITS = 3;

  private ColumnTypes() {}

  /**
   * The type of the column that Syncline creates for a field.
   *
   * @throws IllegalArgumentException if values of the field's type are not supported
   */
  public static ColumnType fitting(Field field) {
    return switch (field.type()) {
      case ID, REFERENCE -> new ColumnType.Varchar(RecordId.LENGTH);
      case STRING, TEXTAREA, PICKLIST, COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING ->
          text(field.length());
      case MULTIPICKLIST -> new ColumnType.LongText();
      case BOOLEAN -> new ColumnType.Truth();
      case INT -> new ColumnType.Whole(Integer.SIZE);
      case LONG -> new ColumnType.Whole(Long.SIZE);
      case DOUBLE, CURRENCY, PERCENT -> new ColumnType.Decimal(0, 0);
      case DATE -> new ColumnType.Date();
      case DATETIME -> new ColumnType.Timestamp(true, MILLISECOND_DIGITS);
      case TIME -> new ColumnType.TimeOfDay(MILLISECOND_DIGITS);
      case ADDRESS, LOCATION, JSON -> new ColumnType.Json();
      case BASE64, ANYTYPE, COMPLEXVALUE ->
          throw new IllegalArgumentException(field.type() + " is not supported");
    };
  }

  /** Whether every value of the field type has a form that the column type may hold. */
  public static boolean compatible(FieldType field, ColumnType column) {
    return switch (column) {
      case ColumnType.LongText _ -> field.isSupported();
      case ColumnType.Varchar _ -> field.isSupported() && !field.isCompound();
      case ColumnType.Json _ ->
          field.isCompound() || field == FieldType.JSON || field == FieldType.MULTIPICKLIST;
      case ColumnType.TextArray _ -> field == FieldType.MULTIPICKLIST;
      case ColumnType.Truth _ -> field == FieldType.BOOLEAN;
      case ColumnType.Whole _ -> isNumber(field) || field == FieldType.BOOLEAN || isText(field);
      case ColumnType.Decimal _, ColumnType.Floating _ -> isNumber(field) || isText(field);
      case ColumnType.Date _ -> field == FieldType.DATE;
      case ColumnType.Timestamp _ -> field == FieldType.DATETIME;
      case ColumnType.TimeOfDay _ -> field == FieldType.TIME;
      case ColumnType.Uuid _ -> isText(field);
      case ColumnType.Other _ -> false;
    };
  }

  /** The type in words for people, such as {@code text of at most 80 characters}. */
  public static String words(ColumnType type) {
    return switch (type) {
      case ColumnType.Varchar v -> "text of at most " + v.maxCharacters() + " characters";
      case ColumnType.LongText _ -> "text";
      case ColumnType.Truth _ -> "boolean";
      case ColumnType.Whole w -> "whole number of " + w.bits() + " bits";
      case ColumnType.Decimal d ->
          d.unbounded() ? "decimal" : "decimal(" + d.precision() + "," + d.scale() + ")";
      case ColumnType.Floating _ -> "floating-point number";
      case ColumnType.Date _ -> "date";
      case ColumnType.Timestamp _ -> "timestamp";
      case ColumnType.TimeOfDay _ -> "time of day";
      case ColumnType.Uuid _ -> "UUID";
      case ColumnType.Json _ -> "JSON";
      case ColumnType.TextArray _ -> "list of texts";
      case ColumnType.Other o -> o.name();
    };
  }

  private static ColumnType text(int length) {
    int characters = length == 0 ? DEFAULT_CHARACTERS : length;
    return characters > MAX_BOUNDED_CHARACTERS
        ? new ColumnType.LongText()
        : new ColumnType.Varchar(characters);
  }

  private static boolean isNumber(FieldType type) {
    return switch (type) {
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> true;
      case ID, STRING, TEXTAREA, BOOLEAN, DATE, DATETIME, TIME, REFERENCE, PICKLIST -> false;
      case MULTIPICKLIST, COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING, BASE64 -> false;
      case ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> false;
    };
  }

  private static boolean isText(FieldType type) {
    return switch (type) {
      case STRING, TEXTAREA, PICKLIST, COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING -> true;
      case ID, BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, TIME -> false;
      case REFERENCE, MULTIPICKLIST, BASE64, ANYTYPE, ADDRESS, LOCATION -> false;
      case COMPLEXVALUE, JSON -> false;
    };
  }
}
