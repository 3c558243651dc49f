package dev.syncline.simulator.bulk.rows;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.rest.Saves;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes chunks of rows, each row for itself: a refused one leaves the others alone.
 *
 * @param key what an upsert goes by; the id for every other operation
 */
public record RowSave(ObjectDefinition object, RowOperation operation, FieldDefinition key) {
  /** How many rows share one transaction. Bulk API Developer Guide: 200, as triggers see them. */
  public static final int CHUNK_ROWS = 200;

  /**
   * Writes the rows of one chunk. The caller commits.
   *
   * @return what became of each row, in their order
   */
  public List<WriteResult> write(Transaction transaction, List<RecordBody.Read> rows) {
    Map<Object, Integer> uses = new HashMap<>();
    if (operation == RowOperation.UPSERT) {
      rows.stream().map(this::keyOf).forEach(text -> uses.merge(text, 1, Integer::sum));
    }
    transaction.lock(object, key, Saves.values(rows));
    var results = new ArrayList<WriteResult>(rows.size());
    for (RecordBody.Read row : rows) {
      String shown = keyOf(row);
      boolean repeated = !shown.isEmpty() && uses.getOrDefault(shown, 0) > 1;
      results.add(
          switch (row) {
            case RecordBody.Read.Invalid(List<RecordError> errors) ->
                new WriteResult.Refused(errors);
            case RecordBody.Read.Values(FieldValues values) ->
                repeated ? Saves.duplicateKey(shown) : write(transaction, values);
          });
    }
    return results;
  }

  private String keyOf(RecordBody.Read row) {
    if (!(row instanceof RecordBody.Read.Values(FieldValues values))) {
      return "";
    }
    Object value = values.value(key);
    String text = value == null ? "" : value.toString();
    return key.is(Flag.CASE_SENSITIVE) || key.type() == FieldType.ID
        ? text
        : text.toLowerCase(Locale.ROOT);
  }

  private WriteResult write(Transaction transaction, FieldValues values) {
    return switch (operation) {
      case INSERT -> Saves.create(transaction, object, values);
      case UPDATE -> Saves.update(transaction, object, values);
      case UPSERT -> transaction.upsert(object, key, values);
      case DELETE, HARD_DELETE -> remove(transaction, values);
    };
  }

  private WriteResult remove(Transaction transaction, FieldValues values) {
    FieldDefinition id = object.requireField("Id");
    if (!(values.value(id) instanceof String shown) || shown.isBlank()) {
      return WriteResult.Refused.because(
          RecordError.of("MISSING_ARGUMENT", "Id not specified in a delete call"));
    }
    return operation == RowOperation.DELETE
        ? transaction.delete(object, shown.strip())
        : transaction.purge(object, shown.strip());
  }
}
