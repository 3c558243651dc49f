package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The base of a link as canonical JSON, and back: values by field, in the form of the field. What
 * is written and read again is the same.
 */
public final class BaseText {
  private static final JsonFactory JSON = new JsonFactory();

  private BaseText() {}

  /**
   * The base of these values.
   *
   * @param values one per binding; what is absent does not appear
   */
  public static String write(List<FieldBinding> bindings, List<Optional<Value>> values) {
    var out = new Bytes();
    char before = '{';
    for (int i = 0; i < bindings.size(); i++) {
      Optional<Value> value = values.get(i);
      if (value.isPresent()) {
        out.put(before);
        before = ',';
        JsonText.putString(out, bindings.get(i).field().name().value());
        out.put(':');
        JsonText.put(out, value.get());
      }
    }
    if (before == '{') {
      out.put('{');
    }
    out.put('}');
    return out.toString();
  }

  /** A single value as canonical JSON. */
  public static String write(Value value) {
    var out = new Bytes();
    JsonText.put(out, value);
    return out.toString();
  }

  /** The values of a base, one per binding; absent where the base has none. */
  public static List<Optional<Value>> read(String json, List<FieldBinding> bindings) {
    Map<String, Integer> places = new HashMap<>();
    List<Optional<Value>> values = new ArrayList<>();
    for (int i = 0; i < bindings.size(); i++) {
      places.put(bindings.get(i).field().name().value(), i);
      values.add(Optional.empty());
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        Integer place = places.get(parser.currentName());
        parser.nextToken();
        if (place == null) {
          parser.skipChildren();
        } else {
          FieldType type = bindings.get(place).field().type();
          values.set(place, Optional.of(value(parser, type)));
        }
      }
    }
    return values;
  }

  /** A single value of a field of that type. */
  public static Value read(String json, FieldType type) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return value(parser, type);
    }
  }

  private static Value value(JsonParser parser, FieldType type) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return text(parser.getString(), type);
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return new Value.Bool(token == JsonToken.VALUE_TRUE);
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return new Value.Numeric(parser.getDecimalValue());
    }
    if (token == JsonToken.START_OBJECT) {
      List<Value.Component> components = new ArrayList<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        components.add(new Value.Component(name, value(parser, FieldType.STRING)));
      }
      return new Value.Compound(components);
    }
    if (token == JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("A base holds no lists");
    }
    return Value.NULL;
  }

  private static Value text(String text, FieldType type) {
    try {
      return switch (type) {
        case DATE -> new Value.Day(LocalDate.parse(text));
        case DATETIME -> new Value.Moment(Instant.parse(text));
        case TIME -> new Value.TimeOfDay(LocalTime.parse(text));
        case ID, STRING, TEXTAREA, BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT ->
            new Value.Text(text);
        case REFERENCE, PICKLIST, MULTIPICKLIST, COMBOBOX, EMAIL, PHONE, URL ->
            new Value.Text(text);
        case ENCRYPTEDSTRING, BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON ->
            new Value.Text(text);
      };
    } catch (DateTimeException _) {
      return new Value.Text(text);
    }
  }
}
