package dev.syncline.engine.form;

import dev.syncline.engine.mapping.ColumnTypes;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings a field's values into the form of one column, or says why a value does not fit. Nothing is
 * cut, rounded or emptied: what the column cannot hold exactly is a misfit.
 */
final class ValueFitter {
  private static final int NANO_DIGITS = 9;

  /** Far beyond any number of Salesforce's; a bound against numbers such as 1E999999999. */
  private static final int MAX_DIGITS = 400;

  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final Column column;
  private final ColumnType type;
  private final boolean localKey;

  ValueFitter(FieldBinding binding) {
    this.column = binding.column();
    this.type = binding.column().type();
    this.localKey =
        switch (binding.kind()) {
          case Kind.LocalKey _ -> true;
          case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _ -> false;
          case Kind.Related _ -> false;
        };
  }

  Fit fit(Value value) {
    if (localKey) {
      return new Fit.Fits(value);
    }
    return switch (value) {
      case Value.Null _ -> ifNullable(value);
      case Value.Text text -> text(text);
      case Value.Bool bool -> bool(bool);
      case Value.Numeric numeric -> numeric(numeric);
      case Value.Day day -> day(day);
      case Value.Moment moment -> moment(moment);
      case Value.TimeOfDay time -> timeOfDay(time);
      case Value.Compound compound -> compound(compound);
    };
  }

  private Fit ifNullable(Value value) {
    if (column.nullable()) {
      return new Fit.Fits(value);
    }
    return new Fit.Misfit(
        "ROW-NULL",
        "is empty, and the column must not be null",
        "Fill the field in Salesforce, or let the column be null");
  }

  private Fit text(Value.Text value) {
    String text = value.text();
    Optional<Fit> unstorable = unstorable(text);
    if (unstorable.isPresent()) {
      return unstorable.get();
    }
    return switch (type) {
      case ColumnType.LongText _, ColumnType.Json _, ColumnType.TextArray _ -> new Fit.Fits(value);
      case ColumnType.Varchar varchar -> bounded(value, varchar.maxCharacters());
      case ColumnType.Whole _, ColumnType.Decimal _, ColumnType.Floating _ -> parsed(text);
      case ColumnType.Uuid _ -> uuid(value);
      case ColumnType.Truth _, ColumnType.Date _, ColumnType.Timestamp _ -> badType();
      case ColumnType.TimeOfDay _, ColumnType.Other _ -> badType();
    };
  }

