package dev.syncline.engine.value;

import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** Reads texts that a person wrote as values of a column's type. */
public final class TypedText {
  private TypedText() {}

  /** The value in the column's type if the text is one; else the text, which then does not fit. */
  public static Value of(ColumnType type, Value value) {
    if (!(value instanceof Value.Text(String written))) {
      return value;
    }
    String text = written.strip();
    try {
      return switch (fieldType(type)) {
        case BOOLEAN ->
            text.equals("true") || text.equals("false")
                ? new Value.Bool(text.equals("true"))
                : value;
        case DATE -> new Value.Day(LocalDate.parse(text));
        case DATETIME -> new Value.Moment(OffsetDateTime.parse(text).toInstant());
        case TIME -> new Value.TimeOfDay(LocalTime.parse(text));
        case DOUBLE -> text.length() > 100 ? value : new Value.Numeric(new BigDecimal(text));
        case ID, STRING, TEXTAREA, INT, LONG, CURRENCY, PERCENT, REFERENCE, PICKLIST -> value;
        case MULTIPICKLIST, COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING, BASE64 -> value;
        case ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> value;
      };
    } catch (DateTimeException | NumberFormatException _) {
      return value;
    }
  }

  /** The type of field that holds the values of a column of that type. */
  public static FieldType fieldType(ColumnType type) {
    return switch (type) {
      case ColumnType.Truth _ -> FieldType.BOOLEAN;
      case ColumnType.Date _ -> FieldType.DATE;
      case ColumnType.Timestamp _ -> FieldType.DATETIME;
      case ColumnType.TimeOfDay _ -> FieldType.TIME;
      case ColumnType.Whole _, ColumnType.Decimal _, ColumnType.Floating _ -> FieldType.DOUBLE;
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Uuid _ -> FieldType.STRING;
      case ColumnType.Json _, ColumnType.TextArray _, ColumnType.Other _ -> FieldType.STRING;
    };
  }
}
