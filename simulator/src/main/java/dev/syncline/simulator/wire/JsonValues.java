package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Address;
import dev.syncline.simulator.soql.api.Location;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Field values in REST's JSON. */
public final class JsonValues {
  private JsonValues() {}

  /**
   * Reads a value of a request's body. Numbers and truth values may also come as text, and dates
   * only as text; a text field takes no number. The wording of the error is the parser's (observed,
   * not documented); real answers add the place in the body.
   *
   * @param node read with {@code USE_BIG_DECIMAL_FOR_FLOATS}, so that no digit is lost
   */
  public static Parsed parse(FieldDefinition field, JsonNode node) {
    if (node.isNull()) {
      return new Parsed.Value(null);
    }
    Optional<Object> value =
        switch (field.type()) {
          case BOOLEAN ->
              node.isBoolean() ? Optional.of(node.booleanValue()) : fromText(field, node);
          case INT, LONG -> node.isIntegralNumber() ? number(node) : fromText(field, node);
          case DOUBLE, CURRENCY, PERCENT -> node.isNumber() ? number(node) : fromText(field, node);
          case ID,
              STRING,
              TEXTAREA,
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
              fromText(field, node);
        };
    return value
        .<Parsed>map(Parsed.Value::new)
        .orElseGet(() -> new Parsed.Invalid(unreadable(field, node)));
  }

  private static Optional<Object> number(JsonNode node) {
    return Optional.of(node.decimalValue());
  }

  private static Optional<Object> fromText(FieldDefinition field, JsonNode node) {
    if (!node.isString()) {
      return Optional.empty();
    }
    String text = node.stringValue();
    boolean isEmptyNoText = text.isBlank() && field.type() != FieldType.BOOLEAN;
    return isEmptyNoText ? Optional.of("") : TextValues.parse(field.type(), text);
  }

  private static RecordError unreadable(FieldDefinition field, JsonNode node) {
    String place = node.isContainer() ? "" : " value " + node.asString();
    return RecordError.of(
        "JSON_PARSER_ERROR",
        "Cannot deserialize instance of "
            + TextValues.nameOf(field.type())
            + " from "
            + tokenName(node)
            + place
            + " or request may be missing a required field");
  }

  private static String tokenName(JsonNode node) {
    JsonToken token = node.asToken();
    return token.name();
  }

  /** Writes a field of a record as a value: its name has been written already. */
  public static void write(
      JsonGenerator out, ObjectDefinition object, Row row, FieldDefinition field) {
    switch (field.type()) {
      case ADDRESS -> CompoundJson.writeAddress(out, object, row, field);
      case LOCATION -> CompoundJson.writeLocation(out, object, row, field);
      case ID,
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
          COMPLEXVALUE,
          JSON ->
          write(out, field.type(), row.value(field));
    }
  }

  /**
   * Writes a value of a type: as stored, or an address, a location or properties of a result.
   *
   * @param value null writes null
   */
  public static void write(JsonGenerator out, FieldType type, @Nullable Object value) {
    switch (value) {
      case null -> out.writeNull();
      case Boolean truth -> out.writeBoolean(truth);
      case BigDecimal number when type == FieldType.INT || type == FieldType.LONG ->
          out.writeNumber(number.setScale(0, RoundingMode.HALF_UP).toBigInteger());
      case BigDecimal number -> out.writeNumber(Digits.text(number));
      case Instant instant -> out.writeString(TextValues.restDatetime(instant));
      case LocalTime time -> out.writeString(TextValues.restTime(time));
      case Address address -> CompoundJson.write(out, address);
      case Location location -> CompoundJson.write(out, location);
      case Map<?, ?> properties -> out.writePOJO(properties);
      default -> out.writeString(value.toString());
    }
  }
}
