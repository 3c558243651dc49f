package dev.syncline.simulator.data;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.PicklistValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value by what its field alone says, and turns it into what is stored. REST API Developer
 * Guide, status codes; SOQL and SOSL Reference, date formats. The wording of a message is from
 * observed answers where the fact is not documented.
 */
final class ValueChecks {
  private static final LocalDate FIRST_DAY = LocalDate.of(1700, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(4000, 12, 31);
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private static final Set<FieldType> CUT =
      Set.of(
          FieldType.ANYTYPE,
          FieldType.EMAIL,
          FieldType.ENCRYPTEDSTRING,
          FieldType.MULTIPICKLIST,
          FieldType.PHONE,
          FieldType.PICKLIST,
          FieldType.STRING,
          FieldType.TEXTAREA);

  private ValueChecks() {}

  static Checked check(FieldDefinition field, @Nullable Object value) {
    return check(field, value, SaveOptions.USUAL);
  }

  static Checked check(FieldDefinition field, @Nullable Object value, SaveOptions options) {
    Object given = value instanceof String text ? prepared(field, text, options) : value;
    if (given == null) {
      return field.type() == FieldType.BOOLEAN ? wrongType(field, "null") : new Checked.Fine(null);
    }
    return switch (field.type()) {
      case STRING, TEXTAREA, URL, PHONE, COMBOBOX, ENCRYPTEDSTRING, ANYTYPE, COMPLEXVALUE, JSON ->
          given instanceof String text ? text(field, text) : wrongType(field, given);
      case BASE64 -> given instanceof String ? new Checked.Fine(given) : wrongType(field, given);
      case EMAIL -> given instanceof String text ? email(field, text) : wrongType(field, given);
      case PICKLIST ->
          given instanceof String text ? picklist(field, text) : wrongType(field, given);
      case MULTIPICKLIST ->
          given instanceof String text ? multiPicklist(field, text) : wrongType(field, given);
      case BOOLEAN -> given instanceof Boolean ? new Checked.Fine(given) : wrongType(field, given);
      case INT, LONG, DOUBLE, CURRENCY, PERCENT ->
          given instanceof BigDecimal number ? number(field, number) : wrongType(field, given);
      case DATE -> given instanceof LocalDate date ? date(field, date) : wrongType(field, given);
      case DATETIME ->
          given instanceof Instant instant ? datetime(field, instant) : wrongType(field, given);
      case TIME ->
          given instanceof LocalTime time
              ? new Checked.Fine(time.truncatedTo(ChronoUnit.MILLIS))
              : wrongType(field, given);
      case ID, REFERENCE ->
          given instanceof String id ? reference(field, id) : wrongType(field, given);
      case ADDRESS, LOCATION -> wrongType(field, given);
    };
  }

  /**
   * Blanks around a text are dropped unless they are kept, and an empty text is no text; what is
   * too long may be cut. SOAP API Developer Guide, AllowFieldTruncationHeader.
   */
  private static @Nullable String prepared(
      FieldDefinition field, String text, SaveOptions options) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    String kept = options.keepBlanks() && field.type().isFreeText() ? text : stripped;
    boolean cut =
        options.truncate()
            && CUT.contains(field.type())
            && kept.codePointCount(0, kept.length()) > field.length();
    return cut ? kept.substring(0, kept.offsetByCodePoints(0, field.length())) : kept;
  }

  private static Checked wrong(FieldDefinition field, String code, String message) {
    return new Checked.Wrong(RecordError.of(code, message, field.name()));
  }

  private static Checked wrongType(FieldDefinition field, Object value) {
    return wrong(
        field,
        "INVALID_TYPE_ON_FIELD_IN_RECORD",
        field.label() + ": value not of required type: " + value);
  }

