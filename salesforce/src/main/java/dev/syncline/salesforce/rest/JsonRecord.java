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
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads records of one shape as REST writes them, in queries and in lists of records. */
public final class JsonRecord {
  private final RecordShape shape;
  private final Map<String, Integer> columns = new HashMap<>();

  public JsonRecord(RecordShape shape) {
    this.shape = shape;
    for (int i = 0; i < shape.columns().size(); i++) {
      columns.put(lower(shape.columns().get(i)), i);
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
      int column = column(parser.currentName(), guess);
      parser.nextToken();
      if (column < 0) {
        parser.skipChildren();
      } else {
        values[column] = JsonValues.read(parser, shape.types().get(column));
        guess = column + 1;
      }
    }
    return present(values);
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
