package dev.syncline.engine.value;

import dev.syncline.model.Field;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Brings values of both sides into the form that Salesforce keeps of them in a field, so that they
 * can be compared: what the field cannot hold is no difference.
 *
 * <p>Source: Object Reference, "Field Types" and "Primitive Data Types": date-times have whole
 * seconds, times milliseconds; texts lose blanks at both ends and are null when nothing is left
 * (the blanks are unverified); years run from 1700 to 4000.
 */
public final class FieldForm {
  private static final int FIRST_YEAR = 1700;
  private static final int LAST_YEAR = 4000;

  /** Far beyond any number of Salesforce's; a bound against numbers such as 1E999999999. */
  private static final int MAX_DIGITS = 400;

  private FieldForm() {}

  /** The form of a value that was read from the field itself. */
  public static Value ofRecord(Field field, Value value) {
    return switch (value) {
      case Value.Text text -> ofText(field, text.text());
      case Value.Moment moment ->
          new Value.Moment(moment.instant().truncatedTo(ChronoUnit.SECONDS));
      case Value.TimeOfDay time -> new Value.TimeOfDay(time.time().truncatedTo(ChronoUnit.MILLIS));
      case Value.Null _, Value.Bool _, Value.Numeric _, Value.Day _, Value.Compound _ -> value;
    };
  }

  /**
   * The form of a value that a column holds, or why the field cannot hold it. Nothing is cut or
   * rounded, but for parts of a second that no field keeps. A null in a column of a checkbox is
   * false, as Salesforce's checkboxes are never null.
   */
  public static Fit ofColumn(Field field, Value value) {
    return switch (field.type()) {
      case BOOLEAN -> bool(value);
      case INT -> whole(value, Integer.SIZE);
      case LONG -> whole(value, Long.SIZE);
      case DOUBLE, CURRENCY, PERCENT -> number(field, value);
      case DATE -> date(value);
      case DATETIME -> moment(value);
      case TIME -> time(value);
      case ID, REFERENCE -> id(value);
      case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, COMBOBOX, EMAIL, PHONE, URL ->
          text(field, value);
      case ENCRYPTEDSTRING, JSON -> text(field, value);
      case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE -> misfitType(value);
    };
  }

  /** Whether two values in the form of the field are the same to Salesforce. */
  public static boolean same(Value one, Value other) {
    return one.equals(other);
  }