  private static Checked text(FieldDefinition field, String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters > field.length()) {
      return wrong(
          field,
          "STRING_TOO_LONG",
          field.label()
              + ": data value too large: "
              + text
              + " (max length="
              + field.length()
              + ")");
    }
    return new Checked.Fine(text);
  }

  private static Checked email(FieldDefinition field, String text) {
    Checked asText = text(field, text);
    return asText instanceof Checked.Fine && !EMAIL.matcher(text).matches()
        ? wrong(field, "INVALID_EMAIL_ADDRESS", field.label() + ": invalid email address: " + text)
        : asText;
  }

  private static Checked picklist(FieldDefinition field, String text) {
    if (!field.is(Flag.RESTRICTED_PICKLIST)) {
      return text(field, text);
    }
    return spelled(field, text)
        .<Checked>map(Checked.Fine::new)
        .orElseGet(() -> badPicklistValue(field, text));
  }

  private static Checked badPicklistValue(FieldDefinition field, String text) {
    return wrong(
        field,
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        field.label() + ": bad value for restricted picklist field: " + text);
  }

  /** The active value as the picklist spells it. */
  private static Optional<String> spelled(FieldDefinition field, String text) {
    return field.picklistValues().stream()
        .filter(value -> value.active() && value.value().equalsIgnoreCase(text))
        .map(PicklistValue::value)
        .findFirst();
  }

  private static Checked multiPicklist(FieldDefinition field, String text) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String part : text.split(";")) {
      String value = part.strip();
      Optional<String> known = spelled(field, value);
      if (known.isEmpty() && field.is(Flag.RESTRICTED_PICKLIST)) {
        return badPicklistValue(field, value);
      }
      if (!value.isEmpty()) {
        chosen.add(known.orElse(value));
      }
    }
    return chosen.isEmpty()
        ? new Checked.Fine(null)
        : text(field, String.join(";", inOrder(field, chosen)));
  }

  /** Known values in the order of the picklist, then the others as they came. */
  private static List<String> inOrder(FieldDefinition field, Set<String> chosen) {
    Set<String> ordered = new LinkedHashSet<>();
    field.picklistValues().stream()
        .map(PicklistValue::value)
        .filter(chosen::contains)
        .forEach(ordered::add);
    ordered.addAll(chosen);
    return List.copyOf(ordered);
  }

  /** Excess places after the point are rounded away, excess digits before it are an error. */
  private static Checked number(FieldDefinition field, BigDecimal number) {
    boolean whole = field.type() == FieldType.INT || field.type() == FieldType.LONG;
    int scale = whole ? 0 : field.scale();
    BigDecimal rounded =
        number.scale() > scale ? number.setScale(scale, RoundingMode.HALF_UP) : number;
    int integerDigits = rounded.precision() - rounded.scale();
    int most = whole ? field.digits() : field.precision() - field.scale();
    boolean fits = integerDigits <= most || rounded.signum() == 0;
    boolean tooLarge = field.type() == FieldType.INT && rounded.abs().compareTo(MAX_INT) > 0;
    if (!fits || tooLarge) {
      return wrong(
          field,
          "NUMBER_OUTSIDE_VALID_RANGE",
          field.label()
              + ": value outside of valid range on numeric field: "
              + number.toPlainString());
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    return new Checked.Fine(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  private static Checked date(FieldDefinition field, LocalDate date) {
    return date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY)
        ? wrong(field, "FIELD_INTEGRITY_EXCEPTION", field.label() + ": invalid date: " + date)
        : new Checked.Fine(date);
  }

  /** Stored precision is one second. */
  private static Checked datetime(FieldDefinition field, Instant instant) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), 86_400L));
    return date(field, day) instanceof Checked.Wrong wrong
        ? wrong
        : new Checked.Fine(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Checked reference(FieldDefinition field, String id) {
    return RecordIds.parse(id)
        .<Checked>map(Checked.Fine::new)
        .orElseGet(
            () ->
                wrong(
                    field, "MALFORMED_ID", field.label() + ": id value of incorrect type: " + id));
  }
}
