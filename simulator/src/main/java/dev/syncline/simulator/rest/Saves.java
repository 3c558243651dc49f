package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes of a record whose id stands among its fields, as in lists and files of records. The
 * wording of the refusals is that of SOAP's lists (observed, not documented).
 */
public final class Saves {
  private Saves() {}

  /** The values of those that could be read. */
  public static List<FieldValues> values(List<RecordBody.Read> reads) {
    List<FieldValues> values = new ArrayList<>(reads.size());
    for (RecordBody.Read read : reads) {
      if (read instanceof RecordBody.Read.Values(FieldValues found)) {
        values.add(found);
      }
    }
    return values;
  }

  /** Creates a record, which must not carry an id. */
  public static WriteResult create(
      Transaction transaction, ObjectDefinition object, FieldValues values) {
    FieldDefinition id = object.requireField("Id");
    if (values.value(id) != null) {
      return refused(
          "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", id.name());
    }
    return transaction.insert(object, values.without(id));
  }

  /** Updates the record whose id stands among the values. */
  public static WriteResult update(
      Transaction transaction, ObjectDefinition object, FieldValues values) {
    FieldDefinition id = object.requireField("Id");
    return values.value(id) instanceof String shown && !shown.isBlank()
        ? transaction.update(object, shown.strip(), values.without(id))
        : refused("MISSING_ARGUMENT", "Id not specified in an update call");
  }

  /** What a record is told whose key another record of the same call carries too. */
  public static WriteResult duplicateKey(Object key) {
    String text = key instanceof BigDecimal number ? number.toPlainString() : key.toString();
    return refused("DUPLICATE_VALUE", "Duplicate external id specified: " + text);
  }

  private static WriteResult refused(String code, String message, String... fields) {
    return WriteResult.Refused.because(RecordError.of(code, message, fields));
  }
}