  private static Value ofText(Field field, String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Value.NULL;
    }
    return switch (field.type()) {
      case MULTIPICKLIST -> new Value.Text(inOrder(stripped));
      case ID, REFERENCE ->
          new Value.Text(RecordId.parse(stripped).map(RecordId::value).orElse(stripped));
      case TEXTAREA -> new Value.Text(stripped.replace("\r\n", "\n").replace('\r', '\n'));
      case STRING, PICKLIST, COMBOBOX, EMAIL, PHONE, URL, ENCRYPTEDSTRING, JSON, ANYTYPE ->
          new Value.Text(stripped);
      case BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, TIME ->
          new Value.Text(stripped);
      case BASE64, ADDRESS, LOCATION, COMPLEXVALUE -> new Value.Text(text);
    };
  }

  /** Salesforce orders the values of a multi-select pick-list itself. */
  private static String inOrder(String values) {
    var ordered = new TreeSet<String>();
    for (String one : values.split(";", -1)) {
      if (!one.isBlank()) {
        ordered.add(one.strip());
      }
    }
    return String.join(";", ordered);
  }

  private static Fit text(Field field, Value value) {
    Optional<String> plain = plainText(value);
    if (value instanceof Value.Null || plain.isEmpty()) {
      return value instanceof Value.Null ? new Fit.Fits(value) : misfitType(value);
    }
    Value form = ofText(field, plain.get());
    int characters =
        form instanceof Value.Text text ? text.text().codePointCount(0, text.text().length()) : 0;
    if (field.length() > 0 && characters > field.length()) {
      return new Fit.Misfit(
          "FIELD-TOO-LONG",
          "has " + characters + " characters, the field holds " + field.length(),
          "Shorten the value in the row, or lengthen the field in Salesforce");
    }
    return new Fit.Fits(form);
  }

  private static Optional<String> plainText(Value value) {
    return switch (value) {
      case Value.Text text -> Optional.of(text.text());
      case Value.Bool bool -> Optional.of(Boolean.toString(bool.truth()));
      case Value.Numeric numeric -> Optional.of(numeric.number().toPlainString());
      case Value.Day day -> Optional.of(day.date().toString());
      case Value.Moment moment -> Optional.of(moment.instant().toString());
      case Value.TimeOfDay time -> Optional.of(time.time().toString());
      case Value.Null _, Value.Compound _ -> Optional.empty();
    };
  }

  private static Fit bool(Value value) {
    return switch (value) {
      case Value.Null _ -> new Fit.Fits(new Value.Bool(false));
      case Value.Bool _ -> new Fit.Fits(value);
      case Value.Numeric numeric when numeric.number().compareTo(BigDecimal.ONE) == 0 ->
          new Fit.Fits(new Value.Bool(true));
      case Value.Numeric numeric when numeric.number().signum() == 0 ->
          new Fit.Fits(new Value.Bool(false));
      case Value.Text text when text.text().strip().equalsIgnoreCase("true") ->
          new Fit.Fits(new Value.Bool(true));
      case Value.Text text when text.text().strip().equalsIgnoreCase("false") ->
          new Fit.Fits(new Value.Bool(false));
      case Value.Text _, Value.Numeric _, Value.Day _, Value.Moment _ -> misfitType(value);
      case Value.TimeOfDay _, Value.Compound _ -> misfitType(value);
    };
  }

  private static Optional<BigDecimal> decimal(Value value) {
    return switch (value) {
      case Value.Numeric numeric -> Optional.of(numeric.number());
      case Value.Text text -> parsed(text.text().strip());
      case Value.Bool bool -> Optional.of(bool.truth() ? BigDecimal.ONE : BigDecimal.ZERO);
      case Value.Null _, Value.Day _, Value.Moment _ -> Optional.empty();
      case Value.TimeOfDay _, Value.Compound _ -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> parsed(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean isBlank(Value value) {
    return value instanceof Value.Null
        || (value instanceof Value.Text(String text) && text.isBlank());
  }

  private static Fit whole(Value value, int bits) {
    if (isBlank(value)) {
      return new Fit.Fits(Value.NULL);
    }
    Optional<BigDecimal> number = decimal(value);
    if (number.isEmpty()) {
      return misfitType(value);
    }
    BigDecimal plain = number.get().stripTrailingZeros();
    boolean small = plain.precision() - (long) plain.scale() <= Long.SIZE;
    if (plain.scale() > 0 || !small || plain.toBigIntegerExact().bitLength() >= bits) {
      return outOfRange("holds whole numbers of " + bits + " bits");
    }
    return new Fit.Fits(new Value.Numeric(new BigDecimal(plain.toBigIntegerExact(), 0)));
  }

  private static Fit number(Field field, Value value) {
    if (isBlank(value)) {
      return new Fit.Fits(Value.NULL);
    }
    Optional<BigDecimal> number = decimal(value);
    if (number.isEmpty()) {
      return misfitType(value);
    }
    BigDecimal plain = number.get().stripTrailingZeros();
    long integerDigits = (long) plain.precision() - plain.scale();
    boolean bounded = field.precision() > 0;
    boolean fits =
        Math.abs((long) plain.scale()) <= MAX_DIGITS
            && (!bounded
                || (plain.scale() <= field.scale()
                    && integerDigits <= (long) field.precision() - field.scale()));
    if (!fits && plain.signum() != 0) {
      return outOfRange(
          "holds "
              + (field.precision() - field.scale())
              + " digits before and "
              + field.scale()
              + " behind the point");
    }
    return new Fit.Fits(new Value.Numeric(plain.signum() == 0 ? zero() : plain));
  }

  private static BigDecimal zero() {
    return new BigDecimal(BigInteger.ZERO, 0);
  }

  private static Fit outOfRange(String what) {
    return new Fit.Misfit(
        "FIELD-NUMBER-RANGE",
        "does not fit the field, which " + what,
        "Change the number in the row, or the field's length and decimal places in Salesforce");
  }

  private static Fit date(Value value) {
    if (isBlank(value)) {
      return new Fit.Fits(Value.NULL);
    }
    try {
      return switch (value) {
        case Value.Day day -> inYears(value, day.date().getYear());
        case Value.Text text -> {
          LocalDate date = LocalDate.parse(text.text().strip());
          yield inYears(new Value.Day(date), date.getYear());
        }
        case Value.Null _, Value.Bool _, Value.Numeric _, Value.Moment _ -> misfitType(value);
        case Value.TimeOfDay _, Value.Compound _ -> misfitType(value);
      };
    } catch (DateTimeException _) {
      return misfitType(value);
    }
  }

  private static Fit moment(Value value) {
    if (isBlank(value)) {
      return new Fit.Fits(Value.NULL);
    }
    try {
      return switch (value) {
        case Value.Moment moment -> seconds(moment.instant());
        case Value.Text text -> seconds(OffsetDateTime.parse(text.text().strip()).toInstant());
        case Value.Null _, Value.Bool _, Value.Numeric _, Value.Day _ -> misfitType(value);
        case Value.TimeOfDay _, Value.Compound _ -> misfitType(value);
      };
    } catch (DateTimeException _) {
      return misfitType(value);
    }
  }

  private static Fit seconds(Instant instant) {
    Instant whole = instant.truncatedTo(ChronoUnit.SECONDS);
    return inYears(new Value.Moment(whole), whole.atOffset(ZoneOffset.UTC).getYear());
  }

  private static Fit inYears(Value value, int year) {
    if (year >= FIRST_YEAR && year <= LAST_YEAR) {
      return new Fit.Fits(value);
    }
    return new Fit.Misfit(
        "FIELD-DATE-RANGE",
        "is of the year " + year + ", Salesforce keeps 1700 to 4000",
        "Correct the date in the row");
  }

  private static Fit time(Value value) {
    if (isBlank(value)) {
      return new Fit.Fits(Value.NULL);
    }
    try {
      return switch (value) {
        case Value.TimeOfDay time -> millis(time.time());
        case Value.Text text -> millis(LocalTime.parse(text.text().strip()));
        case Value.Null _, Value.Bool _, Value.Numeric _, Value.Day _ -> misfitType(value);
        case Value.Moment _, Value.Compound _ -> misfitType(value);
      };
    } catch (DateTimeException _) {
      return misfitType(value);
    }
  }

  private static Fit millis(LocalTime time) {
    return new Fit.Fits(new Value.TimeOfDay(time.truncatedTo(ChronoUnit.MILLIS)));
  }

  private static Fit id(Value value) {
    if (isBlank(value)) {
      return new Fit.Fits(Value.NULL);
    }
    Optional<RecordId> id =
        value instanceof Value.Text(String text) ? RecordId.parse(text.strip()) : Optional.empty();
    return id.<Fit>map(found -> new Fit.Fits(new Value.Text(found.value())))
        .orElseGet(
            () ->
                new Fit.Misfit(
                    "FIELD-BAD-ID",
                    "is not a Salesforce record id",
                    "Correct the id in the row: 15 or 18 letters and digits"));
  }

  private static Fit misfitType(Value value) {
    return new Fit.Misfit(
        "FIELD-BAD-TYPE",
        "is a " + word(value) + ", which the field cannot take",
        "Correct the value in the row, or map the column to a field of its type");
  }

  private static String word(Value value) {
    return switch (value) {
      case Value.Null _ -> "null";
      case Value.Text _ -> "text of another form";
      case Value.Bool _ -> "truth value";
      case Value.Numeric _ -> "number";
      case Value.Day _ -> "date";
      case Value.Moment _ -> "moment";
      case Value.TimeOfDay _ -> "time of day";
      case Value.Compound _ -> "compound";
    };
  }
}
