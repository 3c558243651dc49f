package dev.syncline.salesforce.rest;

import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.value.JsonValues;
import dev.syncline.salesforce.value.RecordShape;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads records of one shape as REST writes them, in queries and in lists of records. */
public final class JsonRecord {
  private final RecordShape shape;
  private final Map<String, Integer> columns = new HashMap<>();

  /** The ways to parents of which fields are asked for. */
  private final Set<String> parents = new HashSet<>();

  public JsonRecord(RecordShape shape) {
    this.shape = shape;
    for (int i = 0; i < shape.columns().size(); i++) {
      String column = lower(shape.columns().get(i));
      columns.put(column, i);
      for (int dot = column.indexOf('.'); dot >= 0; dot = column.indexOf('.', dot + 1)) {
        parents.add(column.substring(0, dot));
      }
    }
  }

  /**
   * The record at whose beginning the parser stands; afterwards it stands at its end.
   *
   * @throws IOException if it is cut or garbled, or lacks a column
   */
  public RecordChange.Present read(JsonParser parser) throws IOException {
    Value[] values = new Value[shape.columns().size()];
    int guess = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      int column = column(name, guess);
      parser.nextToken();
      if (column >= 0) {
        values[column] = JsonValues.read(parser, shape.types().get(column));
        guess = column + 1;
      } else if (parents.contains(lower(name))) {
        parent(parser, lower(name), values);
      } else {
        parser.skipChildren();
      }
    }
    return present(values);
  }

  /** The fields of a parent; those of none are empty. */
  private void parent(JsonParser parser, String path, Value[] values) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      for (int i = 0; i < values.length; i++) {
        if (lower(shape.columns().get(i)).startsWith(path + ".")) {
          values[i] = Value.NULL;
        }
      }
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = path + "." + lower(parser.currentName());
      int column = columns.getOrDefault(name, -1);
      parser.nextToken();
      if (column >= 0) {
        values[column] = JsonValues.read(parser, shape.types().get(column));
      } else if (parents.contains(name)) {
        parent(parser, name, values);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The column of a name: as a rule the one behind the last. */
  private int column(String name, int guess) {
    if (guess < shape.columns().size() && shape.columns().get(guess).equals(name)) {
      return guess;
    }
    return columns.getOrDefault(lower(name), -1);
  }

  private RecordChange.Present present(Value[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        throw garbled("a record lacks " + shape.columns().get(i));
      }
    }
    if (values[shape.id()] instanceof Value.Text(String id)
        && values[shape.stamp()] instanceof Value.Moment(Instant stamp)) {
      RecordId recordId = RecordId.parse(id).orElseThrow(() -> garbled("a record's id is none"));
      Value[] asked = Arrays.copyOf(values, shape.asked());
      return new RecordChange.Present(
          recordId, stamp, Collections.unmodifiableList(Arrays.asList(asked)));
    }
    throw garbled("a record has no id or no stamp");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static TransportException garbled(String why) {
    return new TransportException(Reason.CUT, "the page is garbled: " + why, null);
  }
}
