package dev.syncline.salesforce.value;

import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes values of JSON as REST writes them. What is not of its field's type comes as text, as with
 * {@link CellReader}.
 */
public final class JsonValues {
  /** Object Reference, "Address Compound Fields", and REST's names for them. */
  private static final List<String> ADDRESS =
      List.of(
          "city",
          "country",
          "countryCode",
          "geocodeAccuracy",
          "latitude",
          "longitude",
          "postalCode",
          "state",
          "stateCode",
          "street");

  /** Object Reference, "Geolocation Compound Field". */
  private static final List<String> LOCATION = List.of("latitude", "longitude");

  private JsonValues() {}

  /** The value at the parser's token; the parser then stands at the value's last token. */
  public static Value read(JsonParser parser, FieldType type) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Value.NULL;
      case VALUE_TRUE -> Truths.of(true);
      case VALUE_FALSE -> Truths.of(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_STRING -> text(parser, type);
      case START_OBJECT -> compound(parser, type == FieldType.LOCATION ? LOCATION : ADDRESS);
      case START_ARRAY,
          END_ARRAY,
          END_OBJECT,
          PROPERTY_NAME,
          VALUE_EMBEDDED_OBJECT,
          NOT_AVAILABLE -> {
        parser.skipChildren();
        yield Value.NULL;
      }
    };
  }

  private static Value number(JsonParser parser) {
    BigDecimal number = parser.getDecimalValue();
    return WireNumbers.isBounded(number)
        ? new Value.Numeric(number)
        : new Value.Text(parser.getString());
  }

  private static Value text(JsonParser parser, FieldType type) {
    boolean parsed =
        switch (type) {
          case DATE, DATETIME, TIME, INT, LONG, DOUBLE, CURRENCY, PERCENT, BOOLEAN -> true;
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
              JSON,
              BASE64,
              ANYTYPE,
              COMPLEXVALUE,
              ADDRESS,
              LOCATION ->
              false;
        };
    if (parsed) {
      return CellReader.of(type)
          .read(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }
    String text = parser.getString();
    return text.isEmpty() ? Value.NULL : new Value.Text(text);
  }

  private static Value compound(JsonParser parser, List<String> order) {
    Map<String, Value> found = new TreeMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else {
        found.put(name, read(parser, FieldType.STRING));
      }
    }
    List<Value.Component> components = new ArrayList<>();
    for (String name : order) {
      Optional.ofNullable(found.get(name))
          .filter(value -> !value.equals(Value.NULL))
          .ifPresent(value -> components.add(new Value.Component(name, value)));
    }
    return components.isEmpty() ? Value.NULL : new Value.Compound(components);
  }
}
