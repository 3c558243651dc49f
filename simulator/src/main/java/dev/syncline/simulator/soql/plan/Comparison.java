package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How values of an operand are compared with each other. */
public enum Comparison {
  /** Text without regard to case. */
  TEXT,
  /** Text with regard to case: fields declared case-sensitive. */
  EXACT_TEXT,
  ID,
  NUMBER,
  BOOLEAN,
  DATE,
  DATETIME,
  TIME,
  /** Multi-select picklists: the set of their entries counts, not the order. */
  PICKS,
  /** Compounds and binaries, which cannot be compared. */
  NONE;

  /** The comparison of an operand. */
  public static Comparison of(Operand operand) {
    Comparison byType = of(operand.type());
    boolean exact =
        byType == TEXT
            && operand instanceof Operand.Field field
            && field
                .member()
                .field()
                .filter(f -> f.is(FieldDefinition.Flag.CASE_SENSITIVE))
                .isPresent();
    return exact ? EXACT_TEXT : byType;
  }

  private static Comparison of(FieldType type) {
    return switch (type) {
      case ID, REFERENCE -> ID;
      case BOOLEAN -> BOOLEAN;
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> NUMBER;
      case DATE -> DATE;
      case DATETIME -> DATETIME;
      case TIME -> TIME;
      case MULTIPICKLIST -> PICKS;
      case STRING,
          TEXTAREA,
          PICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          ANYTYPE,
          JSON ->
          TEXT;
      case BASE64, ADDRESS, LOCATION, COMPLEXVALUE -> NONE;
    };
  }

  /** Whether two values that are equal in this comparison are equal objects after this. */
  public Object normal(Object value) {
    return switch (this) {
      case TEXT -> TextOrder.fold((String) value);
      case PICKS -> picks((String) value);
      case NUMBER -> ((BigDecimal) value).stripTrailingZeros();
      case EXACT_TEXT, ID, BOOLEAN, DATE, DATETIME, TIME, NONE -> value;
    };
  }

  private static String picks(String value) {
    return Arrays.stream(value.split(";", -1))
        .map(entry -> TextOrder.fold(entry.strip()))
        .sorted()
        .distinct()
        .collect(Collectors.joining(";"));
  }

  /** The order of two values of this comparison, which need not be {@linkplain #normal normal}. */
  public int compare(Object left, Object right) {
    return switch (this) {
      case TEXT -> TextOrder.compare((String) left, (String) right);
      case PICKS -> picks((String) left).compareTo(picks((String) right));
      case EXACT_TEXT, ID -> ((String) left).compareTo((String) right);
      case NUMBER -> ((BigDecimal) left).compareTo((BigDecimal) right);
      case BOOLEAN -> ((Boolean) left).compareTo((Boolean) right);
      case DATE -> ((LocalDate) left).compareTo((LocalDate) right);
      case DATETIME -> ((Instant) left).compareTo((Instant) right);
      case TIME -> ((LocalTime) left).compareTo((LocalTime) right);
      case NONE -> 0;
    };
  }
}
