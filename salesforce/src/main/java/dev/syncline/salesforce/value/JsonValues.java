package dev.syncline.salesforce.value;

import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import dev.syncline.salesforce.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

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

  private static final Set<JsonToken> TEXT_OR_NULL =
      Set.of(JsonToken.VALUE_STRING, JsonToken.VALUE_NULL);

  private JsonValues() {}

  /**
   * The value at the parser's token; the parser then stands at the value's last token. A field of
   * type json keeps its objects, lists, numbers and truths as the text of their JSON.
   *
   * @throws JacksonException if it is cut or garbled, or a list or an object stands where the type
   *     has none
   */
  public static Value read(JsonParser parser, FieldType type) {
    if (type == FieldType.JSON && !TEXT_OR_NULL.contains(parser.currentToken())) {
      return new Value.Text(Json.value(parser).toString());
    }
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Value.NULL;
      case VALUE_TRUE -> Truths.of(true);
      case VALUE_FALSE -> Truths.of(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_STRING -> text(parser, type);
      case START_OBJECT -> compound(parser, type);
      case START_ARRAY,
          END_ARRAY,
          END_OBJECT,
          PROPERTY_NAME,
          VALUE_EMBEDDED_OBJECT,
          NOT_AVAILABLE ->
          throw unexpected(parser, type);
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

  private static JacksonException unexpected(JsonParser parser, FieldType type) {
    return new StreamReadException(
        parser, "A field of type " + type + " has a value of " + parser.currentToken());
  }

  private static Value compound(JsonParser parser, FieldType type) {
    if (!type.isCompound()) {
      throw unexpected(parser, type);
    }
    List<String> order = type == FieldType.LOCATION ? LOCATION : ADDRESS;
    Map<String, Value> found = new TreeMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!order.contains(name)) {
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
