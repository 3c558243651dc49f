package dev.syncline.salesforce.value;

import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Makes a value of one cell of CSV. An empty cell is null. A cell that is not of its field's type
 * comes as text, so that its row is judged, and set aside, where rows are judged.
 */
@FunctionalInterface
public interface CellReader {
  /** The value of these characters of the buffer. */
  Value read(char[] buffer, int from, int length);

  /**
   * The reader for a field's type.
   *
   * @throws IllegalArgumentException for a type that CSV does not carry
   */
  static CellReader of(FieldType type) {
    return switch (type) {
      case ID,
          STRING,
          TEXTAREA,
          REFERENCE,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          JSON ->
          CellReader::text;
      case BOOLEAN -> CellReader::truth;
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> CellReader::number;
      case DATE -> CellReader::day;
      case DATETIME -> CellReader::moment;
      case TIME -> CellReader::time;
      case BASE64, ANYTYPE, COMPLEXVALUE, ADDRESS, LOCATION ->
          throw new IllegalArgumentException("CSV carries no " + type);
    };
  }

  private static Value text(char[] buffer, int from, int length) {
    return length == 0 ? Value.NULL : new Value.Text(new String(buffer, from, length));
  }

  private static Value truth(char[] buffer, int from, int length) {
    if (length == 4 && buffer[from] == 't') {
      return Truths.of(true);
    }
    return length == 5 && buffer[from] == 'f' ? Truths.of(false) : text(buffer, from, length);
  }

  private static Value number(char[] buffer, int from, int length) {
    BigDecimal number = length == 0 ? null : WireNumbers.number(buffer, from, length);
    return number == null ? text(buffer, from, length) : new Value.Numeric(number);
  }

  private static Value day(char[] buffer, int from, int length) {
    LocalDate date = WireTimes.date(buffer, from, length);
    return date == null ? text(buffer, from, length) : new Value.Day(date);
  }

  private static Value moment(char[] buffer, int from, int length) {
    Instant instant = WireTimes.moment(buffer, from, length);
    return instant == null ? text(buffer, from, length) : new Value.Moment(instant);
  }

  private static Value time(char[] buffer, int from, int length) {
    LocalTime time = WireTimes.time(buffer, from, length);
    return time == null ? text(buffer, from, length) : new Value.TimeOfDay(time);
  }
}
