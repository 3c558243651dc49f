package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.Expressions.Type;
import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldType;

/** What fields and columns are to expressions. */
public final class ExpressionTypes {
  private ExpressionTypes() {}

  /** What values of a column are. */
  public static Type of(ColumnType type) {
    return switch (type) {
      case ColumnType.Truth _ -> Type.TRUTH;
      case ColumnType.Whole _ -> Type.WHOLE;
      case ColumnType.Decimal _, ColumnType.Floating _ -> Type.DECIMAL;
      case ColumnType.Timestamp _ -> Type.MOMENT;
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Uuid _ -> Type.TEXT;
      case ColumnType.Date _, ColumnType.TimeOfDay _, ColumnType.Json _ -> Type.TEXT;
      case ColumnType.TextArray _, ColumnType.Other _ -> Type.TEXT;
    };
  }

  /** What values of a field are. */
  public static Type of(FieldType type) {
    return switch (type) {
      case BOOLEAN -> Type.TRUTH;
      case INT, LONG -> Type.WHOLE;
      case DOUBLE, CURRENCY, PERCENT -> Type.DECIMAL;
      case DATETIME -> Type.MOMENT;
      case ID, STRING, TEXTAREA, DATE, TIME, REFERENCE, PICKLIST, MULTIPICKLIST -> Type.TEXT;
      case COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING, JSON -> Type.TEXT;
      case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE -> Type.TEXT;
    };
  }

  /** The type of field in whose form a result is kept. */
  static FieldType fieldType(Type type) {
    return switch (type) {
      case TEXT -> FieldType.STRING;
      case WHOLE, DECIMAL -> FieldType.DOUBLE;
      case TRUTH -> FieldType.BOOLEAN;
      case MOMENT -> FieldType.DATETIME;
    };
  }
}
