package dev.syncline.simulator.data;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.stream.Collectors;

/** Creates a record or updates the one that carries its key, as lists of records are upserted. */
final class Upsert {
  private static final int IDS_SHOWN = 5;

  private final Transaction transaction;
  private final ObjectDefinition object;
  private final FieldDefinition key;

  Upsert(Transaction transaction, ObjectDefinition object, FieldDefinition key) {
    this.transaction = transaction;
    this.object = object;
    this.key = key;
  }

  WriteResult write(FieldValues values) {
    FieldDefinition id = object.requireField("Id");
    Object value = values.value(key);
    if (key.type() == FieldType.ID) {
      return value == null || value.toString().isBlank()
          ? transaction.insert(object, values.without(id))
          : transaction.update(object, value.toString(), values.without(id));
    }
    if (values.value(id) != null) {
      return refused(
          "INVALID_FIELD", "The Id field should not be specified in the sobject data.", id.name());
    }
    if (value == null || value.toString().isBlank()) {
      return refused("MISSING_ARGUMENT", key.name() + " not specified");
    }
    return switch (transaction.upsertTarget(object, key, value)) {
      case UpsertTarget.None _ -> transaction.insert(object, values.without(id));
      case UpsertTarget.One(String found) ->
          transaction.update(object, found, values.without(id).without(key));
      case UpsertTarget.Several(List<String> ids) ->
          refused(
              "DUPLICATE_EXTERNAL_ID",
              key.name() + ": more than one record found for external id field: " + listed(ids));
    };
  }

  private static String listed(List<String> ids) {
    return ids.stream()
        .limit(IDS_SHOWN)
        .map(RecordIds::shorten)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static WriteResult refused(String code, String message, String... fields) {
    return WriteResult.Refused.because(RecordError.of(code, message, fields));
  }
}