  private static Optional<Fit> unstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Optional.of(badCharacter("the character U+0000, which databases cannot store"));
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return Optional.of(badCharacter("half of a surrogate pair"));
        }
        i++;
      }
    }
    return Optional.empty();
  }

  private static Fit badCharacter(String what) {
    return new Fit.Misfit(
        "ROW-BAD-CHARACTER", "holds " + what, "Remove the character in Salesforce");
  }

  private Fit bounded(Value.Text value, int max) {
    String text = value.text();
    int characters = text.length() <= max ? text.length() : text.codePointCount(0, text.length());
    if (characters <= max) {
      return new Fit.Fits(value);
    }
    return new Fit.Misfit(
        "ROW-TOO-LONG",
        "has " + characters + " characters, the column holds " + max,
        "Widen the column, or shorten the value in Salesforce");
  }

  /** A number's plain digits alone: as a number, {@code 01234} or {@code 1e3} is another text. */
  private Fit parsed(String text) {
    return text.length() <= MAX_DIGITS && PLAIN_NUMBER.matcher(text).matches()
        ? number(new BigDecimal(text))
        : badType();
  }

  private Fit uuid(Value.Text value) {
    return UUID_TEXT.matcher(value.text()).matches()
        ? new Fit.Fits(new Value.Text(value.text().toLowerCase(Locale.ROOT)))
        : badType();
  }

  private Fit bool(Value.Bool value) {
    return switch (type) {
      case ColumnType.Truth _ -> new Fit.Fits(value);
      case ColumnType.Whole _ ->
          new Fit.Fits(new Value.Numeric(value.truth() ? BigDecimal.ONE : BigDecimal.ZERO));
      case ColumnType.Varchar _, ColumnType.LongText _ ->
          text(new Value.Text(Boolean.toString(value.truth())));
      case ColumnType.Decimal _, ColumnType.Floating _, ColumnType.Date _ -> badType();
      case ColumnType.Timestamp _, ColumnType.TimeOfDay _, ColumnType.Uuid _ -> badType();
      case ColumnType.Json _, ColumnType.Other _, ColumnType.TextArray _ -> badType();
    };
  }

  private Fit numeric(Value.Numeric value) {
    if (isBeyondReason(value.number())) {
      return outOfRange();
    }
    return switch (type) {
      case ColumnType.Whole _, ColumnType.Decimal _, ColumnType.Floating _ ->
          number(value.number());
      case ColumnType.Varchar _, ColumnType.LongText _ ->
          text(new Value.Text(value.number().toPlainString()));
      case ColumnType.Truth _, ColumnType.Date _, ColumnType.Timestamp _ -> badType();
      case ColumnType.TimeOfDay _, ColumnType.Uuid _, ColumnType.Json _ -> badType();
      case ColumnType.Other _, ColumnType.TextArray _ -> badType();
    };
  }

  private Fit number(BigDecimal number) {
    if (isBeyondReason(number)) {
      return outOfRange();
    }
    boolean fits =
        switch (type) {
          case ColumnType.Whole whole -> isWhole(number, whole.bits());
          case ColumnType.Decimal decimal -> decimal.unbounded() || isWithin(number, decimal);
          case ColumnType.Floating floating -> isExact(number, floating.bits());
          case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Truth _ -> false;
          case ColumnType.Date _, ColumnType.Timestamp _, ColumnType.TimeOfDay _ -> false;
          case ColumnType.Uuid _, ColumnType.Json _, ColumnType.Other _, ColumnType.TextArray _ ->
              false;
        };
    if (fits) {
      return new Fit.Fits(new Value.Numeric(number));
    }
    return outOfRange();
  }

  private Fit outOfRange() {
    return new Fit.Misfit(
        "ROW-NUMBER-RANGE",
        "cannot be held exactly by a column that is " + ColumnTypes.words(type),
        "Widen the column, or change the number in Salesforce");
  }

  private static boolean isBeyondReason(BigDecimal number) {
    long integerDigits = (long) number.precision() - number.scale();
    return Math.abs((long) number.scale()) > MAX_DIGITS || Math.abs(integerDigits) > MAX_DIGITS;
  }

  private static boolean isWhole(BigDecimal number, int bits) {
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > 0 || plain.precision() - plain.scale() > Long.SIZE) {
      return false;
    }
    BigInteger integer = plain.toBigIntegerExact();
    return integer.bitLength() < bits;
  }

  private static boolean isWithin(BigDecimal number, ColumnType.Decimal decimal) {
    BigDecimal plain = number.stripTrailingZeros();
    int integerDigits = plain.precision() - plain.scale();
    return plain.scale() <= decimal.scale()
        && integerDigits <= decimal.precision() - decimal.scale();
  }

  /** Whether a binary floating-point column gives the very number back that was written. */
  private static boolean isExact(BigDecimal number, int bits) {
    String shortest =
        bits == Float.SIZE
            ? Float.toString(Float.parseFloat(number.toString()))
            : Double.toString(Double.parseDouble(number.toString()));
    boolean finite = !shortest.contains("Infinity");
    return finite && new BigDecimal(shortest).compareTo(number) == 0;
  }

  private Fit day(Value.Day value) {
    return switch (type) {
      case ColumnType.Date _ -> new Fit.Fits(value);
      case ColumnType.Varchar _, ColumnType.LongText _ ->
          text(new Value.Text(value.date().toString()));
      case ColumnType.Truth _, ColumnType.Whole _, ColumnType.Decimal _ -> badType();
      case ColumnType.Floating _, ColumnType.Timestamp _, ColumnType.TimeOfDay _ -> badType();
      case ColumnType.Uuid _, ColumnType.Json _, ColumnType.Other _, ColumnType.TextArray _ ->
          badType();
    };
  }

  private Fit moment(Value.Moment value) {
    Instant instant = value.instant();
    return switch (type) {
      case ColumnType.Timestamp timestamp ->
          precise(value, instant.getNano(), timestamp.fractionDigits());
      case ColumnType.Varchar _, ColumnType.LongText _ -> text(new Value.Text(instant.toString()));
      case ColumnType.Truth _, ColumnType.Whole _, ColumnType.Decimal _ -> badType();
      case ColumnType.Floating _, ColumnType.Date _, ColumnType.TimeOfDay _ -> badType();
      case ColumnType.Uuid _, ColumnType.Json _, ColumnType.Other _, ColumnType.TextArray _ ->
          badType();
    };
  }

  private Fit timeOfDay(Value.TimeOfDay value) {
    LocalTime time = value.time();
    return switch (type) {
      case ColumnType.TimeOfDay column -> precise(value, time.getNano(), column.fractionDigits());
      case ColumnType.Varchar _, ColumnType.LongText _ -> text(new Value.Text(time.toString()));
      case ColumnType.Truth _, ColumnType.Whole _, ColumnType.Decimal _ -> badType();
      case ColumnType.Floating _, ColumnType.Date _, ColumnType.Timestamp _ -> badType();
      case ColumnType.Uuid _, ColumnType.Json _, ColumnType.Other _, ColumnType.TextArray _ ->
          badType();
    };
  }

  private static Fit precise(Value value, int nanos, int digits) {
    int unit = 1;
    for (int i = digits; i < NANO_DIGITS; i++) {
      unit *= 10;
    }
    if (nanos % unit == 0) {
      return new Fit.Fits(value);
    }
    return new Fit.Misfit(
        "ROW-TIME-PRECISION",
        "has finer fractions of a second than the column, which keeps " + digits + " digits",
        "Give the column more fraction digits");
  }

  private Fit compound(Value.Compound value) {
    return switch (type) {
      case ColumnType.Json _, ColumnType.LongText _ -> new Fit.Fits(value);
      case ColumnType.Varchar _, ColumnType.Truth _, ColumnType.Whole _ -> badType();
      case ColumnType.Decimal _, ColumnType.Floating _, ColumnType.Date _ -> badType();
      case ColumnType.Timestamp _, ColumnType.TimeOfDay _, ColumnType.Uuid _ -> badType();
      case ColumnType.Other _, ColumnType.TextArray _ -> badType();
    };
  }

  private Fit badType() {
    return new Fit.Misfit(
        "ROW-BAD-TYPE",
        "is not a " + ColumnTypes.words(type),
        "Correct the value in Salesforce, or use a column of another type");
  }
}
